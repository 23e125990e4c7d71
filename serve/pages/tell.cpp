// The story form, and what happens when it is sent. The form's raw body is stored, and read into a story later like any
// other submission. Here it is only checked; every refusal shows the form again with the words that were typed, since
// a teller must never lose them.
#include "ingest/arrival/receive.h"
#include "ingest/reading/form.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "serve/collection/log.h"
#include "serve/collection/tokens.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/web/client_address.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

/// What is wrong with one field, in a sentence for its teller.
struct Problem {
    const char* field;
    std::string sentence;
};

/// What was typed and chosen, as it came. Files are only counted: a browser does not send them again by itself.
struct Answers {
    std::string title, story, year, place, partnership, role;
    std::vector<std::string> uses, partners;
    std::size_t files = 0, file_bytes = 0;
};

Answers answers_of(const std::vector<ingest::FormPart>& parts) {
    Answers a;
    auto text = [&](const char* name) { return std::string(ingest::field(parts, name)); };
    a = {text("title"), text("story"), text("year"), text("place"), text("partnership"), text("role"), {}, {}, 0, 0};
    for (const auto& p : parts) {
        if (p.name == "uses") a.uses.emplace_back(p.bytes);
        if (p.name == "partners") a.partners.emplace_back(p.bytes);
        if (p.is_file && !p.bytes.empty()) ++a.files, a.file_bytes += p.bytes.size();
    }
    return a;
}

// Returns the idempotency key of a form: a hash of all its fields and files, but not of its uses. A form that is sent
// twice has the same key, although browsers choose a new boundary each time; so has one that a teller goes back to in
// order to change the uses. Another story typed on the same page has another key. Lengths stand before the pieces, or
// "ab" + "c" would be the same as "a" + "bc".
std::string key_of(const std::vector<ingest::FormPart>& parts) {
    std::string all;
    for (const auto& p : parts) {
        if (p.name == "uses") continue;
        for (std::string_view piece : {std::string_view(p.name), std::string_view(p.filename), p.bytes})
            all += std::to_string(piece.size()) + ":" + std::string(piece);
    }
    return "form " + sha256_hex(all);
}

bool blank(std::string_view s) { return s.find_first_not_of(" \t\r\n") == s.npos; }

std::string megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

/// Returns "75,000" for 500,000 bytes: about as many words as English has in them, at 20 bytes for 3 words.
std::string thousands_of_words(std::size_t bytes) { return std::to_string(bytes * 3 / 20 / 1000) + ",000"; }

std::vector<Problem> problems_of(const Answers& a, const Form& form) {
    std::vector<Problem> out;
    if (blank(a.story) && a.files == 0)
        out.push_back({"story", "Write what happened, or choose a file with your story"});
    if (a.story.size() > form.max_story_bytes)
        out.push_back({"story", "Your story is too long for this form. Please send it as a file"});
    if (a.files > form.max_files)
        out.push_back({"files", "Choose " + std::to_string(form.max_files) + " files or fewer"});
    if (a.file_bytes > form.max_upload_bytes)
        out.push_back({"files", "Your files are together larger than " + megabytes(form.max_upload_bytes) +
                                    ". Choose smaller files, or write your story here"});
    if (!a.year.empty() && (a.year.size() != 4 || a.year.find_first_not_of("0123456789") != a.year.npos))
        out.push_back({"year", "Write the year with four digits, for example 2019, or leave it empty"});
    if (a.uses.empty())
        out.push_back(
            {"uses", "Choose at least one way that we may use your story. Every yes also lets our team read it"});
    return out;
}

View choices(const std::vector<Choice>& all, const std::vector<std::string>& chosen, const char* prefix) {
    View list(std::vector<View>{});
    for (const auto& c : all)
        list.push({{"id", c.id},
                   {"label", c.label},
                   {"key", std::string(prefix) + "-" + c.id},
                   {"chosen", std::find(chosen.begin(), chosen.end(), c.id) != chosen.end()}});
    return list;
}

View uses_view(const Form& form, const std::vector<std::string>& chosen) {
    View list(std::vector<View>{});
    for (const auto& u : form.uses) {
        std::string id(name(u.use));
        list.push({{"id", id},
                   {"key", "uses-" + id},
                   {"question", u.question},
                   {"consequence", u.consequence},
                   {"chosen", std::find(chosen.begin(), chosen.end(), id) != chosen.end()}});
    }
    return list;
}

// The form, empty or with answers and what is wrong with them.
Reply form_page(const Call& call, Workspace& work, const Answers& a, const std::vector<Problem>& problems, int status) {
    const auto& form = work.collection.form;
    View partnerships(std::vector<View>{});
    for (const auto& p : work.store.partnerships())
        partnerships.push({{"id", p.id}, {"label", p.name}, {"chosen", p.id == a.partnership}});
    View prompts(std::vector<View>{}), before(std::vector<View>{}), list(std::vector<View>{});
    for (const auto& p : form.prompts) prompts.push({{"prompt", p}});
    for (const auto& b : form.before_you_start) before.push({{"sentence", b}});
    View view{{"form_title", form.title},
              {"introduction", form.introduction},
              {"prompts", prompts},
              {"before", before},
              {"uses", uses_view(form, a.uses)},
              {"roles", choices(form.roles, {a.role}, "role")},
              {"partner_types", choices(form.partner_types, a.partners, "partners")},
              {"partnerships", partnerships},
              {"token", one_time_token(work.collection.secret, "tell", now_ms())},
              {"title", a.title},
              {"story", a.story},
              {"year", a.year},
              {"place", a.place},
              {"max_size", megabytes(form.max_upload_bytes)},
              {"max_files", form.max_files},
              {"max_words", thousands_of_words(form.max_story_bytes)},
              // Browsers do not send a file again: the page asks to choose it once more.
              {"lost_file", a.files > 0}};
    for (const auto& p : problems) {
        list.push({{"field", p.field}, {"sentence", p.sentence}});
        view[std::string("error_") + p.field] = p.sentence;
    }
    view["problems"] = list;
    view["has_problems"] = !problems.empty();
    return page(call, work, "tell", (problems.empty() ? "" : "Error: ") + form.title, view, status);
}

// Returns how long to wait; 0 when the story may be stored now. Two limits, since a whole workshop may share one
// address but each person has a form of their own: ten stories an hour for a form, and a generous number for an
// address.
std::chrono::seconds wait_for_turn(const Call& call, Workspace& work, std::string_view form_token) {
    auto& limits = work.collection.limits;
    if (const auto wait = limits.forms.take(std::string(form_token)); wait.count() > 0) return wait;
    return limits.stories.take(client_block(call.client));
}

Details details_of(const Answers& a, const Form& form) {
    Details d;
    d.title = a.title;
    d.partnership = a.partnership;
    d.partners = a.partners;
    d.role = a.role;
    d.place = a.place;
    if (!a.year.empty()) d.year = std::stoi(a.year);  // four digits: problems_of() has checked
    Uses uses;
    for (const auto& u : a.uses) uses.add(use_named(u));
    // closed() adds what a use cannot do without: a story to be quoted must be countable, for instance.
    d.consent = Consent{form.id, closed(uses), now_ms()};
    return d;
}

}  // namespace

Reply tell(const Call& call, Workspace& work) {
    auto reply = form_page(call, work, {}, {}, 200);
    reply.headers.emplace_back("Cache-Control", "no-cache");  // so that going back shows what was typed
    return reply;
}

// In order, and each failure leaves nothing stored:
//   1. the body is a whole form of ours (415, 400);
//   2. its token is fresh, and the field that only programs fill is empty (400);
//   3. the answers have no problem (422), and neither form nor address has sent too much (429);
//   4. the raw body is committed with its key and private link (413, 503);
//   5. the follower wakes, and the teller is led to the private link.
Reply told(const Call& call, Workspace& work) {
    auto boundary = ingest::boundary_of(call.content_type);
    if (boundary.empty())
        return trouble(
            call, work, 415, "Your story was not kept",
            "Your browser did not send it as our form does. Please open our page and try again. Programs can "
            "send stories to /api/v1/stories.");
    auto parts = ingest::form_parts(call.body, boundary);
    // "end" is the last field of the form. Without it the form was cut off on its way, even when it looks complete.
    if (!parts || ingest::field(*parts, "end") != "complete")
        return trouble(call, work, 400, "Only part of your story arrived",
                       "We have not kept it. Please go back in your browser. Your words are still there, so you can "
                       "send them again.");
    auto answers = answers_of(*parts);
    auto token = ingest::field(*parts, "token");
    if (!one_time_token_fits(work.collection.secret, "tell", token, now_ms()))
        return form_page(
            call, work, answers,
            {{"story", "This page was open for more than a day. Your words are still below. Please send them again"}},
            400);
    if (!ingest::field(*parts, "website").empty())  // hidden from people; programs tend to fill in every field
        return trouble(call, work, 400, "Your story was not kept",
                       "It looks as if a program sent it. If you are a person, please write to us.");
    if (auto problems = problems_of(answers, work.collection.form); !problems.empty())
        return form_page(call, work, answers, problems, 422);
    if (const auto wait = wait_for_turn(call, work, token); wait.count() > 0) {
        log_event("story_refused", {{"address", call.client}});
        const auto minutes = counted(static_cast<std::uint64_t>((wait.count() + 59) / 60), "minute", "minutes");
        return retry_after(wait, form_page(call, work, answers,
                                           {{"story", "Many stories arrived from your network within an hour, so we "
                                                      "have not stored yours yet. Your words are still below. Please "
                                                      "send them again in " +
                                                          minutes}},
                                           429));
    }
    Submission s;
    s.channel = Channel::form;
    s.media_type = call.content_type;
    s.bytes = call.body;
    s.details = details_of(answers, work.collection.form);
    s.key = key_of(*parts);
    auto link = private_token(work.collection.secret, s.key);
    const Uses chosen = s.details.consent->uses;
    Receipt receipt;
    try {
        receipt = ingest::receive(work.store, std::move(s), link);
    } catch (const Error& e) {
        log_trouble(e.what());
        work.collection.suspect(e);
        return form_page(
            call, work, answers,
            {{"story", e.kind == ErrorKind::usage
                           ? "What you sent is larger than we can store. Please make it shorter"
                           : "We cannot store your story at the moment. Your words are still below. Please "
                             "send them again in a few minutes"}},
            e.kind == ErrorKind::usage ? 413 : 503);
    }
    // The same story came before, with other uses. The store keeps only what both allow; the page explains that.
    bool differs = receipt.narrowed;
    if (!receipt.is_new)
        if (const auto before = work.store.story(receipt.reference, Use::own)) differs |= before->chosen != chosen;
    if (work.collection.wake) work.collection.wake();
    return see_other("/manage/" + link + (differs ? "?told=yes&again=yes" : "?told=yes"));
}

}  // namespace tangible::serve::pages
