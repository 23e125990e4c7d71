// The phases for one sentence:
//   1. sort_in(): sorts what was found into cues, guards and hints, without the cues that are left out;
//   2. hits(): removes guarded cues, pairs the phrases of cues that have two, and puts the hits in text order;
//   3. begin_coding(): opens a coding for the first hit of each theme, with the span of the sentence;
//   4. say(): adds each hit's cue, polarity and hints to the coding of its theme.
// add_firings() takes the first two phases and reports the hits themselves.
#include "index/tagging/sentence.h"
#include "index/tagging/hints.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace tangible::index {
namespace {

// A passage in a sentence that is too long (long_sentence_words) is the cue with so many words on either side: two or
// three ordinary sentences, enough to understand it.
constexpr std::uint32_t around_cue_words = 40;

using Found = Phrases::Found;
using Founds = std::vector<Found>;
using Sense = Lexicon::Sense;

/// A cue that fired on the tokens [begin, end): its theme by index, and the cue by index in the theme.
struct Hit {
    std::uint32_t theme, cue, begin, end;
};

/// Everything found in one sentence, on its way to codings or firings.
class Sentence {
public:
    Sentence(const Told& told, std::span<const Found> found)
        : text_(told.text), tokens_(told.analysis.tokens), book_(told.book), lexicon_(told.lexicon),
          left_out_(told.left_out) {
        const auto& sentences = told.analysis.sentences;
        const Span all{0, static_cast<std::uint32_t>(text_.size())};
        // An analysis without sentences is one sentence.
        whole_ = sentences.empty() ? all : sentences[tokens_[found.front().begin].sentence];
        for (const auto& f : found) sort_in(f);
    }

    void add_codings(std::vector<Coding>& to) {
        for (const auto& hit : hits()) {
            // A hit that ends within the latest coding of its theme joins it. In a long sentence a later hit opens
            // another.
            auto& mine = latest_[hit.theme];
            const bool again = mine.second && hit.end <= mine.second;
            if (!again && to.size() >= max_codings) continue;
            if (!again) mine = {to.size(), begin_coding(to, hit)};
            say(to[mine.first], hit);
        }
    }

    void add_firings(Firings& to) {
        for (const auto& g : guards_)
            if (std::any_of(cues_.begin(), cues_.end(), [&](const Found& f) { return switches_off(g, f); }))
                to.guards.push_back({sense(g).theme, sense(g).row});
        for (const auto& hit : hits()) to.cues.push_back({hit.theme, hit.cue});
    }

private:
    const Sense& sense(const Found& f) const { return lexicon_.senses[f.phrase]; }

    // A possessive guard counts only where its last word has 's in the text as well.
    void sort_in(const Found& f) {
        const auto& s = sense(f);
        if (s.kind == Sense::cue && left_out_.contains({s.theme, s.row})) return;
        if (s.possessive && !is_possessive(cut(text_, tokens_[f.end - 1].span))) return;
        (s.kind == Sense::cue ? cues_ : s.kind == Sense::guard ? guards_ : hints_).push_back(f);
    }

    // A guard switches off the cues of its own theme that it shares a token with.
    bool switches_off(const Found& guard, const Found& cue) const {
        return guard.end > cue.begin && guard.begin < cue.end && sense(guard).theme == sense(cue).theme;
    }

    // Guards are in order of their first tokens and at most max_words long, so only those that begin between `f.begin -
    // max_words` and `f.end` can overlap `f`.
    bool guarded(const Found& f) const {
        const auto from =
            std::lower_bound(guards_.begin(), guards_.end(), f.begin,
                             [](const Found& g, std::uint32_t begin) { return g.begin + Phrases::max_words < begin; });
        return std::any_of(from, std::find_if(from, guards_.end(), [&](const Found& g) { return g.begin >= f.end; }),
                           [&](const Found& g) { return switches_off(g, f); });
    }

    /// Removes guarded cues and returns the hits in the order of the text. Sorting by theme and row brings all finds of
    /// one cue together, and by side the first phrases of a pair before the second ones, as add_pairs() needs them.
    std::vector<Hit> hits() {
        std::erase_if(cues_, [&](const Found& f) { return guarded(f); });
        const auto key = [&](const Found& f) {
            return std::tuple(sense(f).theme, sense(f).row, sense(f).side, f.begin, f.end);
        };
        std::sort(cues_.begin(), cues_.end(), [&](const Found& a, const Found& b) { return key(a) < key(b); });
        std::vector<Hit> out;
        for (auto from = cues_.cbegin(); from != cues_.cend();) {
            const auto& cue = sense(*from);
            const auto other = [&](const Found& f) {
                return std::tie(sense(f).theme, sense(f).row) != std::tie(cue.theme, cue.row);
            };
            const auto to = std::find_if(from, cues_.cend(), other);
            add_hits(out, cue, from, to);
            from = to;
        }
        std::sort(out.begin(), out.end(), [](const Hit& a, const Hit& b) {
            return std::tie(a.begin, a.end, a.theme, a.cue) < std::tie(b.begin, b.end, b.theme, b.cue);
        });
        return out;
    }

    // From here to `add_pairs`: all finds of one cue.

    void add_hits(std::vector<Hit>& out, const Sense& s, Founds::const_iterator from, Founds::const_iterator to) {
        const int within = book_.themes[s.theme].cues[s.row].within;
        if (within > 0) return add_pairs(out, s, static_cast<std::uint32_t>(within), from, to);
        for (auto f = from; f != to; ++f) out.push_back({s.theme, s.row, f->begin, f->end});
    }

    // A pair's phrases must begin within `within` words of each other, in any order, and not overlap. Both sides are in
    // order, so one walk along both finds the near ones. One hit for each first phrase is enough, since hits of a
    // sentence become one coding.
    void add_pairs(std::vector<Hit>& out, const Sense& s, std::uint32_t within, Founds::const_iterator from,
                   Founds::const_iterator to) {
        auto second = std::find_if(from, to, [&](const Found& f) { return sense(f).side == 1; });
        const auto seconds = second;
        for (auto first = from; first != seconds; ++first) {
            // Second phrases that are too far before this first one are too far before all later ones.
            while (second != to && second->begin + within < first->begin) ++second;
            const auto apart = [&](const Found& f) { return f.begin >= first->end || f.end <= first->begin; };
            const auto near =
                std::find_if(second, to, [&](const Found& f) { return f.begin > first->begin + within || apart(f); });
            if (near == to || near->begin > first->begin + within) continue;
            out.push_back({s.theme, s.row, std::min(first->begin, near->begin), std::max(first->end, near->end)});
        }
    }

    // From here on: from a hit to a coding.

    // The token after the last one of the sentence that `token` is in, at most `most` tokens on.
    std::uint32_t sentence_end(std::uint32_t token, std::uint32_t most) const {
        auto end = token;
        while (end < tokens_.size() && end < token + most && tokens_[end].sentence == tokens_[token].sentence) ++end;
        return end;
    }
    // The first token of the sentence that `token` is in, at most `most` tokens back.
    std::uint32_t sentence_begin(std::uint32_t token, std::uint32_t most) const {
        auto begin = token;
        while (begin > 0 && token - begin < most && tokens_[begin - 1].sentence == tokens_[token].sentence) --begin;
        return begin;
    }

    // Appends a coding for a theme's first hit, and returns the token up to which its further hits belong to this
    // coding.
    std::uint32_t begin_coding(std::vector<Coding>& to, const Hit& hit) const {
        auto begin = sentence_begin(hit.begin, long_sentence_words), end = sentence_end(hit.begin, long_sentence_words);
        Span span = whole_;
        if (end - begin > long_sentence_words) {
            begin = sentence_begin(hit.begin, around_cue_words);
            end = sentence_end(hit.end - 1, around_cue_words);
            span = {tokens_[begin].span.begin, tokens_[end - 1].span.end};
        }
        Coding c;
        c.theme = book_.themes[hit.theme].id;
        c.span = span;
        c.quote = cut(text_, span);
        c.edition = book_.edition;
        to.push_back(std::move(c));
        return std::max(end, hit.end);
    }

    // A stronger polarity wins (against > supports > unstated), and its cue is then named beside the first one: whoever
    // looks at a passage that speaks against its theme must see why.
    void say(Coding& c, const Hit& hit) const {
        const auto& cue = book_.themes[hit.theme].cues[hit.cue];
        if (c.cue.empty())
            c.cue = cue.name;
        else if (cue.polarity > c.polarity)
            c.cue += "; " + cue.name;
        c.polarity = std::max(c.polarity, cue.polarity);
        add_hints(c, hit);
    }

    // A hint counts when its phrase ends before the cue and begins at most `within` words before it. Hints are in
    // order, and no hint reaches further back than long_sentence_words.
    void add_hints(Coding& c, const Hit& hit) const {
        auto h = std::lower_bound(hints_.begin(), hints_.end(), hit.begin, [](const Found& f, std::uint32_t begin) {
            return f.begin + long_sentence_words < begin;
        });
        for (; h != hints_.end() && h->begin < hit.begin; ++h) {
            const auto& words = hint_words()[sense(*h).row];
            if (h->end <= hit.begin && h->begin + words.within >= hit.begin) add_hint(c, words.hint);
        }
        // A passage that ends in a question mark, before any closing quotes or brackets, may ask and not state.
        const auto last = c.quote.find_last_not_of(" \"')”’»");
        if (last != std::string::npos && c.quote[last] == '?') add_hint(c, "question");
    }
    static void add_hint(Coding& c, std::string_view hint) {
        if (std::find(c.hints.begin(), c.hints.end(), hint) == c.hints.end()) c.hints.emplace_back(hint);
    }

    std::string_view text_;
    const std::vector<Token>& tokens_;
    const Codebook& book_;
    const Lexicon& lexicon_;
    const Demoted& left_out_;
    Span whole_;
    Founds cues_, guards_, hints_;
    std::map<std::uint32_t, std::pair<std::size_t, std::uint32_t>>
        latest_;  ///< by theme: index of its latest coding in `to`, and the token where that ends
};

}  // namespace

void add_codings(std::vector<Coding>& to, const Told& told, std::span<const Found> found) {
    Sentence(told, found).add_codings(to);
}

void add_firings(Firings& to, const Told& told, std::span<const Phrases::Found> found) {
    Sentence(told, found).add_firings(to);
}

}  // namespace tangible::index
