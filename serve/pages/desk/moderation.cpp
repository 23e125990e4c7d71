// The moderation queue, and the page on which a moderator reads one story as it came beside what others would see, and
// decides about words and about the story. The page works by forms alone; each answers with a redirect: to the place on
// the page from which it was sent, or after a decision to the next story that waits. How many words are proposed is
// counted for the stories of one page of the queue, when it is asked for.
#include "index/words/occurrences.h"
#include "ingest/personal/personal.h"
#include "ingest/text/language_name.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "serve/coding/judging.h"
#include "serve/coding/moderating.h"
#include "serve/coding/signs.h"
#include "serve/pages/desk/desk_likeness.h"
#include "serve/pages/pages.h"
#include "serve/pages/paging.h"
#include "serve/pages/views.h"
#include "serve/web/marked.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace tangible::serve::pages {
namespace {

struct StateName {
    Moderation state;
    const char* heading;
};
constexpr std::array<StateName, 3> states = {{{Moderation::waiting, "Waiting for a moderator"},
                                              {Moderation::asked, "Waiting for the teller"},
                                              {Moderation::kept, "For the team only"}}};
constexpr std::size_t listed = 25;            // stories on one page of the queue
constexpr std::size_t listed_words = 300;     // lines of words of one story
constexpr std::size_t longest_instead = 200;  // as the page's fields say

/// What the record says of an act, to staff.
std::string_view sentence(Act act) {
    switch (act) {
    case Act::pass:
        return "Passed: others may read it";
    case Act::keep:
        return "Kept for the team";
    case Act::ask:
        return "The teller was asked";
    case Act::reopen:
        return "Put back into the queue";
    case Act::agree:
        return "The teller agreed, so it was passed";
    case Act::object:
        return "The teller objected";
    case Act::redact:
        return "Words were hidden";
    case Act::leave:
        return "Words were looked at and left";
    case Act::restore:
        return "A decision about words was undone";
    case Act::flag:
        return "Flagged: somebody may be in danger";
    case Act::unflag:
        return "The flag was taken off";
    case Act::look:
        return "The original was read";
    case Act::rewritten:
        return "The text changed, so it waits again";
    }
    return "";
}

StoryId id_or_404(const Call& call) {
    const auto id = parse_story_id(call.parts.at(0));
    if (!id) throw Error(ErrorKind::not_found, "There is no such story");
    return *id;
}

Story original_or_404(const Call& call, Workspace& work) {
    auto story = work.store.original(id_or_404(call), Use::team);
    if (!story) throw Error(ErrorKind::not_found, "There is no such story", "Its teller may have taken it back.");
    return std::move(*story);
}

std::string days_ago(std::int64_t at_ms) {
    const auto days = (now_ms() - at_ms) / (std::int64_t{24} * 3600 * 1000);
    return days < 1 ? "today" : counted(static_cast<std::uint64_t>(days), "day ago", "days ago");
}

/// Words that were decided about or are proposed, in order of the text, each with the number of its mark.
View words_view(const Story& story, const std::vector<Redaction>& decided, const std::vector<Proposal>& proposed,
                std::vector<Passage>& marks) {
    struct Line {
        Span span;
        const Redaction* redaction;
        const Proposal* proposal;
    };
    std::vector<Line> lines;
    for (const auto& r : decided)
        if (r.field == StoryField::text) lines.push_back({r.span, &r, nullptr});
    for (const auto& p : proposed) lines.push_back({p.span, nullptr, &p});
    const auto in_order = [&] { std::ranges::sort(lines, {}, [](const Line& l) { return l.span; }); };
    in_order();
    if (lines.size() > listed_words) {
        // Of very many, those that wait for somebody.
        std::stable_partition(lines.begin(), lines.end(), [](const Line& l) { return l.proposal != nullptr; });
        lines.resize(listed_words);
        in_order();
    }
    View list(std::vector<View>{});
    for (const auto& [span, r, p] : lines) {
        const int number = static_cast<int>(list.list().size()) + 1;
        if (span.size() && span.end <= story.text.size()) marks.push_back({number, span, {}});
        View line{{"number", number}, {"begin", span.begin}, {"end", span.end}, {"proposed", p != nullptr}};
        line["first"] = p && p == &proposed.front();
        line["words"] = p ? p->words : r->words;
        line["digest"] = p ? sha256_hex(p->words) : "";
        line["kind"] = p ? p->what : "";
        line["instead"] = p ? p->instead : r->instead.value_or("");
        line["hidden"] = r && r->instead;
        line["left"] = r && !r->instead;
        line["gone"] = r && r->is_gone();
        line["elsewhere"] = r && r->is_gone() && story.text.find(r->words) != story.text.npos;
        line["by_program"] = r && !r->is_gone() && r->who == "program";
        line["redaction"] = r ? std::to_string(r->number) : "";
        list.push(line);
    }
    return list;
}

/// The time of the last act of one of these kinds; 0 when there is none.
std::int64_t last_of(const std::vector<Moderated>& record, std::initializer_list<Act> acts) {
    std::int64_t at_ms = 0;
    for (const auto& m : record)
        if (std::ranges::find(acts, m.act) != acts.end()) at_ms = m.at_ms;
    return at_ms;
}

/// Adds what somebody should know who looks at a story that waits once more: that its teller objects, that its text
/// changed since it was passed, and which words the program hid since, or which are gone.
void add_what_changed(View& view, Workspace& work, const Story& story, const std::vector<Redaction>& decided) {
    if (story.moderation != Moderation::waiting) return;
    const auto objection = work.store.objection(story.id);
    view["objected"] = objection.has_value();
    view["objection"] = objection.value_or("");
    const auto record = work.store.moderated(story.id);
    const auto passed = last_of(record, {Act::pass, Act::agree, Act::keep});
    const auto hidden = std::ranges::count_if(
        decided, [&](auto& r) { return !r.is_gone() && r.who == "program" && r.at_ms >= passed; });
    const auto gone = std::ranges::count_if(decided, &Redaction::is_gone);
    view["rewritten"] = last_of(record, {Act::rewritten}) > passed || hidden + gone > 0;
    view["some_hidden"] = hidden > 0;
    view["hidden_there"] = counted(static_cast<std::uint64_t>(hidden), "place", "places");
    view["some_gone"] = gone > 0;
    view["gone_words"] = counted(static_cast<std::uint64_t>(gone), "phrase", "phrases");
}

/// Adds the complaints about the story that wait for an answer.
void add_complaints(View& view, Workspace& work, const StoryId& id) {
    View list(std::vector<View>{});
    for (const auto& c : work.store.complaints())
        if (c.story == id && c.last != ComplaintAct::answered)
            list.push({{"number", c.number}, {"complaint", complaint_reference(c.number)}});
    view["complaints"] = list;
}

/// Returns sentence(), or for what is no story that it is none.
std::string said_of(const Moderated& m) {
    const auto* reason = m.act == Act::keep ? keeping_reason(m.reason) : nullptr;
    return std::string(reason && !reason->is_story ? "Not a story: kept for the team" : sentence(m.act));
}

View record_view(Workspace& work, const StoryId& id) {
    View list(std::vector<View>{});
    for (const auto& m : work.store.moderated(id))
        list.push({{"what", said_of(m)},
                   {"who", m.who},
                   {"when", day(m.at_ms)},
                   {"reason", std::string(keeping_sentence(m.reason))},
                   {"note", m.note}});
    return list;
}

/// Stores that the moderator read the original, once within a day.
void note_look(const Call& call, Workspace& work, const StoryId& id) {
    const auto record = work.store.moderated(id);
    const auto is_recent = [&](const Moderated& m) {
        constexpr std::int64_t day_ms = std::int64_t{24} * 3600 * 1000;
        return m.act == Act::look && m.who == call.session->account && now_ms() - m.at_ms < day_ms;
    };
    if (std::ranges::none_of(record, is_recent))
        work.store.moderate(id, {Act::look, "", "", call.session->account, now_ms()});
}

/// Adds what was done last to the story that the address names as done. The sentence is the record's, since a link with
/// any text in it could make the page say anything.
void add_done(View& view, const Call& call, Workspace& work) {
    const auto id = parse_story_id(value_of(call.query, "done"));
    if (!id) return;
    const auto record = work.store.moderated(*id);
    const auto last = std::find_if(record.rbegin(), record.rend(), [](auto& m) { return m.act != Act::look; });
    if (last == record.rend()) return;
    view["done"] = *id;
    view["what_was_done"] = said_of(*last);
}

/// Where a moderator goes after a decision: to the next story that waits, or to the queue when none does.
Reply next_after(Workspace& work, const StoryId& id) {
    const auto next = work.store.next_in_queue(Moderation::waiting, id);
    return see_other((next ? "/moderate/" + *next : "/moderate") + "?done=" + id);
}

/// What was wrong with a form of the page.
enum class Missing { nothing, reason, instead, words, question, explanation, decisions };

/// Words as a sentence lists them, each once; of many, the first.
std::string in_quotes(std::vector<std::string> words) {
    constexpr std::size_t most = 10;
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::string all;
    for (std::size_t i = 0; i < std::min(words.size(), most); ++i) all += (i ? ", “" : "“") + words[i] + "”";
    return all + (words.size() > most ? " and " + std::to_string(words.size() - most) + " more" : "");
}

bool is_beside_text(StoryField f) { return f != StoryField::text && f != StoryField::title; }

/// Why no place of these words could be hidden.
std::string why_nothing_hidden(const Story& story, const std::string& words, const std::vector<std::string>& longer) {
    if (words.empty()) return "Type the words that you want to hide";
    const auto in_text = index::occurrences(story.text, words), in_title = index::occurrences(story.title, words);
    if (!longer.empty() && in_text.whole.empty())
        return "The story contains “" + words + "” only within longer words: " + in_quotes(longer);
    if (!in_text.whole.empty() || !in_text.longer.empty())
        return "Somebody has already decided about every place with “" + words +
               "”. You can undo a decision in the list above";
    if (!in_title.whole.empty() || !in_title.longer.empty())
        return "Only the title contains “" + words + "”. You can change it below";
    return "The story does not contain “" + words + "”";
}

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Fills the form for other words, which offers to hide the longer words too.
void fill_form(View& view, const std::string& words, const std::string& instead,
               const std::vector<std::string>& longer) {
    view["typed_words"] = words;
    view["typed_instead"] = instead;
    view["has_longer"] = !longer.empty();
    view["longer"] = in_quotes(longer);
}

/// Adds what the form for other words has just hidden. The address names the first and the last redaction, and the
/// words come from the store, for the reason that add_done() gives.
void add_hidden(View& view, const Call& call, const Story& story, const Story& seen,
                const std::vector<Redaction>& decided) {
    const auto first = number_of(value_of(call.query, "hidden")), last = number_of(value_of(call.query, "to"));
    std::vector<std::string> hidden;
    std::string instead;
    for (const auto& r : decided)
        if (r.field == StoryField::text && r.instead && r.number >= first && r.number <= last)
            hidden.push_back(r.words), instead = *r.instead;
    if (hidden.empty()) return;
    const auto words = hidden.front();
    view["hidden_now"] = counted(hidden.size(), "place is hidden now", "places are hidden now");
    view["hidden_words"] = in_quotes(std::move(hidden));
    const auto title = index::occurrences(seen.title, words);
    view["in_title"] = !title.whole.empty() || !title.longer.empty();
    std::vector<std::string> left;
    for (const auto& r : decided) {
        if (r.field != StoryField::text || r.instead) continue;
        const auto in = index::occurrences(r.words, words);
        if (!in.whole.empty() || !in.longer.empty()) left.push_back(r.words);
    }
    view["has_left"] = !left.empty();
    view["left_words"] = in_quotes(std::move(left));
    fill_form(view, words, instead, longer_words(story, decided, words));
}

/// Adds why the form for other words hid nothing, and what was typed.
void add_not_hidden(View& view, const Call& call, const Story& story, const std::vector<Redaction>& decided) {
    const std::string words(trimmed(value_of(call.form, "words")));
    const auto longer = longer_words(story, decided, words);
    view["no_words"] = why_nothing_hidden(story, words, longer);
    fill_form(view, words, std::string(value_of(call.form, "instead")), longer);
}

Reply shown(const Call& call, Workspace& work, Missing missing) {
    const auto story = original_or_404(call, work);
    note_look(call, work, story.id);
    const auto decided = work.store.redactions(story.id);
    const auto proposed = proposals(story, decided);
    const auto seen = work.store.story(story.id, Use::team);
    if (!seen) throw Error(ErrorKind::not_found, "There is no such story", "Its teller may have taken it back.");
    std::vector<Passage> marks;
    auto view = story_line(work, names_of(work.store), story);
    view["words"] = words_view(story, decided, proposed, marks);
    view["has_words"] = !view["words"].list().empty();
    const auto all_words = std::ranges::count(decided, StoryField::text, &Redaction::field) + std::ssize(proposed);
    const auto not_listed = all_words - std::ssize(view["words"].list());
    view["more_words"] =
        not_listed > 0 ? counted(static_cast<std::uint64_t>(not_listed), "more place", "more places") : "";
    add_what_changed(view, work, story, decided);
    add_complaints(view, work, story.id);
    view["proposed"] = counted(proposed.size(), "proposal", "proposals");
    view["has_proposed"] = !proposed.empty();
    view["no_names"] = !ingest::finds_names_in(story.text);
    view["original_html"] = View::html(marked_html(story.text, marks));
    view["seen_html"] = View::html(paragraphs_html(seen->text, after_title(seen->text, seen->title)));
    view["seen_title"] = seen->title;
    view["own_title"] = story.title;
    view["received"] = days_ago(story.received_ms);
    View uses(std::vector<View>{});
    for (const auto& u : work.collection.form.uses)
        if (story.chosen.has(u.use)) uses.push({{"question", u.question}});
    view["uses"] = uses;
    view["opens"] = opens_outside(story.chosen);
    for (const auto state :
         {Moderation::free, Moderation::waiting, Moderation::asked, Moderation::passed, Moderation::kept})
        view[std::string(name(state))] = story.moderation == state;
    view["flagged"] = work.store.flagged(story.id);
    View reasons(std::vector<View>{}), others(std::vector<View>{}), details(std::vector<View>{});
    for (const auto& r : keeping_reasons)
        (r.is_story ? reasons : others).push({{"id", r.id}, {"what", r.what}, {"sentence", r.sentence}});
    view["reasons"] = reasons;
    view["others"] = others;
    view["no_reason"] = missing == Missing::reason;
    view["no_instead"] = missing == Missing::instead;
    view["note_problem"] = missing == Missing::question      ? "Write what you want to ask the teller"
                           : missing == Missing::explanation ? "Write the reason, for the teller to read"
                                                             : "";
    view["no_decisions"] = missing == Missing::decisions;
    view["can_ask"] = work.store.has_link(story.id);
    if (missing == Missing::words)
        add_not_hidden(view, call, story, decided);
    else
        add_hidden(view, call, story, *seen, decided);
    const auto next = work.store.next_in_queue(Moderation::waiting, story.id);
    view["next"] = next.value_or("");
    add_done(view, call, work);
    view["typed_note"] = std::string(value_of(call.form, "note"));
    view["read"] = digest_of_reading(work.store, story.id);
    for (const auto& a : alike_in(work, *seen))
        details.push({{"what", a.what},
                      {"stories", counted(a.stories, "other story", "other stories")},
                      {"none", a.stories == 0},
                      {"field", a.field ? std::string(name(*a.field)) : ""}});
    view["details"] = details;
    View hidden_fields(std::vector<View>{});
    for (const auto& r : decided)
        if (is_beside_text(r.field))
            hidden_fields.push(
                {{"what", std::string(name(r.field)) + " " + words_in(story, r.field)}, {"redaction", r.number}});
    view["hidden_fields"] = hidden_fields;
    View hidden_too(std::vector<View>{});
    for (const auto field : {StoryField::place, StoryField::role})
        if (!words_in(story, field).empty() && words_in(*seen, field).empty() &&
            std::ranges::count(decided, field, &Redaction::field) == 0)
            hidden_too.push({{"what", std::string(name(field)) + " " + words_in(story, field)}});
    view["hidden_too"] = hidden_too;
    view["has_details"] = !details.list().empty() || !hidden_fields.list().empty() || !hidden_too.list().empty();
    View versions(std::vector<View>{});
    for (const auto& v : work.store.earlier_versions(story.id, Use::team))
        versions.push(
            {{"made", day(v.made_ms)}, {"old_title", v.title}, {"old_html", View::html(paragraphs_html(v.text))}});
    view["versions"] = versions;
    view["has_versions"] = !versions.list().empty();
    index::Analyser analyser;
    View signs(std::vector<View>{});
    for (const auto& s : signs_of(work.collection.signs, with_closed_additions(work.store, story), analyser))
        signs.push({{"label", s.label}, {"sentence", s.sentence}});
    view["signs"] = signs;
    view["has_signs"] = !signs.list().empty();
    add_likeness(view, work, story);
    view["record"] = record_view(work, story.id);
    const bool problem = missing != Missing::nothing;
    return page(call, work, "moderate", (problem ? "Error: " : "") + ("Moderation: " + story.id), view,
                problem ? 400 : 200);
}

/// One line of the queue. Reads the whole story, to count what is proposed.
View queued_view(Workspace& work, const Names& names, const Queued& q) {
    const auto story = work.store.original(q.story, Use::team);
    if (!story) return {{"id", q.story}};  // taken back meanwhile
    auto line = story_line(work, names, *story);
    const auto proposed = proposals(*story, work.store.redactions(q.story)).size();
    line["language"] = story->language == "und" ? "unknown language" : ingest::language_name(story->language);
    line["proposed"] = counted(proposed, "proposal", "proposals");
    line["no_names"] = !ingest::finds_names_in(story->text);
    line["received"] = days_ago(q.received_ms);
    line["flagged"] = q.flagged;
    line["objected"] = work.store.objection(q.story).has_value();
    View signs(std::vector<View>{});
    for (const auto& label : q.signs) signs.push({{"label", label}});
    line["signs"] = signs;
    return line;
}

}  // namespace

Reply moderation(const Call& call, Workspace& work) {
    const auto asked = value_of(call.query, "state");
    const auto chosen = std::ranges::find_if(states, [&](const StateName& s) { return name(s.state) == asked; });
    const auto& [state, heading] = chosen == states.end() ? states.front() : *chosen;
    View filter(std::vector<View>{}), stories(std::vector<View>{});
    for (const auto& s : states)
        filter.push({{"state", name(s.state)},
                     {"heading", s.heading},
                     {"count", work.store.queued(s.state)},
                     {"here", s.state == state}});
    const auto all = work.store.queued(state);
    const auto shown = paging(call, all, listed);
    const auto names = names_of(work.store);
    for (const auto& q : work.store.queue(state, shown.end - shown.first, shown.first))
        stories.push(queued_view(work, names, q));
    View view{{"filter", filter},
              {"heading", heading},
              {"state", name(state)},
              {"count", counted(all, "story", "stories")},
              {"none", all == 0},
              {"stories", stories},
              {"pages", pages_view(shown, "/moderate?state=" + std::string(name(state)))}};
    add_done(view, call, work);
    return page(call, work, "moderation", "Moderation", view);
}

Reply moderate_story(const Call& call, Workspace& work) { return shown(call, work, Missing::nothing); }

// Which button was pressed is in `do`; a form that was sent by the Enter key presses its first button.
Reply moderate_words(const Call& call, Workspace& work) {
    const auto id = id_or_404(call);
    const auto what = value_of(call.form, "do");
    const auto& who = call.session->account;
    const auto instead = std::string(trimmed(value_of(call.form, "instead")));
    if (code_points(instead) > longest_instead)
        throw Error(ErrorKind::usage, "What others see in the place of hidden words can have " +
                                          std::to_string(longest_instead) + " characters at most");
    const auto read = value_of(call.form, "read");
    if (what == "hide-all-proposals") {
        hide_proposals(work, id, read, who);
    } else if (what == "find") {
        const auto hidden = hide_all(work, id, trimmed(value_of(call.form, "words")),
                                     value_of(call.form, "longer") == "yes", instead.empty() ? "[…]" : instead, who);
        if (hidden.empty()) return shown(call, work, Missing::words);
        const auto [first, last] = std::ranges::minmax(hidden);
        return see_other("/moderate/" + id + "?hidden=" + std::to_string(first) + "&to=" + std::to_string(last) +
                         "#hidden");
    } else if (what == "title") {
        retitle(work, id, read, std::string(trimmed(value_of(call.form, "title"))), who);
    } else if (what == "hide-field") {
        const auto field = story_field_named(value_of(call.form, "field"));
        if (!is_beside_text(field)) throw Error(ErrorKind::usage, "'field' must be year, place, role or partnership");
        hide_field(work, id, read, field, who);
        return see_other("/moderate/" + id + "#details");
    } else if (what == "undo") {
        undo_words(work, id, read, number_of(value_of(call.form, "number")), who);
    } else if (what == "hide" || what == "leave") {
        const auto span = span_of(value_of(call.form, "begin"), value_of(call.form, "end"));
        decide_on_words(work, id, span, value_of(call.form, "digest"),
                        what == "leave" ? std::nullopt : std::optional(instead.empty() ? "[…]" : instead), who);
    } else {
        throw Error(ErrorKind::usage, "'do' must be hide, leave, undo, find, title, hide-field or hide-all-proposals");
    }
    return see_other("/moderate/" + id + "#words");
}

namespace {

/// The buttons that pass a story, and what becomes of its proposals.
struct Passing {
    std::string_view button;
    Proposed proposed;
};
constexpr std::array<Passing, 3> passing = {
    {{"pass", Proposed::none}, {"hide-and-pass", Proposed::hide}, {"leave-and-pass", Proposed::leave}}};

}  // namespace

// Which button was pressed is in `act`: an act, or one of those that are none by themselves.
Reply moderate_decision(const Call& call, Workspace& work) {
    const auto id = id_or_404(call);
    const auto button = value_of(call.form, "act"), read = value_of(call.form, "read");
    const auto note = std::string(trimmed(value_of(call.form, "note")));
    const auto& who = call.session->account;
    if (const auto way = std::ranges::find(passing, button, &Passing::button); way != passing.end()) {
        const bool passed = pass(work, id, read, way->proposed, note, who);
        return passed ? next_after(work, id) : shown(call, work, Missing::decisions);
    }
    const bool is_story = button != "not-a-story";
    const auto act = is_story ? act_named(button) : Act::keep;
    constexpr std::array theirs = {Act::keep, Act::ask, Act::reopen, Act::flag, Act::unflag};
    if (std::ranges::find(theirs, act) == theirs.end())
        throw Error(
            ErrorKind::usage,
            "'act' must be pass, hide-and-pass, leave-and-pass, keep, ask, reopen, flag, unflag or not-a-story");
    std::string reason;
    if (act == Act::keep) {
        reason = value_of(call.form, is_story ? "reason" : "instead");
        const auto* known = keeping_reason(reason);
        if (!known || known->is_story != is_story)
            return shown(call, work, is_story ? Missing::reason : Missing::instead);
        if (known->needs_note && note.empty()) return shown(call, work, Missing::explanation);
    }
    if (act == Act::ask) {
        if (!work.store.has_link(id))
            throw Error(ErrorKind::usage, "Nobody can answer", "The teller of this story has no private link.");
        if (note.empty()) return shown(call, work, Missing::question);
        return ask(work, id, read, note, who) ? next_after(work, id) : shown(call, work, Missing::decisions);
    }
    moderate(work, id, {act, reason, note, who, now_ms()});
    return act == Act::keep ? next_after(work, id) : see_other("/moderate/" + id);
}

}  // namespace tangible::serve::pages
