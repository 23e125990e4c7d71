// Works much like k-means, but without chance, and a sentence may be in no group:
//   1. count_terms(): keeps the words that several stories use and not too many, and weighs them by IDF;
//   2. numbers_of(): makes each sentence a TF-IDF vector and, in English, a direction (word_vectors.h);
//   3. from_seeds(): takes the sentences of each seed word as a first group; seeds are words of many stories whose
//      sentences differ from those of the seeds before;
//   4. nearest(), a few rounds: moves each sentence to the group whose middle is nearest, or to none;
//   5. candidate(): chooses the words and passages that show what a group is about.
#include "index/codebook/candidate_groups.h"
#include "index/learning/features/word_vectors.h"
#include <algorithm>
#include <cmath>
#include <set>

namespace tangible::index {
namespace {

using Sentence = Candidates::Sentence;

// More seeds than groups are kept (Candidates::most_groups), since rounds empty some. Looking at the best words only
// bounds the cost.
constexpr std::size_t most_seeds = 24, most_looked_at = 400, rounds = 4;
// Share of the stories above which a word belongs to the language and not to a subject.
constexpr double too_common = 0.25;
// Likeness (cosine of their middles) from which two seeds are one subject.
constexpr double seeds_apart = 0.3;
// Likeness below which a sentence is in no group.
constexpr double near_enough = 0.25;
constexpr double direction_weight = 0.5;

/// A sentence as numbers: weights of its terms by number, in order and at unit length; and its direction at unit
/// length, empty when no word has a vector.
struct Numbers {
    std::vector<std::pair<std::uint32_t, double>> terms;
    std::vector<double> direction;
};

/// The centroid of some sentences, terms and direction each at unit length.  `terms` has a place for every term.
struct Middle {
    std::vector<double> terms, direction;
};

void to_unit_length(std::vector<double>& v) {
    double sum = 0;
    for (const double x : v) sum += x * x;
    if (sum > 0)
        for (double& x : v) x /= std::sqrt(sum);
}

double likeness(const Numbers& a, const Middle& b) {
    double terms = 0, direction = 0;
    for (const auto& [t, w] : a.terms) terms += w * b.terms[t];
    for (std::size_t i = 0; i < a.direction.size(); ++i) direction += a.direction[i] * b.direction[i];
    return terms + direction_weight * direction;
}

/// The sentences of one language, on their way to groups.
class Groups {
public:
    Groups(const Candidates::Language& language, const std::vector<Candidates::Of>& stories)
        : language_(language), stories_(stories) {
        count_terms();
        for (const auto& s : language.sentences) numbers_.push_back(numbers_of(s));
        centre_directions();
    }

    std::vector<Candidate> groups() {
        if (told_ < Candidates::least_stories_of_a_language) return {};
        auto members = from_seeds();
        for (std::size_t round = 0; round < rounds; ++round) members = nearest(members);
        std::vector<Candidate> out;
        for (const auto& group : members) {
            auto c = candidate(group);
            if (c.stories >= Candidates::least_stories && !c.words.empty()) out.push_back(std::move(c));
        }
        std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.stories > b.stories; });
        out.resize(std::min(out.size(), Candidates::most_groups));
        return out;
    }

private:
    using Members = std::vector<std::size_t>;

    struct Term {
        std::string stem;
        std::vector<std::size_t> sentences;
        std::size_t stories = 0;
        double idf = 0;
    };

    std::size_t stories_in(const Members& sentences) const {
        std::set<std::size_t> all;
        for (const auto s : sentences) all.insert(language_.sentences[s].story);
        return all.size();
    }

    // A term must be in two stories at least, and in no more than a quarter of them (or `least_stories`, if that is
    // more).
    void count_terms() {
        std::map<std::string, Members> all;
        Members every;
        for (std::size_t s = 0; s < language_.sentences.size(); ++s) {
            every.push_back(s);
            for (const auto& stem : language_.sentences[s].stems) all[stem].push_back(s);
        }
        told_ = stories_in(every);
        for (auto& [stem, sentences] : all) {
            const auto stories = stories_in(sentences);
            const auto most = std::max<double>(Candidates::least_stories, too_common * static_cast<double>(told_));
            if (stories < 2 || static_cast<double>(stories) > most) continue;
            number_[stem] = static_cast<std::uint32_t>(terms_.size());
            terms_.push_back({stem, std::move(sentences), stories,
                              std::log(static_cast<double>(told_ + 1) / static_cast<double>(stories))});
        }
    }

    Numbers numbers_of(const Sentence& s) const {
        Numbers n;
        double sum = 0;
        for (const auto& stem : s.stems)
            if (const auto at = number_.find(stem); at != number_.end())
                n.terms.emplace_back(at->second, terms_[at->second].idf);
        for (const auto& [t, w] : n.terms) sum += w * w;
        for (auto& [t, w] : n.terms) w /= std::sqrt(sum);
        if (s.vectors.empty()) return n;
        n.direction.resize(WordVectors::dimensions);
        for (const auto place : s.vectors) {
            const auto vector = WordVectors::all().vector(place);
            for (std::size_t i = 0; i < vector.size(); ++i) n.direction[i] += vector[i];
        }
        to_unit_length(n.direction);
        return n;
    }

    // The directions of all texts of a language have much in common; without their mean, the rest says how they differ.
    void centre_directions() {
        std::vector<double> mean(WordVectors::dimensions);
        double count = 0;
        for (const auto& n : numbers_) {
            if (n.direction.empty()) continue;
            ++count;
            for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += n.direction[i];
        }
        for (auto& n : numbers_) {
            for (std::size_t i = 0; i < n.direction.size(); ++i) n.direction[i] -= mean[i] / count;
            to_unit_length(n.direction);
        }
    }

    Middle middle(const Members& sentences) const {
        Middle m{std::vector<double>(terms_.size()), std::vector<double>(WordVectors::dimensions)};
        for (const auto s : sentences) {
            for (const auto& [t, w] : numbers_[s].terms) m.terms[t] += w;
            for (std::size_t i = 0; i < numbers_[s].direction.size(); ++i) m.direction[i] += numbers_[s].direction[i];
        }
        to_unit_length(m.terms);
        to_unit_length(m.direction);
        return m;
    }

    static double likeness_of(const Middle& a, const Middle& b) {
        double sum = 0;
        for (std::size_t i = 0; i < a.terms.size(); ++i) sum += a.terms[i] * b.terms[i];
        return sum;
    }

    // Seeds are tried by number of stories times IDF: known to many stories, and still no word of the language.
    std::vector<Members> from_seeds() const {
        std::vector<const Term*> order;
        for (const auto& t : terms_)
            if (t.stories >= Candidates::least_stories) order.push_back(&t);
        const auto weight = [](const Term* t) { return static_cast<double>(t->stories) * t->idf; };
        std::stable_sort(order.begin(), order.end(), [&](auto* a, auto* b) { return weight(a) > weight(b); });
        order.resize(std::min(order.size(), most_looked_at));
        std::vector<Members> out;
        std::vector<Middle> middles;
        for (const auto* t : order) {
            if (out.size() == most_seeds) break;
            auto m = middle(t->sentences);
            const bool apart = std::all_of(middles.begin(), middles.end(),
                                           [&](const Middle& o) { return likeness_of(m, o) < seeds_apart; });
            if (!apart) continue;
            out.push_back(t->sentences);
            middles.push_back(std::move(m));
        }
        return out;
    }

    // One round: every sentence goes to the nearest middle of the groups as they were.
    std::vector<Members> nearest(const std::vector<Members>& groups) const {
        std::vector<Middle> middles;
        for (const auto& g : groups) middles.push_back(middle(g));
        std::vector<Members> out(groups.size());
        for (std::size_t s = 0; s < numbers_.size(); ++s) {
            double most = near_enough;
            std::size_t best = groups.size();
            for (std::size_t g = 0; g < groups.size(); ++g)
                if (const double l = likeness(numbers_[s], middles[g]); l > most) most = l, best = g;
            if (best < groups.size()) out[best].push_back(s);
        }
        return out;
    }

    // From here on: a group as people see it.

    // The form that people write most often.
    std::string as_written(const std::string& stem) const {
        const auto& forms = language_.written.at(stem);
        return std::max_element(forms.begin(), forms.end(),
                                [](const auto& a, const auto& b) { return a.second < b.second; })
            ->first;
    }

    // Words by how much of their use is in this group: stories here, squared, by stories in all, times IDF. A word of a
    // single story is its own and not the group's.
    std::vector<std::string> telling_words(const Members& group) const {
        std::map<std::uint32_t, std::set<std::size_t>> in;
        for (const auto s : group)
            for (const auto& [t, w] : numbers_[s].terms) in[t].insert(language_.sentences[s].story);
        std::vector<std::pair<double, std::uint32_t>> order;
        for (const auto& [t, stories] : in)
            if (stories.size() >= 2)
                order.emplace_back(-static_cast<double>(stories.size() * stories.size()) /
                                       static_cast<double>(terms_[t].stories) * terms_[t].idf,
                                   t);
        std::sort(order.begin(), order.end());
        std::vector<std::string> out;
        for (const auto& [w, t] : order)
            if (out.size() < Candidates::most_words) out.push_back(as_written(terms_[t].stem));
        return out;
    }

    // Passages by likeness to the middle, each of another story, and of other partnerships as far as there are any.
    std::vector<CandidatePassage> typical(const Members& group) const {
        const auto m = middle(group);
        std::vector<std::pair<double, std::size_t>> order;
        for (const auto s : group) order.emplace_back(-likeness(numbers_[s], m), s);
        std::sort(order.begin(), order.end());
        std::vector<CandidatePassage> out;
        std::set<std::size_t> stories;
        std::set<std::string> partnerships;
        // One passage of each partnership first, and then others, of stories that are not there yet.
        for (const bool other_partnership : {true, false})
            for (const auto& [l, s] : order) {
                const auto& sentence = language_.sentences[s];
                const auto& of = stories_[sentence.story];
                if (out.size() == Candidates::most_passages || stories.count(sentence.story)) continue;
                if (other_partnership && (of.partnership.empty() || !partnerships.insert(of.partnership).second))
                    continue;
                stories.insert(sentence.story);
                out.push_back({of.id, sentence.span, sentence.quote});
            }
        return out;
    }

    Candidate candidate(const Members& group) const {
        Candidate c;
        c.sentences = group.size(), c.stories = stories_in(group);
        std::set<std::string> partnerships;
        for (const auto s : group)
            if (const auto& p = stories_[language_.sentences[s].story].partnership; !p.empty()) partnerships.insert(p);
        c.partnerships = partnerships.size();
        c.words = telling_words(group);
        c.passages = typical(group);
        return c;
    }

    const Candidates::Language& language_;
    const std::vector<Candidates::Of>& stories_;
    std::size_t told_ = 0;  ///< stories with a sentence in this language
    std::vector<Term> terms_;
    std::map<std::string, std::uint32_t> number_;  ///< of a stem: its index in `terms_`
    std::vector<Numbers> numbers_;
};

}  // namespace

std::vector<Candidate> grouped(const Candidates::Language& language, const std::vector<Candidates::Of>& stories) {
    return Groups(language, stories).groups();
}

}  // namespace tangible::index
