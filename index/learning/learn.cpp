// Without reviews, the model is the score of zero_examples.h with a fixed slope. With reviews it is learned in steps:
//   1. votes: two linear models for each theme (logistic regression and SVM), by cross-validation, so that every
//      reviewed story has a vote of a model that did not see it (votes.h);
//   2. weights: one logistic regression over all themes weighs votes, first-day score and the theme's frequency
//      ("stacking"); themes with too few examples for votes are weighed without them ("cold");
//   3. a line for each theme corrects its logits where it has examples enough (calibration.h);
//   4. shifts move the base rates from the reviews to the collection (base_rates.h, drawn_rates.h);
//   5. mixes of parents (parents.h), cuts (cuts.h), and the reliability that people are shown.
// All steps but 5 are linear in the features, so what they give together is one LinearScore.
#include "index/learning/learn.h"
#include "index/learning/base_rates.h"
#include "index/learning/fitting/drawn_rates.h"
#include "index/learning/fitting/parents.h"
#include "index/learning/fitting/zero_examples.h"
#include "index/learning/folds.h"
#include "index/learning/votes.h"
#include <algorithm>
#include <cmath>

namespace tangible::index {
namespace {

// The columns of the stacking: votes of both models, first-day score, log of how often people gave the theme, and 1.
enum Says : std::size_t { logistic, vectors, first_day, frequency, one, says };

// Log of the share of reviews that confirmed the theme, with half a review added so that it is finite.
double frequency_of(const Pile& pile) {
    return std::log((static_cast<double>(pile.positives) + 0.5) / (static_cast<double>(pile.rows.size()) + 1));
}

// What is known of each reviewed pair of story and theme before stacking, theme by theme.
struct Evidence {
    std::vector<double> x;                                       ///< rows of `says` numbers
    std::vector<char> yes;                                       ///< by row: people gave the theme
    std::vector<std::pair<std::uint32_t, std::uint32_t>> where;  ///< by row: index of the review, theme
};

// One run of learning. The constructor makes features and first-day scores; model() does the rest.
class Learner {
public:
    Learner(const std::vector<Reading>& readings, const std::vector<Review>& reviews, const Targets& targets,
            Analyser& analyser, const LearnSettings& settings)
        : reviews_(reviews), targets_(targets), settings_(settings), words_(targets, analyser),
          stories_(readings, words_), rows_(stories_.terms, stories_.directions, stories_.features.size()),
          zero_(zero_examples(stories_, rows_, {reviews.empty() ? 2u : 1u})), first_day_(scores(zero_, stories_)) {}

    Model model() {
        Model out;
        out.edition = targets_.edition();
        for (const auto& t : targets_.all) out.themes.push_back(t.id);
        out.features = stories_.features;
        out.term_weights = words_.weights();
        out.stories = static_cast<std::uint32_t>(stories_.size());
        out.reviewed = static_cast<std::uint32_t>(reviews_.size());
        out.drawn = static_cast<std::uint32_t>(
            std::count_if(reviews_.begin(), reviews_.end(), [](const Review& r) { return r.drawn; }));
        out.with_vectors = WordVectors::all().here();
        out.mix.assign(targets_.size(), {1, 0, 0});
        for (std::uint32_t t = 0; t < targets_.size(); ++t) {
            piles_.push_back(pile_of(reviews_, t));
            out.confirmed.push_back(piles_.back().positives);
            out.rejected.push_back(static_cast<std::uint32_t>(piles_.back().rows.size()) - piles_.back().positives);
        }
        if (reviews_.empty())
            first_day_model(out);
        else
            learned_model(out);
        return out;
    }

private:
    void first_day_model(Model& out) const {
        out.score = LinearScore(targets_.size());
        for (std::size_t t = 0; t < targets_.size(); ++t) {
            out.score.add(zero_, t, first_day_slope);
            out.score.offset[t] += first_day_offset();
        }
        out.cuts = {first_day_cut, std::vector<float>(targets_.size(), first_day_cut)};
    }

    // Step 1, and the rows for step 2. The first-day score is a feature of its own in the fit of each theme, so the
    // rows are changed before each one.
    void learned_model(Model& out) {
        const auto folds = folds_of(reviews_, settings_.folds, settings_.seed);
        std::vector<Vote> votes[2];
        for (std::uint32_t t = 0; t < targets_.size(); ++t) {
            settings_.step();
            std::vector<float> own;
            for (std::size_t s = 0; s < stories_.size(); ++s) own.push_back(first_day_.at(s, t));
            rows_.set_own(own, own_weight);
            votes[0].push_back(vote_of(rows_, piles_[t], folds, settings_.folds, {LinearSettings::logistic, 4, true}));
            votes[1].push_back(vote_of(rows_, piles_[t], folds, settings_.folds, {LinearSettings::vectors, .5, true}));
        }
        Evidence all;
        for (std::uint32_t t = 0; t < targets_.size(); ++t) add_evidence(all, votes, t);
        weigh(out, all, votes);
    }

    // Adds the pairs of one theme for which a model that did not see the story could be fitted.
    void add_evidence(Evidence& to, const std::vector<Vote> (&votes)[2], std::uint32_t t) const {
        const Pile& pile = piles_[t];
        for (std::size_t i = 0; i < pile.rows.size(); ++i) {
            if (!votes[0][t].unseen_known(i)) continue;
            const double s = first_day_.at(pile.rows[i], t);
            to.x.insert(to.x.end(), {votes[0][t].unseen[i], votes[1][t].unseen[i], s, frequency_of(pile), 1});
            to.yes.push_back(pile.positive[i]);
            to.where.emplace_back(pile.reviews[i], t);
        }
    }

    // Weights for themes with too few examples: only of first-day score, frequency and 1, on all pairs that were
    // reviewed.
    std::vector<double> cold_weights() const {
        std::vector<double> x;
        std::vector<char> yes;
        for (std::uint32_t t = 0; t < targets_.size(); ++t)
            for (std::size_t i = 0; i < piles_[t].rows.size(); ++i) {
                x.insert(x.end(), {first_day_.at(piles_[t].rows[i], t), frequency_of(piles_[t]), 1});
                yes.push_back(piles_[t].positive[i]);
            }
        return fitted_logistic(x, yes, {{1, 0.5, 0}, {some_dozens, 1, 0.01}});
    }

    // Steps 2 to 5.
    void weigh(Model& out, const Evidence& all, const std::vector<Vote> (&votes)[2]) const {
        // Drawn to like weights for votes and first-day score, so that a handful of reviews cannot throw one of them
        // out.
        const auto warm = fitted_logistic(all.x, all.yes, {{0.5, 0.5, 0.5, 0.3, 0}, {1, 1, 1, 1, 0.01}});
        const auto cold = cold_weights();
        // From here on every pair of `all` has a logit of a model that did not see it.
        std::vector<double> logits;
        for (std::size_t r = 0; r < all.yes.size(); ++r) {
            double z = 0;
            for (std::size_t c = 0; c < says; ++c) z += warm[c] * all.x[r * says + c];
            logits.push_back(z);
        }
        std::vector<Line> lines;
        for (std::size_t t = 0, r = 0; t < targets_.size(); ++t) {
            const std::size_t from = r;
            while (r < all.where.size() && all.where[r].second == t) ++r;
            // Strong enough that only a theme with some dozens of reviews gets a line of its own.
            lines.push_back(fitted_line(std::span(logits).subspan(from, r - from),
                                        std::span(all.yes).subspan(from, r - from), 20, 2));
            for (std::size_t i = from; i < r; ++i) logits[i] = lines.back()(logits[i]);
        }
        out.score = LinearScore(targets_.size());
        for (std::uint32_t t = 0; t < targets_.size(); ++t)
            if (votes[0][t].weights.empty())
                add_cold(out.score, cold, t);
            else
                add_warm(out.score, warm, lines[t], votes, t);
        const Matrix seen = scores(out.score, stories_);
        auto shifts = base_rate_shifts(theme_rates(seen, piles_), first_day_share());
        const auto drawn = drawn_shifts(drawn_pairs(all, logits, seen, shifts));
        for (std::size_t t = 0; t < shifts.size(); ++t) shifts[t] += drawn[t];
        for (std::size_t t = 0; t < shifts.size(); ++t) out.score.offset[t] += static_cast<float>(shifts[t]);
        choose_cuts(out, all, logits, shifts);
    }

    // Of 17 to 40 themes about one in a dozen is right in texts of thirty words, and more are where people write more,
    // so the offset grows with the collection's mean length. Within a collection a longer story scores higher by
    // itself. Chosen on the training parts of three collections, and on texts of several joined into one.
    float first_day_offset() const { return 0.3f * std::log(words_.weights().mean_words) - 3.9f; }

    // The logits of drawn stories by theme, from models that did not see them. A theme with too few examples for such
    // models uses the logits of the final score, although it has seen them.
    std::vector<DrawnPairs> drawn_pairs(const Evidence& all, const std::vector<double>& logits, const Matrix& seen,
                                        const std::vector<double>& shifts) const {
        std::vector<DrawnPairs> out(targets_.size());
        const auto add = [&](std::uint32_t review, std::size_t t, double logit, char yes) {
            if (!reviews_[review].drawn) return;
            out[t].logits.push_back(logit + shifts[t]);
            out[t].yes.push_back(yes);
        };
        std::vector<char> unseen(targets_.size());
        for (std::size_t r = 0; r < all.where.size(); ++r) {
            const auto [review, t] = all.where[r];
            unseen[t] = 1;
            add(review, t, logits[r], all.yes[r]);
        }
        for (std::size_t t = 0; t < targets_.size(); ++t)
            for (std::size_t i = 0; i < piles_[t].rows.size() && !unseen[t]; ++i)
                add(piles_[t].reviews[i], t, seen.at(piles_[t].rows[i], t), piles_[t].positive[i]);
        return out;
    }

    // The mean probability that the first-day model gives a theme in a story.
    double first_day_share() const {
        const float offset = first_day_offset();
        double sum = 0;
        for (const float s : first_day_.values) sum += probability_of(first_day_slope * s + offset);
        return first_day_.values.empty() ? 0 : sum / static_cast<double>(first_day_.values.size());
    }

    // Composes one theme's score from its cold weights.
    void add_cold(LinearScore& to, const std::vector<double>& cold, std::uint32_t t) const {
        to.add(zero_, t, static_cast<float>(cold[0]));
        to.offset[t] += static_cast<float>(cold[1] * frequency_of(piles_[t]) + cold[2]);
    }

    // Composes one theme's score: the stacked votes and first-day score, through the theme's line. `terms` is the place
    // of the theme's own number in the weights of a fit, and the bias follows it.
    void add_warm(LinearScore& to, const std::vector<double>& warm, const Line& line,
                  const std::vector<Vote> (&votes)[2], std::uint32_t t) const {
        const std::size_t terms = stories_.features.size() + WordVectors::dimensions;
        if (to.terms.rows == 0) to.terms = Matrix(terms, targets_.size());
        double own = warm[first_day], offset = warm[frequency] * frequency_of(piles_[t]) + warm[one];
        for (std::size_t v = 0; v < 2; ++v) {
            const auto& w = votes[v][t].weights;
            own += warm[v] * own_weight * w[terms];
            offset += warm[v] * w[terms + 1];
            for (std::size_t r = 0; r < terms; ++r)
                to.terms.at(r, t) += static_cast<float>(line.slope * warm[v] * w[r]);
        }
        to.add(zero_, t, static_cast<float>(line.slope * own));
        to.offset[t] += static_cast<float>(line(offset));
    }

    // Step 5. Examples have themes more often than the collection, so each positive counts as much less for the cut as
    // the shift says. Drawn stories have themes as often as the collection, and count in full.
    void choose_cuts(Model& out, const Evidence& all, const std::vector<double>& logits,
                     const std::vector<double>& shifts) const {
        Given truth(reviews_.size(), std::vector<char>(targets_.size())), counts = truth;
        Matrix p(reviews_.size(), targets_.size()), shifted = p, weights = p;
        for (std::size_t r = 0; r < all.where.size(); ++r) {
            const auto [review, theme] = all.where[r];
            counts[review][theme] = 1;
            truth[review][theme] = all.yes[r];
            p.at(review, theme) = static_cast<float>(probability_of(logits[r]));
            shifted.at(review, theme) = static_cast<float>(probability_of(logits[r] + shifts[theme]));
            weights.at(review, theme) =
                all.yes[r] && !reviews_[review].drawn ? static_cast<float>(std::exp(shifts[theme])) : 1;
        }
        out.mix = fitted_mixes(targets_, truth, counts, p);
        mix_in(out.mix, p), mix_in(out.mix, shifted);
        out.cuts = chosen_cuts(truth, weights, shifted);
        // With enough drawn stories the reliability is measured on these alone.
        if (out.measured_on_drawn())
            for (std::size_t r = 0; r < counts.size(); ++r)
                if (!reviews_[r].drawn) counts[r].assign(targets_.size(), 0);
        out.reliability = reliability(truth, out.measured_on_drawn() ? shifted : p, counts);
    }

    // As Model::probabilities() does for one text.
    void mix_in(const std::vector<Mix>& mix, Matrix& p) const {
        for (std::size_t r = 0; r < p.rows; ++r) {
            const std::vector<float> own(p.row(r).begin(), p.row(r).end());
            for (std::size_t t = 0; t < p.columns; ++t)
                if (mix[t][1] != 0)
                    p.at(r, t) = static_cast<float>(
                        probability_of(mixed(mix[t], logit_of(own[t]), logit_below(own, targets_.all[t].below))));
        }
    }

    // How strongly the first-day score keeps its weight in cold themes: some 25 decisions have to contradict it.
    // Otherwise a few that contradict each other would leave nothing of it, and no story a hint.
    static constexpr double some_dozens = 25;
    // Scale of the first-day score among a row's features: the smaller, the more the penalty of a fit holds its weight
    // back.
    static constexpr double own_weight = 0.25;
    // From first-day scores, which have a spread of 1, to logits.
    static constexpr float first_day_slope = 0.75f;
    const std::vector<Review>& reviews_;
    const Targets& targets_;
    LearnSettings settings_;
    ThemeWords words_;
    Stories stories_;
    LinearRows rows_;
    LinearScore zero_;
    Matrix first_day_;
    std::vector<Pile> piles_;
};

}  // namespace

Model learn(const std::vector<Reading>& stories, const std::vector<Review>& reviews, const Targets& targets,
            Analyser& analyser, const LearnSettings& settings) {
    return Learner(stories, reviews, targets, analyser, settings).model();
}

}  // namespace tangible::index
