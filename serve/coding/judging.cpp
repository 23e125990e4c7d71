// Each decision is checked against the store, written to it, and followed by wake(), which makes the server bring the
// index along. Without a server (in tests) wake is nullptr, and the next catch_up() finds the change.
#include "serve/coding/judging.h"
#include "index/building/catch_up.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/utf8.h"
#include <charconv>

namespace tangible::serve {
namespace {

Story read_by_team(Workspace& work, const StoryId& id) {
    auto story = work.store.story(id, Use::team);
    if (!story) throw Error(ErrorKind::not_found, "there is no story with this reference that the team may read");
    return std::move(*story);
}

// The one that arrived earlier; `other` when both arrived in the same millisecond.
StoryId earlier(Workspace& work, const StoryId& one, const StoryId& other) {
    return read_by_team(work, one).received_ms < read_by_team(work, other).received_ms ? one : other;
}

}  // namespace

std::vector<Coding> standing_codings(Workspace& work, const Story& story) {
    index::Analyser analyser;
    auto codings = index::settled_codings(work.store, work.collection.cues, analyser, story);
    std::erase_if(codings, [](const Coding& c) { return c.verdict == Verdict::rejected; });
    for (auto& c : codings) c.quote = std::string(cut(story.text, c.span));
    return codings;
}

Decision judge(Workspace& work, const Judgement& j) {
    // Offsets are of the text that the coder saw. A story that was read again since then may be shorter, and its
    // characters may begin elsewhere.
    const auto story = read_by_team(work, j.story);
    const auto& theme = work.collection.codebook.at(j.theme);
    if (!is_decision(j.verdict)) throw Error(ErrorKind::usage, "'verdict' must be accepted, rejected or added");
    if (!at_border(story.text, j.span.begin) || !at_border(story.text, j.span.end))
        throw Error(ErrorKind::not_found, "this passage is not in the story",
                    "the text of the story may have changed: reload the page");
    Decision d{j.story,   theme.id,   j.span,  std::string(cut(story.text, j.span)),
               j.verdict, j.polarity, j.coder, work.collection.codebook.edition,
               now_ms(),  j.hinted};
    work.store.note(d);
    if (work.collection.wake) work.collection.wake();
    return d;
}

void put_back(Workspace& work, const StoryId& id, std::string_view cut, const std::string& by_whom) {
    const bool hex = cut.find_first_not_of("0123456789abcdef") == cut.npos;
    if (!cut.empty() && (cut.size() != 64 || !hex))
        throw Error(ErrorKind::usage, "'cut' must be the SHA-256 of the text that was left out, in hexadecimal digits");
    if (cut.empty())
        work.store.cut_again(id);
    else
        work.store.put_back(id, std::string(cut), by_whom, now_ms());
    if (work.collection.wake) work.collection.wake();
}

void open_addition(Workspace& work, const StoryId& id, std::string_view addition, std::string_view open) {
    if (open != "yes" && open != "no") throw Error(ErrorKind::usage, "'open' must be yes or no");
    const auto reference = parse_story_id(addition);
    if (!reference) throw Error(ErrorKind::not_found, "this addition does not exist");
    work.store.open_addition(id, *reference, open == "yes");
    if (work.collection.wake) work.collection.wake();
}

Likeness likeness_named(std::string_view word) {
    if (word == "same") return Likeness::same;
    if (word == "different") return Likeness::different;
    if (word == "not_a_copy") return Likeness::not_a_copy;
    throw Error(ErrorKind::usage, "'likeness' must be same, different or not_a_copy");
}

StoryId judge_likeness(Workspace& work, const StoryId& id, const StoryId& other, Likeness likeness,
                       const std::string& coder) {
    const auto kept = likeness == Likeness::same ? earlier(work, id, other) : id;
    if (likeness == Likeness::same)
        work.store.note_copy(kept == id ? other : id, kept);
    else if (likeness == Likeness::different)
        work.store.note_apart(read_by_team(work, id).id, read_by_team(work, other).id, coder, now_ms());
    else if (work.store.original_of(other) == read_by_team(work, id).id)
        work.store.note_no_copy(other);
    else
        throw Error(ErrorKind::not_found, "this story is not a duplicate of that story", "reload the page");
    if (work.collection.wake) work.collection.wake();
    return kept;
}

Span span_of(std::string_view begin, std::string_view end) {
    auto number = [](std::string_view s) {
        std::uint32_t n = 0;
        auto [at, error] = std::from_chars(s.data(), s.data() + s.size(), n);
        if (s.empty() || error != std::errc{} || at != s.data() + s.size())
            throw Error(ErrorKind::usage, "a passage needs 'begin' and 'end' as whole numbers");
        return n;
    };
    Span s{number(begin), number(end)};
    if (s.begin >= s.end) throw Error(ErrorKind::usage, "a passage must begin before it ends");
    return s;
}

}  // namespace tangible::serve
