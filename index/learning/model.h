// What was learned from a collection and a codebook.  A value: the same stories, reviews and seed give the same model.
// A model suggests themes of the codebook edition that it was made with, and of no other.
#pragma once
#include "index/learning/features/targets.h"
#include "index/learning/fitting/calibration.h"
#include "index/learning/fitting/cuts.h"
#include "index/learning/fitting/linear_score.h"
#include "index/learning/fitting/measures.h"
#include "index/learning/fitting/parents.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

/// A learned model, ready to score texts (suggest.h).
struct Model {
    std::string edition;              ///< Targets::edition() when it was learned
    std::vector<std::string> themes;  ///< ids of the targets, in their order; lists below are in this order, too
    Features features;
    TermWeights term_weights;
    LinearScore score;                               ///< gives logits
    std::vector<Mix> mix;                            ///< for targets above others; {1, 0, 0} for all the rest
    Cuts cuts;                                       ///< probability from which on a theme is suggested
    std::vector<std::uint32_t> confirmed, rejected;  ///< how many reviews of each kind a theme was learned from
    std::uint32_t reviewed = 0, stories = 0;         ///< stories with a review; stories read
    std::uint32_t drawn = 0;    ///< reviewed stories that were drawn at random and read to their ends
    bool with_vectors = false;  ///< learned by a program with word vectors, and of no use to one without
    /// How often suggestions of each probability were right, on reviewed stories that the scoring model had not seen.
    /// Of drawn stories where measured_on_drawn(), else of all by their own base rates; no bins before any review.
    Reliability reliability;

    /// Reviews below which shares of reviews say little: a share of 100 is known to some 10 points.
    static constexpr std::uint32_t enough = 100;
    /// Whether there are enough reviews to show probabilities as numbers; before, show bands in words.
    bool calibrated() const { return reviewed >= enough; }
    /// Whether there are enough drawn stories to measure the reliability on these alone.
    bool measured_on_drawn() const { return drawn >= enough; }
    /// Returns the probability of each theme, in the order of `themes`, from `score`'s logits for all of them.
    std::vector<float> probabilities(std::vector<float> logits, const Targets&) const;
};

/// Returns the model as bytes for the disk (format in model_bytes.cpp).  The same model gives the same bytes.
std::string bytes_of(const Model&);
/// Returns the model that bytes_of() wrote.  Throws Error{bad_schema} for bytes that are no model or are damaged, and
/// what check_fits() throws.
Model model_from(std::string_view bytes, const Targets&);
/// Throws Error{refused} when the model is of another codebook edition, or of a build with other word vectors.
void check_fits(const Model&, const Targets&);

}  // namespace tangible::index
