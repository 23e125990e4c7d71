// Measures how good rankings, decisions and probabilities of labels are, against labels that people gave.  Rankings are
// judged on stories with a label or more; decisions and probabilities on all.  Ties are broken by the order of the
// labels, so that the figures repeat.
#pragma once
#include "index/learning/fitting/matrix.h"
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

/// What people gave: a row for each story, a column for each label; not 0 for yes.
using Given = std::vector<std::vector<char>>;

/// F1 of decisions.
struct Decided {
    double micro = 0, macro = 0;                    ///< over all pairs; mean over the labels that somebody gave
    std::vector<double> f1;                         ///< of each label; 0 when it was neither given nor suggested
    std::vector<std::uint32_t> support, suggested;  ///< by label: stories that have it, stories it was suggested for
};
/// Compares suggestions with what people gave; both must have the same size.
Decided decided(const Given& truth, const Given& suggested);

/// How good rankings are, as means over stories.
struct Ranked {
    double first_right = 0;  ///< precision at 1: the first label is right
    double lrap = 0;         ///< label ranking average precision (Schapire and Singer 2000)
    double ndcg5 = 0;  ///< normalised discounted cumulative gain at rank 5 (Järvelin and Kekäläinen 2002), gain 1
    std::uint32_t stories = 0;  ///< that have a label
};
/// Compares scores (a row for each story, a column for each label) with what people gave.
Ranked ranked(const Given& truth, const Matrix& scores);

/// How well probabilities tell how often labels are right.
struct Reliability {
    /// Pairs of story and label with a probability in [from, to).
    struct Bin {
        double from = 0, to = 0, said = 0, was = 0;  ///< said: mean probability; was: share that people gave
        std::uint64_t pairs = 0;
    };
    std::vector<Bin> bins;        ///< ten of equal width, or none before anything was measured
    double error = 0;             ///< expected calibration error: mean of |said - was| over all pairs
    double error_from_tenth = 0;  ///< over pairs with a probability of .1 or more: most are near 0 and hide the rest
};
/// Measures all pairs.
Reliability reliability(const Given& truth, const Matrix& probabilities);
/// Measures the pairs that `counts` marks.
Reliability reliability(const Given& truth, const Matrix& probabilities, const Given& counts);

/// Returns the labels of one row, the highest score first.
std::vector<std::uint32_t> order_of(std::span<const float> scores);

}  // namespace tangible::index
