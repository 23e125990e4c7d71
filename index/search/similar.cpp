// Stories that speak of the same things.  Everything that ranks them (which words are rare, how long stories are) is
// taken from the stories that the asker may see; the words named as the reason are looked up in both texts as the
// store gives them now.
#include "index/search/searcher.h"
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>

namespace tangible::index {
namespace {

constexpr std::size_t most_common = 500, shortest_letters = 4, most_words_named = 6, fewest_words = 3;
constexpr double common_share = 0.25;  // what more stories than that have says little of any two of them

/// What a story has, by its term, with how it is said.
using Said = std::map<std::string, std::string>;

// "didn't" and "we've" tell nothing; "hospital's" is a hospital.
bool contracted(std::string_view written) {
    const auto at = std::max(written.rfind('\'') + 1, written.rfind("’") + 1);  // npos + 1 is 0
    const auto ending = at == 0 ? std::string_view{} : written.substr(written[at - 1] == '\'' ? at : at + 2);
    return !ending.empty() && ending.size() < 3 && ending != "s";
}

bool telling(std::string_view written, std::string_view folded) {
    return code_points(folded) >= shortest_letters && !contracted(written) &&
           std::none_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The words of a text by their stems, each as it first stands there.
Said words_of(const Story& story, Analyser& analyser) {
    Said words;
    const auto analysis = analyser.analyse(story.text, story.language);
    for (const auto& token : analysis.tokens)
        if (telling(cut(story.text, token.span), analyser.folded(token.word)))
            words.try_emplace(terms::stem(analyser.stem(token.word, analysis.language)), cut(story.text, token.span));
    return words;
}

std::set<std::string> themes_of(const std::vector<Coding>& codings) {
    std::set<std::string> ids;
    for (const auto& c : codings)
        if (c.verdict != Verdict::rejected) ids.insert(c.theme);
    return ids;
}

// By term, how rarely it occurs: the log, squared, so that one rare word says more than a handful of common ones.  Only
// terms that some but not most stories have.
class Weighing {
public:
    Weighing(Reader& reader, Use use) : reader_(reader), use_(use) {
        const auto all = reader.visible(use).stories.size();
        all_ = all;
        limit_ =
            std::min<std::size_t>(most_common, std::max<std::size_t>(2, static_cast<std::size_t>(all * common_share)));
    }

    void add(const std::string& term) {
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

    // A long story shares words with many: its length counts against it.
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

// Words of both that counted, the rarest first, as the second story has them.
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
    constexpr std::size_t looked_at = 20;
    const auto story = impl_->store.story(id, use);
    if (!story || use == Use::count) return {};  // under `count` no words are handed out
    std::vector<Similar> out;
    impl_->reader.steadily([&] { out = impl_->similar(*story, use, limit, looked_at); });
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
