// The register of complaints, and one complaint on the desk of our team: what was done about it, a form for the next
// step or the answer, and a button that erases the words of one that was answered. The CSV has no words, so that an
// auditor can have it.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/pages/pages.h"
#include "serve/pages/paging.h"
#include "serve/pages/views.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

/// What each step says to our team, as the state of a complaint.
const char* sentence(ComplaintAct act) {
    switch (act) {
    case ComplaintAct::received:
        return "received";
    case ComplaintAct::acknowledged:
        return "acknowledged";
    case ComplaintAct::looking:
        return "being looked into";
    case ComplaintAct::answered:
        return "answered";
    }
    return "";
}

/// Returns "12 days left", "today is the last day" or "3 days overdue".
std::string time_left(std::int64_t due_ms, std::int64_t now) {
    const auto days = [](std::int64_t ms) { return static_cast<std::uint64_t>((ms + day_ms - 1) / day_ms); };
    if (now > due_ms) return counted(days(now - due_ms), "day overdue", "days overdue");
    const auto left = days(due_ms - now);
    return left <= 1 ? "today is the last day" : counted(left, "day left", "days left");
}

/// Returns what is to be said of the story beside its reference: "erased", "no such story", or "" when it is there.
const char* fate(Workspace& work, const StoryId& id) {
    using State = Standing::State;
    const auto state = work.store.standing_of(id).state;
    return state == State::withdrawn ? "story erased" : state == State::unknown ? "no such story" : "";
}

View line_of(Workspace& work, const Complaint& c) {
    const bool answered = c.last == ComplaintAct::answered;
    const auto now = now_ms();
    return {{"number", c.number},
            {"reference", complaint_reference(c.number)},
            {"received", day(c.received_ms)},
            {"due", day(c.due_ms)},
            {"state", sentence(c.last)},
            {"answered", answered},
            {"left", answered ? "" : time_left(c.due_ms, now)},
            {"overdue", !answered && now > c.due_ms},
            {"story", c.story},
            {"fate", c.story.empty() ? "" : fate(work, c.story)},
            {"by_mail", c.by_mail},
            {"erased", c.erased}};
}

/// Returns when the act was first done, as "2026-11-25T10:05:10Z"; "" when it was not.
std::string first(const std::vector<ComplaintStep>& steps, ComplaintAct act) {
    const auto found = std::ranges::find(steps, act, &ComplaintStep::act);
    return found == steps.end() ? "" : timestamp(found->at_ms);
}

Reply register_csv(Workspace& work, const std::vector<Complaint>& all) {
    std::string rows =
        "complaint,story,about_the_story,answer_by_mail,received,due,acknowledged,looked_into,answered,state,"
        "words_erased\r\n";
    for (const auto& c : all) {
        const auto steps = work.store.complaint_steps(c.number);
        rows += csv_row({complaint_reference(c.number), c.story, c.story.empty() ? "" : fate(work, c.story),
                         c.by_mail ? "yes" : "no", timestamp(c.received_ms), timestamp(c.due_ms),
                         first(steps, ComplaintAct::acknowledged), first(steps, ComplaintAct::looking),
                         first(steps, ComplaintAct::answered), name(c.last), c.erased ? "yes" : "no"});
    }
    return csv(rows, "complaints.csv");
}

Complaint complaint_or_404(const Call& call, Workspace& work) {
    const auto number = parse_complaint_reference(call.parts.at(0));
    auto complaint = number ? work.store.complaint(*number) : std::nullopt;
    if (!complaint) throw Error(ErrorKind::not_found, "There is no such complaint");
    return std::move(*complaint);
}

// `problem`: what is wrong with the form that was sent; its words are shown again.
Reply shown(const Call& call, Workspace& work, const Complaint& c, const std::string& problem, int status) {
    auto view = line_of(work, c);
    View steps(std::vector<View>{});
    bool is_told = false;
    for (const auto& s : work.store.complaint_steps(c.number)) {
        is_told = is_told || s.act == ComplaintAct::acknowledged;
        steps.push({{"what", sentence(s.act)}, {"who", s.who}, {"when", day(s.at_ms)}, {"note", s.note}});
    }
    view["steps"] = steps;
    view["not_told"] = !is_told;
    const auto about = c.story.empty() ? std::nullopt : work.store.original(c.story, Use::team);
    view["is_shown"] = about && opens_outside(about->consent.uses);
    view["words"] = c.words;
    view["addr"] = c.addr;
    view["problem"] = problem;
    view["typed"] = std::string(value_of(call.form, "note"));
    view["saved"] = value_of(call.query, "saved") == "yes";
    view["unsure"] = value_of(call.query, "unsure") == "yes";
    return page(call, work, "complaint-at-desk",
                (problem.empty() ? "" : "Error: ") + ("Complaint " + complaint_reference(c.number)), view, status);
}

std::string path_of(const Complaint& c) { return "/complaints/" + std::to_string(c.number); }

}  // namespace

Reply complaints(const Call& call, Workspace& work) {
    const auto all = work.store.complaints();
    if (call.format == "csv") return register_csv(work, all);
    View list(std::vector<View>{});
    const auto shown = paging(call, all.size());
    for (std::size_t i = shown.first; i < shown.end; ++i) list.push(line_of(work, all[i]));
    return page(call, work, "complaints", "Complaints",
                {{"complaints", list}, {"none", all.empty()}, {"pages", pages_view(shown, "/complaints?")}});
}

Reply complaint_at_desk(const Call& call, Workspace& work) {
    return shown(call, work, complaint_or_404(call, work), "", 200);
}

// Which button was pressed is in `step`.
Reply complaint_step(const Call& call, Workspace& work) {
    const auto complaint = complaint_or_404(call, work);
    const auto act = complaint_act_named(value_of(call.form, "step"));
    if (act == ComplaintAct::received)
        throw Error(ErrorKind::usage, "'step' must be acknowledged, looking or answered");
    const auto note = std::string(trimmed(value_of(call.form, "note")));
    if (act == ComplaintAct::answered && note.empty()) return shown(call, work, complaint, "Write the answer", 422);
    work.store.note_step(complaint.number, {act, note, call.session->account, now_ms()});
    return see_other(path_of(complaint) + "?saved=yes");
}

Reply complaint_erased(const Call& call, Workspace& work) {
    const auto complaint = complaint_or_404(call, work);
    // The box that says "I am sure" was not ticked: ask once more.
    if (value_of(call.form, "sure") != "yes") return see_other(path_of(complaint) + "?unsure=yes#erase");
    work.store.erase_complaint(complaint.number);
    return see_other(path_of(complaint));
}

}  // namespace tangible::serve::pages
