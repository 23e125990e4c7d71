// Fits one shift to the pairs of all themes together, and then one for each theme on top of it. Both use fitted_line()
// with the slope held at 1 and the offset drawn to 0.
#include "index/learning/fitting/drawn_rates.h"
#include "index/learning/fitting/calibration.h"

namespace tangible::index {
namespace {

// Chosen inside the training parts of three collections. With less, the shift of all themes follows chance: fifty short
// texts have about seventy themes. A slope for each theme was tried, too: it helps unlikely themes and harms others.
constexpr double all_strength = 80, own_strength = 20;

// The shift that fits the pairs, which `before` has moved already.
double shift_of(const DrawnPairs& pairs, double before, double strength) {
    std::vector<double> moved;
    for (const double z : pairs.logits) moved.push_back(z + before);
    // A strength that holds the slope at 1.
    constexpr double as_it_is = 1e9;
    return fitted_line(moved, pairs.yes, as_it_is, strength).offset;
}

}  // namespace

std::vector<double> drawn_shifts(const std::vector<DrawnPairs>& of_themes) {
    DrawnPairs together;
    for (const auto& t : of_themes) {
        together.logits.insert(together.logits.end(), t.logits.begin(), t.logits.end());
        together.yes.insert(together.yes.end(), t.yes.begin(), t.yes.end());
    }
    const double all = shift_of(together, 0, all_strength);
    std::vector<double> out;
    for (const auto& t : of_themes) out.push_back(all + shift_of(t, all, own_strength));
    return out;
}

}  // namespace tangible::index
