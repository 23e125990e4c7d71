// The page on which a coder decides about one story: its passages with their suggestions, and a form to add a passage
// by sentences and words.  Each form answers with a redirect to the next passage that is open, so that one key after
// the other goes through a story.  A story that was drawn is read blind: until its end only the coder's own decisions
// are on the page.
#include "index/building/catch_up.h"
#include "index/words/fold.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/coding/approach.h"
#include "serve/coding/choosing.h"
#include "serve/coding/judging.h"
#include "serve/pages/desk/desk_likeness.h"
#include "serve/pages/desk/desk_story.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/web/marked.h"
#include <algorithm>
#include <charconv>

namespace tangible::serve::pages {
namespace {

/// A story as one coder sees it.
struct OnDesk {
    Story story;
    Approach how;
    std::vector<Decision> decisions;  ///< of everybody, or of this coder alone when the story was drawn
    std::vector<Passage> passages;
};

StoryId story_id(const Call& call) {
    const auto id = parse_story_id(call.parts.at(0));
    if (!id) throw Error(ErrorKind::not_found, "There is no such story");
    return *id;
}

// From the store and not the index, which follows later: a coder must see the verdict that they have just given.
OnDesk on_desk(const Call& call, Workspace& work, const StoryId& id, bool from_queue) {
    auto story = work.store.story(id, Use::team);
    if (!story) throw Error(ErrorKind::not_found, "There is no story with this reference that the team may read");
    const auto& coder = call.session->account;
    OnDesk desk{std::move(*story), approach(work.store, id, coder, from_queue, now_ms()), work.store.decisions(id), {}};
    if (desk.how.drawn) {
        desk.decisions = decisions_by(coder, std::move(desk.decisions));
        desk.passages = passages(settle(desk.story.text, {}, desk.decisions));
    } else {
        index::Analyser analyser;
        desk.passages = passages(index::settled_codings(work.store, work.collection.cues, analyser, desk.story));
    }
    return desk;
}

/// Returns what each person says now about the passage of a coding, in the order in which they said it.
std::vector<Decision> said_about(const Coding& c, const std::vector<Decision>& decisions) {
    std::vector<Decision> said;
    for (const auto& d : decisions) {
        if (d.theme != c.theme || !d.span.overlaps(c.span)) continue;
        std::erase_if(said, [&](const Decision& earlier) { return earlier.coder == d.coder; });
        said.push_back(d);
    }
    return said;
}

/// Decides whether this coder still has something to say about a coding: nobody has decided, or others disagree.
bool is_open(const Coding& c, const OnDesk& desk, const std::string& coder) {
    if (c.verdict == Verdict::suggested) return true;
    const auto said = said_about(c, desk.decisions);
    return c.verdict == Verdict::disputed && std::ranges::find(said, coder, &Decision::coder) == said.end();
}

/// The place of a coding on the page.
struct Place {
    int passage = 0;  ///< Passage::number; 0 for none
    std::string theme;
    bool operator==(const Place&) const = default;
};

/// Returns the places of all open codings, in the order of the page.
std::vector<Place> open_places(const OnDesk& desk, const std::string& coder) {
    std::vector<Place> all;
    for (const auto& p : desk.passages)
        for (const auto& c : p.codings)
            if (is_open(c, desk, coder)) all.push_back({p.number, c.theme});
    return all;
}

/// Returns the first open place from passage `from` on or, where there is none, the first of all.
Place next_of(const std::vector<Place>& open, int from) {
    const auto at = std::ranges::find_if(open, [&](const Place& p) { return p.passage >= from; });
    return at != open.end() ? *at : open.empty() ? Place{} : open.front();
}

/// Returns the number that a field holds: 0 when it is empty, -1 when it holds anything else.
int number_in(std::string_view text) {
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return text.empty() || (error == std::errc{} && end == text.data() + text.size()) ? n : -1;
}

/// Returns the number of the first passage that a span touches; 0 for none.
int number_of(const OnDesk& desk, Span span) {
    const auto at = std::ranges::find_if(desk.passages, [&](const Passage& p) { return p.span.overlaps(span); });
    return at == desk.passages.end() ? 0 : at->number;
}

/// Decides whether a coder can take a decision back: they have made one since they said, if at all, that they have read
/// the story to its end.
bool can_undo(Workspace& work, const OnDesk& desk, const std::string& coder) {
    std::int64_t read = 0;
    for (const auto& r : work.store.read_through(desk.story.id))
        if (r.coder == coder) read = r.noted;
    return std::ranges::any_of(desk.decisions, [&](const Decision& d) { return d.coder == coder && d.noted > read; });
}

/// Returns the beginning of a sentence, to choose it by.
std::string beginning_of(std::string_view sentence) {
    constexpr std::size_t enough_bytes = 60;
    const auto beginning = index::cut_at_letter(sentence, enough_bytes);
    return std::string(beginning) + (beginning.size() < sentence.size() ? "…" : "");
}

View votes_view(const std::vector<Decision>& said) {
    View list(std::vector<View>{});
    for (const auto& d : said) list.push({{"what", said_by(d.verdict)}, {"who", d.coder}});
    return list;
}

View passages_view(const Workspace& work, const OnDesk& desk, const std::vector<RuleRecord>& rules,
                   const Place& current) {
    View list(std::vector<View>{});
    for (const auto& p : desk.passages) {
        View each(std::vector<View>{});
        for (const auto& c : p.codings) {
            auto coding = coding_view(work.collection.codebook, c);
            coding["coder"] = c.verdict == Verdict::disputed ? "" : c.coder;  // no other page names coders
            coding["kept"] = c.cue.empty() ? "" : kept_so_far(rules, c.theme, c.cue);
            coding["votes"] =
                c.verdict == Verdict::disputed ? votes_view(said_about(c, desk.decisions)) : View(std::vector<View>{});
            coding["current"] = Place{p.number, c.theme} == current;
            each.push(coding);
        }
        list.push({{"number", p.number},
                   {"quote", p.codings.front().quote},
                   {"codings", each},
                   {"here", p.number == current.passage}});
    }
    return list;
}

/// What the page says about the step before: "Accepted: Trust", "Taken back: Trust"; "" for no step.
std::string done_in_words(const Call& call, const Codebook& book) {
    constexpr std::pair<std::string_view, const char*> steps[] = {
        {"accepted", "Accepted: "}, {"rejected", "Rejected: "}, {"added", "Added: "}, {"undone", "Taken back: "}};
    const auto* theme = book.find(value_of(call.query, "of"));
    for (const auto& [step, words] : steps)
        if (theme && value_of(call.query, "done") == step) return words + theme->label;
    return "";
}

/// What was typed into the form for a passage, and what is wrong with it.
struct Typed {
    Fields fields;
    std::string problem;  ///< "" for nothing
};

Reply shown(const Call& call, Workspace& work, const OnDesk& desk, const Typed& typed) {
    const auto& coder = call.session->account;
    const auto& story = desk.story;
    const auto rules = work.store.rules();
    const auto open = open_places(desk, coder);
    const auto current = next_of(open, number_in(value_of(call.query, "at")));
    auto view = story_line(work, names_of(work.store), story);
    view["text_html"] = View::html(marked_html(story.text, desk.passages, after_title(story.text, story.title)));
    view["passages"] = passages_view(work, desk, rules, current);
    const auto differing = std::ranges::count_if(desk.passages, [](const Passage& p) {
        return std::ranges::find(p.codings, Verdict::disputed, &Coding::verdict) != p.codings.end();
    });
    view["differing"] = counted(static_cast<std::uint64_t>(differing), "passage", "passages");
    view["people_differ"] = differing > 0;
    view["what_was_done"] = done_in_words(call, work.collection.codebook);
    view["left"] = desk.how.drawn ? ""
                   : open.empty() ? "Nothing is left to decide on."
                                  : counted(open.size(), "suggestion is", "suggestions are") + " left.";
    view["nothing_open"] = open.empty();
    view["can_undo"] = can_undo(work, desk, coder);
    View themes(std::vector<View>{}), sentences(std::vector<View>{});
    for (const auto& t : work.collection.codebook.themes) themes.push({{"id", t.id}, {"label", t.label}});
    index::Analyser analyser;
    std::size_t n = 0;
    const auto from = number_in(value_of(typed.fields, "from")), to = number_in(value_of(typed.fields, "to"));
    for (const auto& s : analyser.analyse(story.text, story.language).sentences) {
        ++n;
        sentences.push({{"number", n},
                        {"text", beginning_of(cut(story.text, s))},
                        {"is_from", n == static_cast<std::size_t>(from)},
                        {"is_to", n == static_cast<std::size_t>(to)}});
    }
    view["all_themes"] = themes;
    view["sentences"] = sentences;
    view["problem"] = typed.problem;
    view["typed_words"] = std::string(value_of(typed.fields, "words"));
    view["typed_theme"] = std::string(value_of(typed.fields, "theme"));
    view["typed_against"] = value_of(typed.fields, "polarity") == "against";
    view["uses"] = to_string(story.consent.uses);
    if (!desk.how.drawn) {
        std::vector<Coding> codings;
        for (const auto& p : desk.passages) codings.insert(codings.end(), p.codings.begin(), p.codings.end());
        add_hints(view, work, story, codings, rules);
    }
    view["drawn"] = desk.how.drawn;
    view["read_all"] = desk.how.done;
    add_likeness(view, work, story);
    add_surroundings(view, work, story);
    const auto title = "Coding: " + (story.title.empty() ? story.id : story.title);
    return page(call, work, "desk-story", typed.problem.empty() ? title : "Error: " + title, view,
                typed.problem.empty() ? 200 : 422);
}

bool from_queue(const Fields& fields) { return value_of(fields, "drawn") == "1"; }

/// Leads to the next open place from the passage of `span` on, and says what was done to which theme.
Reply go_on(const Call& call, Workspace& work, const StoryId& id, Span span, const std::string& done,
            const std::string& theme) {
    const auto desk = on_desk(call, work, id, from_queue(call.form));
    const auto next = next_of(open_places(desk, call.session->account), number_of(desk, span)).passage;
    auto address = "/desk/" + id + "?done=" + done + "&of=" + url_escaped(theme);
    if (from_queue(call.form)) address += "&drawn=1";
    if (next > 0) address += "&at=" + std::to_string(next);
    return see_other(address + (next > 0 ? "#c" + std::to_string(next) : "#passages"));
}

}  // namespace

Reply desk_story(const Call& call, Workspace& work) {
    const auto id = story_id(call);
    if (!work.store.story(id, Use::team))
        if (const auto kept = work.store.original_of(id)) return see_other("/desk/" + *kept + "#twice");
    return shown(call, work, on_desk(call, work, id, from_queue(call.query)), {});
}

Reply verdict(const Call& call, Workspace& work) {
    const auto id = story_id(call);
    // "accepted", or "accepted against": the passage is about the theme and speaks against it.
    const auto words = value_of(call.form, "verdict");
    const auto given = verdict_named(words.substr(0, words.find(' ')));
    const auto polarity = words.ends_with(" against")    ? Polarity::against
                          : words.ends_with(" supports") ? Polarity::supports
                                                         : Polarity::unstated;
    const auto made = judge(work, {id, std::string(value_of(call.form, "theme")),
                                   span_of(value_of(call.form, "begin"), value_of(call.form, "end")), given,
                                   call.session->account, value_of(call.form, "hinted") == "1", polarity});
    return go_on(call, work, id, made.span, std::string(name(given)), made.theme);
}

Reply desk_add(const Call& call, Workspace& work) {
    const auto id = story_id(call);
    const auto desk = on_desk(call, work, id, from_queue(call.form));
    index::Analyser analyser;
    try {
        const auto& theme = typed_theme(work.collection.codebook, value_of(call.form, "theme"));
        const auto from = number_in(value_of(call.form, "from")), to = number_in(value_of(call.form, "to"));
        const PassageChoice choice{static_cast<std::size_t>(from), static_cast<std::size_t>(to),
                                   std::string(value_of(call.form, "words"))};
        const auto span =
            chosen_passage(desk.story.text, analyser.analyse(desk.story.text, desk.story.language).sentences, choice);
        const bool against = value_of(call.form, "polarity") == "against";
        judge(work, {id, theme.id, span, Verdict::added, call.session->account, false,
                     against ? Polarity::against : Polarity::unstated});
        return go_on(call, work, id, span, "added", theme.id);
    } catch (const Error& e) {
        if (e.kind != ErrorKind::usage) throw;
        return shown(call, work, desk, {call.form, e.what()});
    }
}

Reply desk_undo(const Call& call, Workspace& work) {
    const auto id = story_id(call);
    const auto undone = work.store.undo(id, call.session->account);
    if (undone && work.collection.wake) work.collection.wake();
    return undone ? go_on(call, work, id, undone->span, "undone", undone->theme) : see_other("/desk/" + id);
}

}  // namespace tangible::serve::pages
