#include "index/tagging/cues.h"
#include "index/tagging/hints.h"
#include "index/tagging/phrases.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace tangible::index {
namespace {

// A sentence longer than this is a list or has lost its points; a passage is then what stands around the cue.
constexpr std::uint32_t around_cue_words = 40;
// More than any story holds; a text made to fire everywhere ends here.
constexpr std::size_t max_codings = 10'000;

/// What a phrase is looked for.
struct Sense {
    enum Kind : std::uint8_t { cue, guard, hint } kind;
    std::uint32_t theme = 0;  ///< place in the codebook
    std::uint32_t row = 0;    ///< of the theme's cues, or of hint_words()
    std::uint32_t side = 0;   ///< which of a pair
    bool possessive = false;  ///< the text must say 's as well: "the Trust's" is a body, "the trust" is not
};

/// All phrases of one language.
struct Lexicon {
    explicit Lexicon(const std::string& language) : phrases(language) {}
    Phrases phrases;
    std::vector<Sense> senses;  ///< by number of a phrase

    void add(std::string_view phrase, Sense sense, Analyser& analyser) {
        phrases.add(phrase, static_cast<std::uint32_t>(senses.size()), analyser);
        senses.push_back(sense);
    }
};

/// A cue that fired, on the tokens [begin, end).
struct Hit {
    std::uint32_t theme, cue, begin, end;
};

using Found = Phrases::Found;
using Founds = std::vector<Found>;

bool is_possessive(std::string_view word) { return word.ends_with("'s") || word.ends_with("’s"); }

std::string primary(const std::string& language, const std::string& otherwise) {
    const auto& tag = language.empty() ? otherwise : language;
    return tag.substr(0, tag.find('-'));
}

// Scots is read by the cues of English, and so is a text too short to tell.
std::string cue_language(const std::string& language) { return language == "und" || language == "sco" ? "en" : language; }

/// One sentence in which something was found, from hits to codings.
class Sentence {
public:
    Sentence(std::string_view text, const Analysis& analysis, const Codebook& book, const Lexicon& lexicon, const Found* begin, const Found* end)
        : text_(text), tokens_(analysis.tokens), book_(book), lexicon_(lexicon) {
        whole_ = analysis.sentences.empty() ? Span{0, static_cast<std::uint32_t>(text.size())} : analysis.sentences[tokens_[begin->begin].sentence];
        for (auto f = begin; f != end; ++f) sort_in(*f);
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

private:
    const Sense& sense(const Found& f) const { return lexicon_.senses[f.phrase]; }

    void sort_in(const Found& f) {
        const auto& s = sense(f);
        if (s.possessive && !is_possessive(cut(text_, tokens_[f.end - 1].span))) return;
        (s.kind == Sense::cue ? cues_ : s.kind == Sense::guard ? guards_ : hints_).push_back(f);
    }

    bool guarded(const Found& f) const {
        const auto from = std::lower_bound(guards_.begin(), guards_.end(), f.begin, [](const Found& g, std::uint32_t begin) {
            return g.begin + Phrases::max_words < begin;
        });
        return std::any_of(from, std::find_if(from, guards_.end(), [&](const Found& g) { return g.begin >= f.end; }),
                           [&](const Found& g) { return g.end > f.begin && sense(g).theme == sense(f).theme; });
    }

    /// In the order of the text.
    std::vector<Hit> hits() {
        std::erase_if(cues_, [&](const Found& f) { return guarded(f); });
        const auto key = [&](const Found& f) { return std::tuple(sense(f).theme, sense(f).row, sense(f).side, f.begin, f.end); };
        std::sort(cues_.begin(), cues_.end(), [&](const Found& a, const Found& b) { return key(a) < key(b); });
        std::vector<Hit> out;
        for (auto from = cues_.cbegin(); from != cues_.cend();) {
            const auto& cue = sense(*from);
            const auto other = [&](const Found& f) { return std::tie(sense(f).theme, sense(f).row) != std::tie(cue.theme, cue.row); };
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
    void add_pairs(std::vector<Hit>& out, const Sense& s, std::uint32_t within, Founds::const_iterator from, Founds::const_iterator to) {
        auto second = std::find_if(from, to, [&](const Found& f) { return sense(f).side == 1; });
        const auto seconds = second;
        for (auto first = from; first != seconds; ++first) {
            while (second != to && second->begin + within < first->begin) ++second;
            const auto apart = [&](const Found& f) { return f.begin >= first->end || f.end <= first->begin; };
            const auto near = std::find_if(second, to, [&](const Found& f) { return f.begin > first->begin + within || apart(f); });
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
        if (c.cue.empty()) c.cue = cue.name;
        else if (cue.polarity > c.polarity) c.cue += "; " + cue.name;
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
    Span whole_;
    Founds cues_, guards_, hints_;
    std::map<std::uint32_t, std::pair<std::size_t, std::uint32_t>> latest_;  ///< by theme: its coding, and where that ends
};

}  // namespace

struct Cues::Impl {
    Codebook book;
    std::map<std::string, Lexicon> lexicons;  ///< by language

    explicit Impl(const Codebook& b) : book(b) {
        Analyser analyser;
        for (std::uint32_t t = 0; t < book.themes.size(); ++t) add(t, analyser);
        for (std::uint32_t row = 0; row < hint_words().size(); ++row)
            for (auto phrase : hint_words()[row].phrases)
                lexicon(std::string(hint_words()[row].language)).add(phrase, {Sense::hint, 0, row}, analyser);
    }

    Lexicon& lexicon(const std::string& language) {
        const auto base = primary(language, book.language);
        return lexicons.try_emplace(base, base).first->second;
    }

    void add(std::uint32_t t, Analyser& analyser) {
        const auto& theme = book.themes[t];
        for (std::uint32_t row = 0; row < theme.cues.size(); ++row)
            for (std::uint32_t side = 0; side < theme.cues[row].phrases.size(); ++side)
                lexicon(theme.cues[row].language).add(theme.cues[row].phrases[side], {Sense::cue, t, row, side}, analyser);
        for (const auto& g : theme.guards) lexicon(g.language).add(g.phrase, {Sense::guard, t, 0, 0, is_possessive(g.phrase)}, analyser);
    }
};

Cues::Cues(const Codebook& book) : impl_(std::make_unique<const Impl>(book)) {}
Cues::~Cues() = default;
Cues::Cues(Cues&&) noexcept = default;
const Codebook& Cues::codebook() const { return impl_->book; }

std::vector<Coding> Cues::tag(std::string_view text, const Analysis& analysis, Analyser& analyser) const {
    std::vector<Coding> out;
    const auto lexicon = impl_->lexicons.find(cue_language(analysis.language));
    if (lexicon == impl_->lexicons.end()) return out;
    const auto found = lexicon->second.phrases.find(text, analysis, analyser);
    for (std::size_t from = 0; from < found.size();) {
        auto to = from;
        bool cue = false;
        const auto sentence = analysis.tokens[found[from].begin].sentence;
        for (; to < found.size() && analysis.tokens[found[to].begin].sentence == sentence; ++to)
            cue = cue || lexicon->second.senses[found[to].phrase].kind == Sense::cue;
        if (cue) Sentence(text, analysis, impl_->book, lexicon->second, &found[from], &found[from] + (to - from)).add_codings(out);
        from = to;
    }
    std::stable_sort(out.begin(), out.end(), [](const Coding& a, const Coding& b) { return std::tie(a.span, a.theme) < std::tie(b.span, b.theme); });
    return out;
}

}  // namespace tangible::index
