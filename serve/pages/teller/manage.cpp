// The teller's own page, behind a private link: the story as it was kept, how it may be used, and how to withdraw it.
// The token in the link is the only proof, since tellers have no account; the store knows its hash alone.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/coding/judging.h"
#include "serve/coding/moderating.h"
#include "serve/collection/tokens.h"
#include "serve/pages/pages.h"
#include "serve/pages/teller/teller.h"
#include "serve/pages/views.h"
#include "serve/web/marked.h"
#include <algorithm>
#include <array>

namespace tangible::serve::pages {
namespace {

// Where the story stands in moderation: what others see instead of the teller's words, and what a moderator said last.
std::string who_sees(Uses uses) {
    if (uses.has(Use::publish)) return "Everyone can see your story.";
    const std::string who = uses.has(Use::research)
                                ? "Our team and researchers who have an account here can see your story."
                            : uses.has(Use::team) ? "Only our team can see your story."
                                                  : "Only you can see your story.";
    return uses.has(Use::quote) ? who + " Everyone can see the sentences that we quote from it." : who;
}

/// Returns the hidden words as people read them: the name of a partnership or role in place of its id.
std::string in_words(Workspace& work, const Redaction& r) {
    if (r.field == StoryField::role) return role_of(work.collection.form, r.words);
    const auto names = r.field == StoryField::partnership ? names_of(work.store) : Names{};
    const auto named = names.find(r.words);
    return named == names.end() ? r.words : named->second.name;
}

void add_moderation(View& view, Workspace& work, const Story& original) {
    const bool opens = opens_outside(original.chosen);
    view["waits"] = opens && original.moderation == Moderation::waiting;
    view["asked"] = opens && original.moderation == Moderation::asked;
    view["kept_back"] = opens && original.moderation == Moderation::kept;
    view["who"] = who_sees(original.chosen);
    view["researchers_too"] = original.chosen.has(Use::publish) && !original.chosen.has(Use::research);
    View hidden(std::vector<View>{});
    for (const auto& r : work.store.redactions(original.id))
        if (r.instead && !r.is_gone())
            hidden.push({{"words", in_words(work, r)},
                         {"instead", *r.instead},
                         {"field", r.field == StoryField::text ? "" : name(r.field)}});
    view["hidden"] = hidden;
    view["has_hidden"] = !hidden.list().empty();
    view["shows_seen"] = !hidden.list().empty() || (opens && original.moderation == Moderation::asked);
    if (const auto seen = work.store.story(original.id, Use::own)) {
        view["read"] = digest_of_reading(work.store, original.id);
        view["seen_title"] = seen->title;
        view["seen_html"] = View::html(paragraphs_html(seen->text, after_title(seen->text, seen->title)));
    }
    for (const auto& m : work.store.moderated(original.id)) {
        if (m.act != Act::pass && m.act != Act::keep && m.act != Act::ask) continue;
        view["note_of_moderator"] = m.note;
        view["why_kept"] = std::string(keeping_sentence(m.reason));
    }
}

// What the page shows of a story that was read: its text, uses, additions, and what reading cut out.
View story_view(Workspace& work, const StoryId& id) {
    auto story = work.store.original(id, Use::own);
    if (!story) return {};
    auto view = story_line(work, names_of(work.store), *story);
    add_moderation(view, work, *story);
    view["text_html"] = View::html(paragraphs_html(story->text, after_title(story->text, story->title)));
    View problems(std::vector<View>{});
    for (const auto& p : story->problems) problems.push({{"problem", p}});
    const auto additions = work.store.additions(id, Use::own);
    view["additions"] = additions_view(additions);
    view["has_additions"] = !additions.empty();
    view["team"] = story->consent.uses.has(Use::team);
    add_closed_cuts(*story, additions);
    view["cuts"] = cuts_view(*story);
    view["put_back"] = work.store.put_back(id);
    view["answers"] = answers_view(work.collection, story->answers);
    view["has_answers"] = !story->answers.empty();
    view["helper"] = story->told_by == "helper";
    view["has_cuts"] = !story->cuts.empty();
    view["problems"] = problems;
    view["uses"] = uses_view(
        work.collection.form, [&](Use u) { return story->chosen.has(u); }, id);
    return view;
}

/// Returns a code in groups of four, for people to read out.
std::string in_groups(std::string_view code) {
    std::string out;
    for (std::size_t i = 0; i < code.size(); ++i) out.append(i && i % 4 == 0 ? " " : "").push_back(code[i]);
    return out;
}

/// How much of a story its teller takes back.
struct Degree {
    std::string_view id;
    Uses ends;  ///< the uses that end; for "erase", all do
};
constexpr std::array<Degree, 3> degrees = {{
    {"quote", {Use::quote}},
    {"show", {Use::quote, Use::publish, Use::research}},
    {"erase", {}},
}};

// What the page says of a withdrawal: a certificate, which its teller can print.
View certificate_view(Workspace& work, const StoryId& id) {
    const auto withdrawal = work.store.withdrawal(id);
    if (!withdrawal) return {};
    auto time = [](std::int64_t ms) { return ms ? day(ms) + ", " + timestamp(ms).substr(11, 5) + " UTC" : ""; };
    return View{{"hidden", time(withdrawal->asked_ms)},
                {"erased", time(withdrawal->erased_ms)},
                {"index", time(withdrawal->index_ms)},
                {"number", urn(work.collection.secret, "withdrawal of " + id).substr(9)}};
}

}  // namespace

Standing standing_or_404(const Call& call, Workspace& work) {
    auto standing = work.store.standing(call.parts.at(0));
    if (standing.state == Standing::State::unknown)
        throw Error(ErrorKind::not_found, "This link does not lead to a story",
                    "Please check that you copied the whole link.");
    return standing;
}

StoryId story_or_404(const Call& call, Workspace& work) {
    auto standing = standing_or_404(call, work);
    if (standing.state != Standing::State::story)
        throw Error(ErrorKind::not_found, "There is no story here to change",
                    "We may not have read it yet, or it was taken back.");
    return standing.reference;
}

std::string manage_path(const Call& call) { return "/manage/" + call.parts.at(0); }

namespace {

/// Why nothing was added; "" when something was, or nobody tried.
std::string next_problem(std::string_view added) {
    if (added == "none") return "Write what happened next, then press the button again.";
    if (added == "known")
        return "We did not add this, because somebody sent us exactly these words before. Write it in other words, and "
               "press the button again.";
    return "";
}

}  // namespace

Reply manage(const Call& call, Workspace& work) {
    auto standing = standing_or_404(call, work);
    using State = Standing::State;
    View view{{"reference", standing.reference},
              {"token", call.parts[0]},
              {"address", base_of(call, work.collection.config) + "/manage/" + call.parts[0]},
              {"my_story", base_of(call, work.collection.config) + "/my-story"},
              {"code", in_groups(call.parts[0])},
              {"received", standing.received_ms ? day(standing.received_ms) : ""},
              {"pending", standing.state == State::pending},
              {"parked", standing.state == State::parked},
              {"reason", standing.rejection.detail},
              {"kept", standing.state == State::story},
              {"thanks", standing.state != State::story || value_of(call.query, "told") == "yes"},
              {"withdrawn", standing.state == State::withdrawn},
              {"dropped", standing.state == State::withdrawn && !standing.rejection.reason.empty()},
              {"can_withdraw", standing.state != State::withdrawn},
              {"changed", value_of(call.query, "changed") == "yes"},
              {"more", value_of(call.query, "more") == "yes"},
              {"answered", value_of(call.query, "answered") == "yes"},
              {"again", value_of(call.query, "again") == "yes"},
              {"added", value_of(call.query, "added") == "yes"},
              {"corrected", value_of(call.query, "corrected") == "yes"},
              {"next_problem", next_problem(value_of(call.query, "added"))},
              {"unsure", value_of(call.query, "unsure") == "yes"},
              {"no_degree", value_of(call.query, "unsure") == "degree"}};
    // Words are shown only while there is a story: not before it was read, and not after it was withdrawn.
    if (standing.state == State::story) view["story"] = story_view(work, standing.reference);
    if (standing.state == State::withdrawn) view["certificate"] = certificate_view(work, standing.reference);
    const char* title = "Your story";
    if (standing.state == State::withdrawn)
        title = standing.rejection.reason.empty() ? "Your story was taken back" : "We could not keep what you sent";
    return page(call, work, "manage", title, view);
}

Reply manage_consent(const Call& call, Workspace& work) {
    auto standing = standing_or_404(call, work);
    Uses uses;
    for (const auto& u : values_of(call.form, "uses")) uses.add(use_named(u));
    work.store.set_consent(standing.reference, {work.collection.form.id, closed(uses), now_ms()});
    if (work.collection.wake) work.collection.wake();
    return see_other(manage_path(call) + (closed(uses) == uses ? "?changed=yes" : "?changed=yes&more=yes"));
}

Reply manage_cut(const Call& call, Workspace& work) {
    auto standing = standing_or_404(call, work);
    if (standing.state == Standing::State::story)
        put_back(work, standing.reference, value_of(call.form, "cut"), "teller");
    return see_other(manage_path(call));
}

Reply manage_addition(const Call& call, Workspace& work) {
    auto standing = standing_or_404(call, work);
    if (standing.state == Standing::State::story)
        open_addition(work, standing.reference, value_of(call.form, "addition"), value_of(call.form, "open"));
    return see_other(manage_path(call) + "#additions");
}

// Which button was pressed is in `answer`: agree or object.
Reply manage_answer(const Call& call, Workspace& work) {
    auto standing = standing_or_404(call, work);
    const auto answer = value_of(call.form, "answer");
    if (answer != "agree" && answer != "object") throw Error(ErrorKind::usage, "'answer' must be agree or object");
    if (answer == "agree") must_be_unchanged(work, standing.reference, value_of(call.form, "read"));
    work.store.moderate(standing.reference,
                        {act_named(answer), "", std::string(trimmed(value_of(call.form, "note"))), "teller", now_ms()});
    if (work.collection.wake) work.collection.wake();
    return see_other(manage_path(call) + "?answered=yes#seen");
}

// Taking back less than everything is a choice like any other. Erasing cannot be undone, so that it needs a second
// tick; without one, or without a degree, the page asks once more.
Reply manage_withdraw(const Call& call, Workspace& work) {
    auto standing = standing_or_404(call, work);
    const auto degree = std::ranges::find(degrees, value_of(call.form, "degree"), &Degree::id);
    if (degree == degrees.end()) return see_other(manage_path(call) + "?unsure=degree#withdraw");
    if (degree->id != "erase") {
        const auto story = work.store.original(story_or_404(call, work), Use::own);
        Uses left;
        for (Use use : all_uses)
            if (use != Use::own && story->chosen.has(use) && !degree->ends.has(use)) left.add(use);
        work.store.set_consent(standing.reference, {story->consent.wording, left, now_ms()});
    } else if (value_of(call.form, "sure") != "yes") {
        return see_other(manage_path(call) + "?unsure=yes#withdraw");
    } else if (standing.state != Standing::State::withdrawn) {
        work.store.withdraw(standing.reference);
        work.store.want_index_erased();  // the follower then removes the words from the index's files
    }
    if (work.collection.wake) work.collection.wake();
    return see_other(manage_path(call) + (degree->id == "erase" ? "" : "?changed=yes"));
}

}  // namespace tangible::serve::pages
