// The form for complaints, and the private page on which whoever complained reads where it stands and our answer. Like
// the story form it needs no account, and every refusal shows the words again. The page names nobody of our team.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/ground/limit_text.h"
#include "schemas/ground/text.h"
#include "serve/collection/log.h"
#include "serve/collection/tokens.h"
#include "serve/mail/own_mail.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/web/client_address.h"

namespace tangible::serve::pages {
namespace {

/// What is wrong with one field, in a sentence for whoever complains.
struct Problem {
    const char* field;
    std::string sentence;
};

Complaint typed(const Call& call) {
    Complaint c;
    c.story = trimmed(value_of(call.form, "story"));
    c.words = trimmed(value_of(call.form, "words"));
    c.addr = trimmed(value_of(call.form, "addr"));
    return c;
}

std::vector<Problem> problems_of(const Complaint& c) {
    std::vector<Problem> out;
    if (c.words.empty()) out.push_back({"words", "Write what happened"});
    if (code_points(c.words) > max_complaint_characters)
        out.push_back({"words", "Your complaint is too long. Please make it shorter than " +
                                    in_digits(max_complaint_characters) + " characters"});
    if (!c.story.empty() && !parse_story_id(c.story))
        out.push_back({"story", "This is not the reference of a story. A reference looks like 7F3K-Q2M9-N. Leave the "
                                "field empty if you do not know it"});
    if (!c.addr.empty() && !is_mailable(c.addr))
        out.push_back({"addr", "Enter one complete email address, such as name@example.org, or leave the field empty"});
    return out;
}

Reply form_page(const Call& call, Workspace& work, const std::vector<Problem>& problems, int status) {
    const auto c = typed(call);
    View list(std::vector<View>{});
    View view{{"token", one_time_token(work.collection.secret, "complain", now_ms())},
              {"words", c.words},
              {"story", c.story.substr(0, 100)},
              {"addr", c.addr.substr(0, 300)},
              {"most", in_digits(max_complaint_characters)}};
    for (const auto& p : problems) {
        list.push({{"field", p.field}, {"sentence", p.sentence}});
        view[std::string("error_") + p.field] = p.sentence;
    }
    view["problems"] = list;
    view["has_problems"] = !problems.empty();
    return page(call, work, "complain", (problems.empty() ? "" : "Error: ") + std::string("Complain"), view, status);
}

/// Returns the token of the private link. A form that is sent twice gives the same token, and so one complaint.
std::string token_of(const Call& call, const Complaint& c, const std::string& secret) {
    std::string all;
    for (const auto piece :
         {value_of(call.form, "token"), std::string_view(c.story), std::string_view(c.words), std::string_view(c.addr)})
        all += std::to_string(piece.size()) + ":" + std::string(piece);
    return private_token(secret, "complaint " + sha256_hex(all));
}

/// What each step says to whoever complained.
const char* sentence(ComplaintAct act) {
    switch (act) {
    case ComplaintAct::received:
        return "Your complaint arrived";
    case ComplaintAct::acknowledged:
        return "We told you that it arrived, and gave you this link";
    case ComplaintAct::looking:
        return "Our team is looking into it";
    case ComplaintAct::answered:
        return "Our team answered";
    }
    return "";
}

}  // namespace

Reply complain(const Call& call, Workspace& work) {
    auto reply = form_page(call, work, {}, 200);
    reply.headers.emplace_back("Cache-Control", "no-cache");  // so that going back shows what was typed
    return reply;
}

// In order, and each failure leaves nothing stored: the form is ours and fresh, no program filled it in, nothing is
// wrong with it, neither form nor address has sent too much. Then it is committed, and only then said to be received.
Reply complained(const Call& call, Workspace& work) {
    const auto token = value_of(call.form, "token");
    if (!one_time_token_fits(work.collection.secret, "complain", token, now_ms()))
        return form_page(
            call, work,
            {{"words", "This page was open for more than a day. Your words are still below. Please send them again"}},
            400);
    if (!value_of(call.form, "website").empty())  // hidden from people; programs tend to fill in every field
        return trouble(call, work, 400, "Your complaint was not kept",
                       "It looks as if a program sent it. If you are a person, please write to us.");
    auto c = typed(call);
    if (const auto problems = problems_of(c); !problems.empty()) return form_page(call, work, problems, 422);
    auto& limits = work.collection.limits;
    auto wait = limits.forms.take(std::string(token));
    if (wait.count() == 0) wait = limits.complaints.take(client_block(call.client));
    if (wait.count() > 0) {
        log_event("complaint_refused", {{"address", call.client}});
        const auto minutes = counted(static_cast<std::uint64_t>((wait.count() + 59) / 60), "minute", "minutes");
        return retry_after(wait, form_page(call, work,
                                           {{"words", "Many complaints came from your network within an hour, so we "
                                                      "have not stored yours yet. Your words are still below. Please "
                                                      "send them again in " +
                                                          minutes}},
                                           429));
    }
    if (!c.story.empty()) c.story = *parse_story_id(c.story);
    c.received_ms = now_ms();
    const auto link = token_of(call, c, work.collection.secret);
    work.store.put_complaint(c, link);
    return see_other("/complaint/" + link + "?sent=yes");
}

Reply complaint(const Call& call, Workspace& work) {
    const auto c = work.store.complaint_of(call.parts.at(0));
    if (!c)
        throw Error(ErrorKind::not_found, "This link does not lead to a complaint",
                    "Please check that you copied the whole link.");
    View steps(std::vector<View>{});
    for (const auto& s : work.store.complaint_steps(c->number))
        steps.push({{"what", sentence(s.act)}, {"when", day(s.at_ms)}, {"note", s.note}});
    const bool answered = c->last == ComplaintAct::answered;
    return page(call, work, "complaint", "Your complaint " + complaint_reference(c->number),
                {{"reference", complaint_reference(c->number)},
                 {"sent", value_of(call.query, "sent") == "yes"},
                 {"token", call.parts[0]},
                 {"address", base_of(call, work.collection.config) + "/complaint/" + call.parts[0]},
                 {"due", day(c->due_ms)},
                 {"answered", answered},
                 {"late", !answered && now_ms() > c->due_ms},
                 {"steps", steps},
                 {"story", c->story},
                 {"story_erased", !c->story.empty() && was_taken_back(call, work, c->story)},
                 {"words", c->words},
                 {"addr", c->addr},
                 {"erased", c->erased}});
}

}  // namespace tangible::serve::pages
