// How good rankings, decisions and probabilities of labels are, against labels that people gave.
// Rankings are judged on stories with a label or more; decisions and probabilities on all.  A tie is broken by the
// order of the labels, so that the figures repeat.
#pragma once
#include "index/learning/fitting/matrix.h"
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

/// A row a story, a column a label: what people gave.
using Given = std::vector<std::vector<char>>;

struct Decided {
    double micro = 0, macro = 0;  ///< F1; macro over labels that somebody gave
    std::vector<double> f1;       ///< of each label
    std::vector<std::uint32_t> support, suggested;
};
Decided decided(const Given& truth, const Given& suggested);

struct Ranked {
    double first_right = 0;  ///< P@1
    double lrap = 0;         ///< label ranking average precision (Schapire and Singer 2000)
    double ndcg5 = 0;        ///< Järvelin and Kekäläinen 2002, gain 1, at rank 5
    std::uint32_t stories = 0;
};
Ranked ranked(const Given& truth, const Matrix& scores);

struct Reliability {
    struct Bin {
        double from = 0, to = 0, said = 0, was = 0;  ///< said: mean probability; was: share that people gave
        std::uint64_t pairs = 0;
    };
    std::vector<Bin> bins;        ///< ten of equal width
    double error = 0;             ///< expected calibration error over all pairs
    double error_from_tenth = 0;  ///< of pairs with a probability of .1 or more
};
Reliability reliability(const Given& truth, const Matrix& probabilities);
/// Of the pairs that `counts` marks.
Reliability reliability(const Given& truth, const Matrix& probabilities, const Given& counts);

/// Labels of one row, likeliest first.
std::vector<std::uint32_t> order_of(std::span<const float> scores);

}  // namespace tangible::index
