// Counts the stemmed phrases of one to four words in confirmed passages, and then in other sentences. A phrase ranks
// higher the more confirmed passages contain it and the rarer it is elsewhere: its count times the logarithm of how
// much more frequent it is in confirmed passages. A phrase that contains a better one, or is part of one, is dropped.
#include "index/codebook/cue_phrases.h"
#include "index/learning/features/word_vectors.h"
#include <algorithm>
#include <cmath>

namespace tangible::index {
namespace {

// Longer phrases repeat so seldom that they catch one story. A phrase of one passage may be its teller's own. Words of
// fewer than four letters are mostly function words where no list of frequent words is at hand.
constexpr std::size_t longest_words = 4, least_passages = 2, least_letters = 4;
// Rank in WordVectors above which English words are function words.
constexpr std::uint32_t frequent_words = 250;

// Decides whether a word says something by itself. In English the most frequent words do not; in other languages short
// words stand for them.
bool says_something(const std::string& folded, const std::string& language) {
    if (language != "en" || !WordVectors::all().here()) return code_points(folded) >= least_letters;
    const auto place = WordVectors::all().find(folded);
    return !place || *place >= frequent_words;
}

/// A phrase by its stems, and as it is written here.
struct Phrase {
    std::string stems, written;
};

bool span_holds(const Span& outer, const Span& inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

/// Returns each phrase within `span` and one sentence, once.  It begins and ends in words that say something: "brought
/// us food", and not "they brought us food and".
std::vector<Phrase> phrases_in(Span span, std::string_view text, const Analysis& analysis, Analyser& analyser) {
    std::map<std::string, std::string> all;
    const auto& tokens = analysis.tokens;
    const auto says = [&](const Token& t) {
        return says_something(std::string(analyser.folded(t.word)), analysis.language);
    };
    for (std::size_t first = 0; first < tokens.size(); ++first) {
        if (!span_holds(span, tokens[first].span) || !says(tokens[first])) continue;
        std::string stems;
        for (auto last = first; last < tokens.size() && last < first + longest_words; ++last) {
            const auto& t = tokens[last];
            if (t.sentence != tokens[first].sentence || !span_holds(span, t.span)) break;
            stems += (stems.empty() ? "" : " ") + std::string(analyser.stem(t.word, analysis.language));
            if (says(t)) all.try_emplace(stems, cut(text, {tokens[first].span.begin, t.span.end}));
        }
    }
    std::vector<Phrase> out;
    for (auto& [stems, written] : all) out.push_back({stems, written});
    return out;
}

bool overlaps_any(const Span& span, const std::vector<Coding>& codings) {
    return std::any_of(codings.begin(), codings.end(), [&](const Coding& c) { return c.span.overlaps(span); });
}

// People's decisions on one theme as they stand now, without suggestions.
std::vector<Coding> decided_on(const Story& story, const std::vector<Decision>& decisions, const std::string& theme) {
    auto all = settle(story.text, {}, decisions);
    std::erase_if(all, [&](const Coding& c) { return c.theme != theme; });
    return all;
}

// Decides whether the stems of `a` are a part of those of `b`, at borders of words.
bool within(const std::string& a, const std::string& b) {
    return (" " + b + " ").find(" " + a + " ") != std::string::npos;
}

}  // namespace

void CuePhrases::learn(const Story& story, const Analysis& analysis, Analyser& analyser,
                       const std::vector<Decision>& decisions) {
    auto caught = cues_.tag(story.text, analysis, analyser);
    std::erase_if(caught, [&](const Coding& c) { return c.theme != theme_; });
    for (const auto& c : decided_on(story, decisions, theme_)) {
        if (!tangible::confirmed(c.verdict)) continue;
        ++confirmed_;
        for (const auto& p : phrases_in(c.span, story.text, analysis, analyser)) {
            auto& counted = phrases_[{analysis.language, p.stems}];
            ++counted.written[p.written];
            ++counted.counts.confirmed;
            counted.counts.missed += !overlaps_any(c.span, caught);
        }
    }
}

void CuePhrases::weigh(const Story& story, const Analysis& analysis, Analyser& analyser,
                       const std::vector<Decision>& decisions) {
    const auto decided = decided_on(story, decisions, theme_);
    for (const auto& sentence : analysis.sentences) {
        ++sentences_;
        const auto decides = [&](auto is) {
            return std::any_of(decided.begin(), decided.end(),
                               [&](const Coding& c) { return is(c.verdict) && c.span.overlaps(sentence); });
        };
        // Counted by learn(), whatever else in the sentence was rejected.
        if (decides([](Verdict v) { return tangible::confirmed(v); })) continue;
        const bool is_rejected = decides([](Verdict v) { return v == Verdict::rejected; });
        for (const auto& p : phrases_in(sentence, story.text, analysis, analyser))
            if (const auto at = phrases_.find({analysis.language, p.stems}); at != phrases_.end())
                ++(is_rejected ? at->second.counts.rejected : at->second.counts.elsewhere);
    }
}

std::vector<CuePhrase> CuePhrases::best(std::size_t most) const {
    struct Ranked {
        double score;
        const Key* key;
        const Counted* counted;
    };
    std::vector<Ranked> order;
    for (const auto& [key, counted] : phrases_) {
        const auto& n = counted.counts;
        if (n.confirmed < least_passages) continue;
        const double here = static_cast<double>(n.confirmed) / static_cast<double>(confirmed_);
        // Half a sentence more, so that a phrase that occurs nowhere else does not divide by 0.
        const double there =
            (static_cast<double>(n.elsewhere + n.rejected) + 0.5) / static_cast<double>(sentences_ + 1);
        // A passage that no cue catches yet counts twice: new cues are for these.
        const double score = static_cast<double>(n.confirmed + n.missed) * std::log(here / there);
        if (score > 0) order.push_back({score, &key, &counted});
    }
    // Of two phrases with the same score, the longer one says more.
    std::stable_sort(order.begin(), order.end(), [](const Ranked& a, const Ranked& b) {
        return std::pair(a.score, a.key->second.size()) > std::pair(b.score, b.key->second.size());
    });
    std::vector<CuePhrase> out;
    std::vector<const Key*> taken;
    for (const auto& r : order) {
        if (out.size() == most) break;
        const bool again = std::any_of(taken.begin(), taken.end(), [&](const Key* k) {
            return k->first == r.key->first && (within(k->second, r.key->second) || within(r.key->second, k->second));
        });
        if (again) continue;
        taken.push_back(r.key);
        out.push_back(r.counted->counts);
        const auto& written = r.counted->written;
        out.back().phrase = std::max_element(written.begin(), written.end(), [](auto& a, auto& b) {
                                return a.second < b.second;
                            })->first;
        out.back().language = r.key->first;
    }
    return out;
}

}  // namespace tangible::index
