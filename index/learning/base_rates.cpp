// Each theme is moved half a step of the method of Saerens, Latinne and Decaestecker (2002). Then all are shifted
// together, by bisection, to keep the sum of probabilities, and again to lower it where it is more than expected.
#include "index/learning/base_rates.h"
#include "index/learning/fitting/calibration.h"
#include <algorithm>

namespace tangible::index {
namespace {

// Chosen inside the training parts of three collections, on the stories that were not reviewed. Steps until nothing
// changes, as in the paper, are worse than none: scores learned from few examples are too weak for them.
constexpr double step = 0.5;
constexpr double expected_weight = 100;  ///< in reviews of a theme

// Share of the stories that nobody reviewed for the theme.
double share_open(const ThemeRate& t) {
    const auto open = static_cast<double>(t.open.size());
    return open > 0 ? open / (open + static_cast<double>(t.reviewed)) : 0;
}

// How many open stories have the theme, by their probabilities.
double sum_of(const ThemeRate& t, double shift) {
    double sum = 0;
    for (const double z : t.open) sum += probability_of(z + shift);
    return sum;
}

// Half a step: from how often the reviews have the theme to how often the collection seems to. Half a review on either
// side keeps the rate of the reviews off 0 and 1.
double own_shift(const ThemeRate& t) {
    if (t.open.empty()) return 0;
    const double in_reviews = (static_cast<double>(t.confirmed) + 0.5) / (static_cast<double>(t.reviewed) + 1);
    const double in_open = sum_of(t, 0) / static_cast<double>(t.open.size());
    const double in_all = share_open(t) * in_open + (1 - share_open(t)) * in_reviews;
    return step * (logit_of(in_all) - logit_of(in_reviews));
}

double sum_of(const std::vector<ThemeRate>& themes, const std::vector<double>& shifts, double more) {
    double sum = 0;
    for (std::size_t t = 0; t < themes.size(); ++t) sum += sum_of(themes[t], shifts[t] + more);
    return sum;
}

// The shift of all themes together that gives this sum over all open stories. The sum grows with the shift, so halving
// the range 20 times finds it to 16 / 2^20.
double common_shift(const std::vector<ThemeRate>& themes, const std::vector<double>& shifts, double sum) {
    double low = -8, high = 8;
    for (int i = 0; i < 20; ++i) {
        const double middle = (low + high) / 2;
        (sum_of(themes, shifts, middle) > sum ? high : low) = middle;
    }
    return (low + high) / 2;
}

}  // namespace

std::vector<ThemeRate> theme_rates(const Matrix& logits, const std::vector<Pile>& piles) {
    std::vector<ThemeRate> out;
    for (std::size_t t = 0; t < piles.size(); ++t) {
        std::vector<char> reviewed(logits.rows);
        for (const auto row : piles[t].rows) reviewed[row] = 1;
        out.push_back({piles[t].rows.size(), piles[t].positives, {}});
        for (std::size_t s = 0; s < logits.rows; ++s)
            if (!reviewed[s]) out.back().open.push_back(logits.at(s, t));
    }
    return out;
}

std::vector<double> base_rate_shifts(const std::vector<ThemeRate>& themes, double expected) {
    double open = 0;
    for (const auto& t : themes) open += static_cast<double>(t.open.size());
    std::vector<double> out(themes.size(), 0);
    if (open == 0) return out;
    const double learned = sum_of(themes, out, 0);
    for (std::size_t t = 0; t < themes.size(); ++t) out[t] = own_shift(themes[t]);
    const double kept = common_shift(themes, out, learned);
    for (std::size_t t = 0; t < themes.size(); ++t)
        if (!themes[t].open.empty()) out[t] += kept;
    // So far themes have moved against each other only. From here on all are lowered: the fewer reviews a theme has,
    // the more it follows what was expected.
    if (learned <= expected * open) return out;
    const double down = common_shift(themes, out, expected * open);
    for (std::size_t t = 0; t < themes.size(); ++t)
        out[t] += share_open(themes[t]) * expected_weight /
                  (expected_weight + static_cast<double>(themes[t].reviewed)) * down;
    return out;
}

}  // namespace tangible::index
