// The fields of the story form from top to bottom: what can be wrong with them, what they say beside the story, how
// they are shown; then the way into the store.
#include "serve/pages/tell/telling.h"
#include "ingest/arrival/receive.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/log.h"
#include "serve/collection/tokens.h"
#include "serve/pages/views.h"
#include "serve/web/client_address.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

/// More than anybody needs for a name or a place.
constexpr std::size_t max_line_bytes = 1000;

bool blank(std::string_view s) { return s.find_first_not_of(" \t\r\n") == s.npos; }

std::string megabytes(std::size_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

/// Returns "75,000" for 500,000 bytes: about as many words as English has in them, at 20 bytes for 3 words.
std::string thousands_of_words(std::size_t bytes) { return std::to_string(bytes * 3 / 20 / 1000) + ",000"; }

std::uint64_t size_of(const std::vector<UnsentFile>& files) {
    std::uint64_t sum = 0;
    for (const auto& f : files) sum += f.size;
    return sum;
}

// The options of one field, below the heading of their group. A group with something chosen is open.
View groups_view(const std::vector<Option>& options, const std::string& field, const std::vector<std::string>& chosen) {
    View groups(std::vector<View>{}), list(std::vector<View>{});
    bool open = false;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const auto& o = options[i];
        const bool is_chosen = std::find(chosen.begin(), chosen.end(), o.id) != chosen.end();
        open |= is_chosen;
        list.push({{"option", o.id}, {"label", o.label}, {"id", field + "-" + o.id}, {"chosen", is_chosen}});
        if (i + 1 < options.size() && options[i + 1].group == o.group) continue;
        groups.push({{"group", o.group}, {"open", open}, {"options", list}});
        list = View(std::vector<View>{}), open = false;
    }
    return groups;
}

// One question as _question.mustache shows it: a text, or one part with options for each moment that it asks about.
View question_view(const Question& q, const Fields& fields) {
    const bool text = q.kind == QuestionKind::text, then_now = q.kind == QuestionKind::then_now;
    const bool many = q.kind == QuestionKind::several || q.kind == QuestionKind::themes;
    View parts(std::vector<View>{});
    auto options = q.options;
    if (!many) options.push_back({std::string(unsure), "I’m not sure, or I’d rather not say", ""});
    struct Part {
        const char *moment, *legend;
    };
    for (const auto& [moment, legend] :
         then_now ? std::vector<Part>{{"then", "At the start"}, {"now", "Now"}} : std::vector<Part>{{"", ""}}) {
        const auto field = answer_field(q.id, moment);
        parts.push({{"legend", legend},
                    {"name", field},
                    {"type", many ? "checkbox" : "radio"},
                    {"groups", groups_view(options, field, values_of(fields, field))}});
    }
    return {{"key", answer_field(q.id)},
            {"question", q.question},
            {"hint", q.hint},
            {"text", text},
            {"many", q.kind == QuestionKind::several},
            {"themes", q.kind == QuestionKind::themes},
            {"max_themes", max_themes},
            {"value", value_of(fields, answer_field(q.id))},
            {"error", ""},
            {"parts", parts}};
}

}  // namespace

std::vector<Question> questions_of(const Collection& collection) {
    return with_themes(collection.form.questions, collection.codebook);
}

// ---- what can be wrong ----

std::vector<Problem> problems_of(const Told& told, const Collection& collection) {
    const auto& form = collection.form;
    std::vector<Problem> out;
    const auto value = [&](const char* name) { return value_of(told.fields, name); };
    if (blank(value("story")) && told.files.empty())
        out.push_back({"story", "Write what happened, or choose a file with your story"});
    if (value("story").size() > form.max_story_bytes)
        out.push_back({"story", "Your story is too long for this form. Please send it as a file"});
    if (told.files.size() > form.max_files)
        out.push_back({"files", "Choose " + std::to_string(form.max_files) + " files or fewer"});
    if (size_of(told.files) > form.max_upload_bytes)
        out.push_back({"files", "Your files are together larger than " + megabytes(form.max_upload_bytes) +
                                    ". Choose smaller files, or write your story here"});
    if (value("title").size() > max_line_bytes) out.push_back({"title", "Give your story a shorter name"});
    if (!typed_year(value("year"))) out.push_back({"year", wrong_year});
    if (value("place").size() > max_line_bytes) out.push_back({"place", "Write the place in fewer words"});
    const auto answers = answers_of(told.fields);
    for (const auto& q : collection.form.questions)
        if (const auto at = answers.find(q.id); at != answers.end()) {
            if (q.kind == QuestionKind::text && !fits(q, at->second))
                out.push_back({answer_field(q.id), "Your answer is too long. Please shorten it"});
            if (q.kind == QuestionKind::themes && at->second.size() > max_themes)
                out.push_back({answer_field(q.id), "Choose " + std::to_string(max_themes) + " or fewer"});
        }
    if (value("uses").empty())
        out.push_back(
            {"uses", "Choose at least one way that we may use your story. Every yes also lets our team read it"});
    return out;
}

// ---- what the form says beside the story ----

Answers answers_of(const Fields& fields) {
    Answers out;
    for (const auto& [name, value] : fields) add_answer(out, name, value);
    return out;
}

Details details_of(const Fields& fields, const Collection& collection) {
    const auto value = [&](const char* name) { return std::string(value_of(fields, name)); };
    Details d;
    d.title = value("title");
    d.partnership = value("partnership");
    d.partners = values_of(fields, "partners");
    d.role = value("role");
    d.place = value("place");
    d.year = typed_year(value("year")).value_or(0);  // problems_of() has checked
    d.answers = answers_of(fields);
    remove_unfit(d.answers, questions_of(collection));
    if (value("told_by") == "helper") d.told_by = "helper";
    Uses uses;
    for (const auto& u : values_of(fields, "uses")) uses.add(use_named(u));
    // closed() adds what a use cannot do without: a story to be quoted must be countable, for instance.
    d.consent = Consent{collection.form.id, closed(uses), now_ms()};
    return d;
}

// ---- how it is shown ----

View form_view(Workspace& work, const Told& told) {
    const auto& form = work.collection.form;
    const auto value = [&](const char* name) { return std::string(value_of(told.fields, name)); };
    View partnerships(std::vector<View>{});
    for (const auto& p : work.store.partnerships())
        partnerships.push({{"id", p.id}, {"label", p.name}, {"chosen", p.id == value("partnership")}});
    View prompts(std::vector<View>{}), before(std::vector<View>{}), questions(std::vector<View>{}),
        files(std::vector<View>{});
    for (const auto& p : form.prompts) prompts.push({{"prompt", p}});
    for (const auto& b : form.before_you_start) before.push({{"sentence", b}});
    for (const auto& q : questions_of(work.collection)) questions.push(question_view(q, told.fields));
    for (const auto& f : told.files)
        files.push({{"number", f.number}, {"filename", f.filename.empty() ? "A file without a name" : f.filename}});
    const auto uses = values_of(told.fields, "uses");
    return {{"form_title", form.title},
            {"introduction", form.introduction},
            {"prompts", prompts},
            {"before", before},
            {"uses", uses_view(form, [&](Use u) { return std::ranges::find(uses, name(u)) != uses.end(); })},
            {"roles", choices_view(form.roles, {value("role")}, "role")},
            {"partner_types", choices_view(form.partner_types, values_of(told.fields, "partners"), "partners")},
            {"partnerships", partnerships},
            {"questions", questions},
            {"files", files},
            {"has_files", !told.files.empty()},
            {"token", one_time_token(work.collection.secret, "tell", now_ms())},
            {"title", value("title")},
            {"story", value("story")},
            {"year", value("year")},
            {"place", value("place")},
            {"helper", value("told_by") == "helper"},
            {"max_size", megabytes(form.max_upload_bytes)},
            {"max_files", form.max_files},
            {"max_words", thousands_of_words(form.max_story_bytes)}};
}

void add_problems(View& view, const std::vector<Problem>& problems) {
    View list(std::vector<View>{});
    for (const auto& p : problems) {
        list.push({{"field", p.field}, {"sentence", p.sentence}});
        view["error_" + p.field] = p.sentence;
    }
    View questions(std::vector<View>{});
    for (auto q : view["questions"].list()) {
        if (const auto& of = view["error_" + q["key"].text()]; of.truth()) q["error"] = of.text();
        questions.push(q);
    }
    view["questions"] = questions;
    view["problems"] = list;
    view["has_problems"] = !problems.empty();
}

std::string titled(const std::string& title, const std::vector<Problem>& problems) {
    return (problems.empty() ? "" : "Error: ") + title;
}

// ---- the way into the store ----

// Two limits, since a whole workshop may share one address but each person has a form of their own: ten stories an
// hour for a form, and a generous number for an address.
std::chrono::seconds wait_for_turn(const Call& call, Workspace& work, std::string_view form) {
    auto& limits = work.collection.limits;
    auto wait = limits.forms.take(std::string(form));
    if (wait.count() == 0) wait = limits.stories.take(client_block(call.client));
    if (wait.count() > 0) log_event("story_refused", {{"address", call.client}});
    return wait;
}

std::string wait_in_words(std::chrono::seconds wait) {
    const auto minutes = counted(static_cast<std::uint64_t>((wait.count() + 59) / 60), "minute", "minutes");
    return "Many stories arrived from your network within an hour, so we have not stored yours yet. Your words are "
           "still below. Please send them again in " +
           minutes;
}

Reply received(Workspace& work, Submission s, const std::function<void(const Receipt&)>& also,
               const std::function<Reply(const std::string&, int)>& refused) {
    const auto link = private_token(work.collection.secret, s.key);
    const Uses chosen = s.details.consent->uses;
    Receipt receipt;
    try {
        work.store.together([&] {
            receipt = ingest::receive(work.store, std::move(s), link);
            also(receipt);
        });
    } catch (const Error& e) {
        if (e.kind == ErrorKind::refused)
            return refused("Your story was changed in another window while you sent it. Please check it and send it "
                           "again",
                           409);
        log_trouble(e.what());
        work.collection.suspect(e);
        return e.kind == ErrorKind::usage
                   ? refused("What you sent is larger than we can store. Please make it shorter", 413)
                   : refused("We cannot store your story at the moment. Your words are still below. Please send them "
                             "again in a few minutes",
                             503);
    }
    // The same story came before, with other uses. The store keeps only what both allow; the page explains that.
    bool differs = receipt.narrowed;
    if (!receipt.is_new)
        if (const auto before = work.store.story(receipt.reference, Use::own)) differs |= before->chosen != chosen;
    if (work.collection.wake) work.collection.wake();
    return see_other("/manage/" + link + (differs ? "?told=yes&again=yes" : "?told=yes"));
}

}  // namespace tangible::serve::pages
