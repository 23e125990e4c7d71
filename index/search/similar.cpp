// Finds stories about the same things. Everything that ranks them (which words are rare, how long stories are) comes
// from the stories that the asker may see. The words named as the reason are looked up in both texts as the store has
// them now.
#include "index/search/searcher.h"
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

namespace tangible::index {
namespace {

// A word that more than `most_common` stories have costs too much to read; words of fewer than four letters seldom say
// what a story is about. A story with fewer than three words in common is not shown.
constexpr std::size_t most_common = 500, shortest_letters = 4, most_words_named = 6, fewest_words = 3;
// A word that more than this share of the stories have says little about any two of them.
constexpr double common_share = 0.25;

/// A story's terms, each with the word as the story first has it.
using Said = std::map<std::string, std::string>;

// Whether a word has an ending such as "didn't" or "we've", which tells nothing. "hospital's" is a hospital. The curly
// apostrophe has three bytes, and rfind(...) + 1 is 0 when there is none.
bool contracted(std::string_view written) {
    const auto at = std::max(written.rfind('\'') + 1, written.rfind("’") + 1);  // npos + 1 is 0
    const auto ending = at == 0 ? std::string_view{} : written.substr(written[at - 1] == '\'' ? at : at + 2);
    return !ending.empty() && ending.size() < 3 && ending != "s";
}

// Whether a word can be a reason to call two stories similar.
bool telling(std::string_view written, std::string_view folded) {
    return code_points(folded) >= shortest_letters && !contracted(written) &&
           std::none_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Returns the words of a text by their stems, each as it first stands there.
Said words_of(const Story& story, Analyser& analyser) {
    Said words;
    const auto analysis = analyser.analyse(story.text, story.language);
    for (const auto& token : analysis.tokens)
        if (telling(cut(story.text, token.span), analyser.folded(token.word)))
            words.try_emplace(terms::stem(analyser.stem(token.word, analysis.language)), cut(story.text, token.span));
    return words;
}

// The themes of passages that nobody rejected.
std::set<std::string> themes_of(const std::vector<Coding>& codings) {
    std::set<std::string> ids;
    for (const auto& c : codings)
        if (c.verdict != Verdict::rejected) ids.insert(c.theme);
    return ids;
}

// Weighs stories by the terms that they share with one story. A term weighs the square of log(stories / stories with
// it), so that one rare word counts more than several common ones. Only terms that at least two and not too many
// stories have are counted.
class Weighing {
public:
    Weighing(Reader& reader, Use use) : reader_(reader), use_(use) {
        const auto all = reader.visible(use).stories.size();
        all_ = all;
        limit_ =
            std::min<std::size_t>(most_common, std::max<std::size_t>(2, static_cast<std::size_t>(all * common_share)));
    }

    void add(const std::string& term) {
        // One more than the limit shows that there are too many, without reading all.
        const auto docs = reader_.seen(term, use_, limit_ + 1);
        if (docs.size() < 2 || docs.size() > limit_) return;
        const double rarity = std::log(all_ / static_cast<double>(docs.size())), weight = rarity * rarity;
        weights_[term] = weight;
        for (auto d : docs) sums_[d] += weight;
    }

    double weight(const std::string& term) const {
        const auto at = weights_.find(term);
        return at == weights_.end() ? 0 : at->second;
    }

    // Returns the heaviest stories. A long story shares words with many, so its length counts against it.
    std::vector<Match> best(std::size_t limit, DocId but) const {
        std::vector<Match> all;
        const auto average = reader_.visible(use_).average_length;
        for (const auto& [doc, sum] : sums_)
            if (doc != but) all.push_back({doc, sum / std::sqrt(1 + reader_.numbers().words[doc] / average)});
        std::sort(all.begin(), all.end(), [](const Match& a, const Match& b) {
            return a.weight != b.weight ? a.weight > b.weight : a.doc < b.doc;
        });
        all.resize(std::min(all.size(), limit));
        return all;
    }

private:
    Reader& reader_;
    Use use_;
    double all_ = 0;
    std::size_t limit_ = 0;
    std::map<std::string, double> weights_;
    std::map<DocId, double> sums_;
};

// Returns the words that both have and that counted, the rarest first, as the second story has them.
std::vector<std::string> shared(const Said& one, const Said& other, const Weighing& weighing) {
    std::vector<std::pair<double, std::string>> both;
    for (const auto& [term, word] : other)
        if (one.contains(term) && weighing.weight(term) > 0) both.emplace_back(-weighing.weight(term), word);
    std::sort(both.begin(), both.end());
    std::vector<std::string> words;
    for (auto& [weight, word] : both) words.push_back(std::move(word));
    return words;
}

}  // namespace

std::vector<Similar> Searcher::similar(const StoryId& id, Use use, std::size_t limit) {
    // More than are shown: some have too few words in common in the texts as they are now.
    constexpr std::size_t looked_at = 20;
    const auto story = impl_->store.story(id, use);
    if (!story || use == Use::count) return {};  // under `count` no words are handed out
    std::vector<Similar> out;
    impl_->steadily([&] { out = impl_->similar(*story, use, limit, looked_at); });
    return out;
}

std::vector<Similar> Searcher::Impl::similar(const Story& story, Use use, std::size_t limit, std::size_t looked_at) {
    const auto words = words_of(story, *analyser);
    const auto self = reader.find(story.id);
    const auto themes = self ? themes_of(reader.story(self).codings) : std::set<std::string>{};
    Weighing weighing(reader, use);
    for (const auto& [term, word] : words) weighing.add(term);
    for (const auto& theme : themes) weighing.add(terms::value(terms::theme, theme));

    std::vector<Similar> out;
    for (const auto& match : weighing.best(looked_at, self)) {
        if (out.size() == limit) break;
        const auto indexed = reader.story(match.doc);
        const auto other = store.story(indexed.story, use);
        if (!other) continue;
        Similar s{other->id,
                  match.weight,
                  other->title,
                  other->language,
                  other->year,
                  shared(words, words_of(*other, *analyser), weighing),
                  {}};
        if (s.words.size() < fewest_words) continue;
        s.words.resize(std::min(s.words.size(), most_words_named));
        const auto theirs = themes_of(indexed.codings);
        std::set_intersection(themes.begin(), themes.end(), theirs.begin(), theirs.end(), std::back_inserter(s.themes));
        out.push_back(std::move(s));
    }
    return out;
}

}  // namespace tangible::index
