// Sorts what was found into cues, guards and hints, removes guarded cues, and turns the rest into hits in the order of
// the text. The hits of one theme in a sentence are then joined into a coding, and hints are added.
#include "index/tagging/sentence.h"
#include "index/tagging/hints.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace tangible::index {
namespace {

// A sentence longer than long_sentence_words is a list or has lost its points: a passage is then what is around the
// cue.
constexpr std::uint32_t around_cue_words = 40;

using Found = Phrases::Found;
using Founds = std::vector<Found>;
using Sense = Lexicon::Sense;

/// A cue that fired, on the tokens [begin, end).
struct Hit {
    std::uint32_t theme, cue, begin, end;
};

/// One sentence in which something was found, from hits to codings.
class Sentence {
public:
    Sentence(const Told& told, std::span<const Found> found)
        : text_(told.text), tokens_(told.analysis.tokens), book_(told.book), lexicon_(told.lexicon),
          left_out_(told.left_out) {
        const auto& sentences = told.analysis.sentences;
        const Span all{0, static_cast<std::uint32_t>(text_.size())};
        whole_ = sentences.empty() ? all : sentences[tokens_[found.front().begin].sentence];
        for (const auto& f : found) sort_in(f);
    }

    void add_codings(std::vector<Coding>& to) {
        for (const auto& hit : hits()) {
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

    void sort_in(const Found& f) {
        const auto& s = sense(f);
        if (s.kind == Sense::cue && left_out_.contains({s.theme, s.row})) return;
        if (s.possessive && !is_possessive(cut(text_, tokens_[f.end - 1].span))) return;
        (s.kind == Sense::cue ? cues_ : s.kind == Sense::guard ? guards_ : hints_).push_back(f);
    }

    bool switches_off(const Found& guard, const Found& cue) const {
        return guard.end > cue.begin && guard.begin < cue.end && sense(guard).theme == sense(cue).theme;
    }

    bool guarded(const Found& f) const {
        const auto from =
            std::lower_bound(guards_.begin(), guards_.end(), f.begin,
                             [](const Found& g, std::uint32_t begin) { return g.begin + Phrases::max_words < begin; });
        return std::any_of(from, std::find_if(from, guards_.end(), [&](const Found& g) { return g.begin >= f.end; }),
                           [&](const Found& g) { return switches_off(g, f); });
    }

    /// In the order of the text.
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

    // From here to `add_pairs`: all that was found of one cue.

    void add_hits(std::vector<Hit>& out, const Sense& s, Founds::const_iterator from, Founds::const_iterator to) {
        const int within = book_.themes[s.theme].cues[s.row].within;
        if (within > 0) return add_pairs(out, s, static_cast<std::uint32_t>(within), from, to);
        for (auto f = from; f != to; ++f) out.push_back({s.theme, s.row, f->begin, f->end});
    }

    // Both sides are in order, so one walk along both finds the near ones; one pair for each first phrase is enough.
    void add_pairs(std::vector<Hit>& out, const Sense& s, std::uint32_t within, Founds::const_iterator from,
                   Founds::const_iterator to) {
        auto second = std::find_if(from, to, [&](const Found& f) { return sense(f).side == 1; });
        const auto seconds = second;
        for (auto first = from; first != seconds; ++first) {
            while (second != to && second->begin + within < first->begin) ++second;
            const auto apart = [&](const Found& f) { return f.begin >= first->end || f.end <= first->begin; };
            const auto near =
                std::find_if(second, to, [&](const Found& f) { return f.begin > first->begin + within || apart(f); });
            if (near == to || near->begin > first->begin + within) continue;
            out.push_back({s.theme, s.row, std::min(first->begin, near->begin), std::max(first->end, near->end)});
        }
    }

    // From here on: from a hit to a coding.

    std::uint32_t sentence_end(std::uint32_t token, std::uint32_t most) const {
        auto end = token;
        while (end < tokens_.size() && end < token + most && tokens_[end].sentence == tokens_[token].sentence) ++end;
        return end;
    }
    std::uint32_t sentence_begin(std::uint32_t token, std::uint32_t most) const {
        auto begin = token;
        while (begin > 0 && token - begin < most && tokens_[begin - 1].sentence == tokens_[token].sentence) --begin;
        return begin;
    }

    // Gives the token up to which further hits of the theme belong to this coding.
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

    // What speaks against a theme outweighs what supports it, and then both cues are named.
    void say(Coding& c, const Hit& hit) const {
        const auto& cue = book_.themes[hit.theme].cues[hit.cue];
        if (c.cue.empty())
            c.cue = cue.name;
        else if (cue.polarity > c.polarity)
            c.cue += "; " + cue.name;
        c.polarity = std::max(c.polarity, cue.polarity);
        add_hints(c, hit);
    }

    void add_hints(Coding& c, const Hit& hit) const {
        auto h = std::lower_bound(hints_.begin(), hints_.end(), hit.begin, [](const Found& f, std::uint32_t begin) {
            return f.begin + long_sentence_words < begin;
        });
        for (; h != hints_.end() && h->begin < hit.begin; ++h) {
            const auto& words = hint_words()[sense(*h).row];
            if (h->end <= hit.begin && h->begin + words.within >= hit.begin) add_hint(c, words.hint);
        }
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
        latest_;  ///< by theme: its coding, and where that ends
};

}  // namespace

void add_codings(std::vector<Coding>& to, const Told& told, std::span<const Found> found) {
    Sentence(told, found).add_codings(to);
}

void add_firings(Firings& to, const Told& told, std::span<const Phrases::Found> found) {
    Sentence(told, found).add_firings(to);
}

}  // namespace tangible::index
