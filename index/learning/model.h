// What was learned of a collection and a codebook: a value, the same for the same stories, reviews and seed.  It
// suggests themes of the codebook edition that it was made with, and no other.
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

struct Model {
    std::string edition;              ///< Targets::edition()
    std::vector<std::string> themes;  ///< ids of the targets
    Features features;
    TermWeights term_weights;
    LinearScore score;     ///< as a logit
    std::vector<Mix> mix;  ///< of targets above others
    Cuts cuts;
    std::vector<std::uint32_t> confirmed, rejected;  ///< reviews that each theme was learned from
    std::uint32_t reviewed = 0, stories = 0;
    std::uint32_t drawn = 0;  ///< of those reviewed: at random, and read to their ends
    bool with_vectors = false;
    /// Of reviewed stories that were not seen; no bins before.  Of those drawn where measured_on_drawn(), else of all,
    /// by their own base rates.
    Reliability reliability;

    static constexpr std::uint32_t enough = 100;
    /// Enough reviews for probabilities to be shown as numbers; before, as bands in words.
    bool calibrated() const { return reviewed >= enough; }
    bool measured_on_drawn() const { return drawn >= enough; }
    /// In the order of `themes`, from the logits of all targets.
    std::vector<float> probabilities(std::vector<float> logits, const Targets&) const;
};

/// "TML2" and the rest; the same model gives the same bytes.
std::string bytes_of(const Model&);
/// Throws Error{bad_schema} for what is no model, Error{refused} for a model of another codebook edition or of a build
/// with other word vectors.
Model model_from(std::string_view bytes, const Targets&);
/// Throws Error{refused} as model_from() does.
void check_fits(const Model&, const Targets&);

}  // namespace tangible::index
