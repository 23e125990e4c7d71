// in_turn() gives each passage its round within its story and then within its partnership, and sorts by doubt and
// round. quoted() checks consent and the text as it is now, and adds the rest of the sentences around the passage.
//
// Every sort is stable, so what an earlier one decided still orders what a later one finds equal.
#include "index/evidence/quotes.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/utf8.h"
#include "schemas/shapes/readable.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace tangible::index {
namespace {

// 0 for a confirmed passage, 1 for a suggestion, 2 for a suggestion with a hint.
int doubt(const Coding& c) {
    if (c.verdict != Verdict::suggested) return 0;
    return c.hints.empty() ? 1 : 2;
}

/// A passage and its place in the order.
struct Turn {
    int doubt = 0;
    std::size_t round = 0;  ///< how many passages of its partnership come before it
    Passage passage{};
};

// Returns the sentences that a span touches, as one span.
Span sentences_around(const Story& story, Span span) {
    Span around = span;
    for (const auto& s : ingest::sentences(story.text, story.language))
        if (s.overlaps(span)) around = {std::min(around.begin, s.begin), std::max(around.end, s.end)};
    return around;
}

// Whether the passage is still in the text. A person's passage is where its quote still stands; a machine's is always
// whole sentences of the text as it is now.
bool stands(Store& store, const Story& story, const Coding& c, Span sentences) {
    if (c.coder.empty()) return c.span == sentences;
    const auto decisions = store.decisions(story.id);
    return std::any_of(decisions.begin(), decisions.end(), [&](const Decision& d) {
        return d.theme == c.theme && d.span == c.span && d.quote == cut(story.text, c.span);
    });
}

// Returns the quote, or nullopt when consent or the text no longer allows it. The index may be behind the store, so
// nothing is taken from it unchecked.
std::optional<Quote> quoted(Store& store, const Passage& p, Use reader) {
    const auto story = store.story(*p.story, Use::quote);
    const auto span = p.coding->span;
    if (!story || span.begin >= span.end || span.end > story->text.size()) return std::nullopt;
    if (!at_border(story->text, span.begin) || !at_border(story->text, span.end)) return std::nullopt;
    const auto whole = sentences_around(*story, span);
    if (!stands(store, *story, *p.coding, whole)) return std::nullopt;
    Quote quote{*p.story,
                *p.coding,
                std::string(cut(story->text, {whole.begin, span.begin})),
                std::string(cut(story->text, {span.end, whole.end})),
                story->title,
                story->partnership,
                story->role,
                story->year};
    quote.coding.quote = cut(story->text, span);
    if (!opens(story->consent.uses, reader)) {
        quote.story.clear(), quote.title.clear(), quote.partnership.clear(), quote.role.clear();
        quote.year = 0;
        quote.coding.span = {};
    }
    return quote;
}

}  // namespace

std::vector<Passage> in_turn(const std::vector<Passage>& in_index_order) {
    // The numbers of stories change with a rebuild, and the quotes must not. So stories come in the order of their
    // references.
    auto passages = in_index_order;
    std::ranges::stable_sort(passages, {}, [](const Passage& p) -> const StoryId& { return *p.story; });

    // The first passage of each story comes before the second of any, so stories take turns within their partnership.
    std::map<std::pair<int, std::string>, std::size_t> of_story;
    std::vector<std::pair<std::size_t, Passage>> by_story;
    for (const auto& p : passages) by_story.emplace_back(of_story[{doubt(*p.coding), *p.story}]++, p);
    std::stable_sort(by_story.begin(), by_story.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

    // Likewise for partnerships, in the order that the stories have now.
    std::map<std::pair<int, std::string>, std::size_t> of_partnership;
    std::vector<Turn> turns;
    for (const auto& [place, p] : by_story)
        turns.push_back({doubt(*p.coding), of_partnership[{doubt(*p.coding), *p.from}]++, p});
    std::stable_sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) {
        return std::tie(a.doubt, a.round) < std::tie(b.doubt, b.round);
    });

    std::vector<Passage> out;
    for (const auto& t : turns) out.push_back(t.passage);
    return out;
}

std::vector<Passage> alternating(const std::vector<Passage>& a, const std::vector<Passage>& b) {
    std::vector<Passage> out;
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
        if (i < a.size()) out.push_back(a[i]);
        if (i < b.size()) out.push_back(b[i]);
    }
    return out;
}

std::vector<Quote> quotes(Store& store, const std::vector<Passage>& passages, std::size_t limit, Use reader) {
    std::vector<Quote> out;
    for (const auto& p : passages) {
        if (out.size() == limit) break;
        if (auto quote = quoted(store, p, reader)) out.push_back(std::move(*quote));
    }
    return out;
}

}  // namespace tangible::index
