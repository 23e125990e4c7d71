// best_cut() sorts the pairs by probability and tries a cut between each two that differ. chosen_cuts() uses it for all
// themes together and for each one, and weighs the results by the number of positives behind them.
#include "index/learning/fitting/cuts.h"
#include <algorithm>

namespace tangible::index {
namespace {

// With so many positives, the best cut and the first day's count the same.
constexpr double few_positives = 5;
// A cut of its own gains a theme a little and costs the others little, but is chosen from few examples.
constexpr double most_own = 0.3;

// A story and a theme.
struct Pair {
    float probability;
    char yes;  // people gave it
    double weight;
};
using Pairs = std::vector<Pair>;

double positives_in(const Pairs& pairs) {
    return static_cast<double>(std::count_if(pairs.begin(), pairs.end(), [](auto& p) { return p.yes; }));
}

// The cut with the best F1, in the middle between two neighbouring probabilities; half the lowest when everything is
// best suggested, .5 when nothing was given.
float best_cut(Pairs pairs) {
    std::sort(pairs.begin(), pairs.end(), [](auto& a, auto& b) { return a.probability > b.probability; });
    double given = 0, right = 0, above = 0, best = 0;
    for (const auto& p : pairs) given += p.yes ? p.weight : 0;
    float cut = 0.5f;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        right += pairs[i].yes ? pairs[i].weight : 0;
        above += pairs[i].weight;
        const bool last = i + 1 == pairs.size();
        if (!last && pairs[i + 1].probability == pairs[i].probability) continue;
        const double f1 = 2 * right / (given + above);
        if (f1 <= best) continue;
        best = f1;
        cut = last ? pairs[i].probability / 2 : (pairs[i].probability + pairs[i + 1].probability) / 2;
    }
    return cut;
}

}  // namespace

Cuts chosen_cuts(const Given& truth, const Matrix& weights, const Matrix& probabilities, double drawn) {
    std::vector<Pairs> of(probabilities.columns);
    Pairs all;
    for (std::size_t s = 0; s < truth.size(); ++s)
        for (std::size_t t = 0; t < of.size(); ++t)
            if (weights.at(s, t) > 0) of[t].push_back({probabilities.at(s, t), truth[s][t], weights.at(s, t)});
    for (const auto& pairs : of) all.insert(all.end(), pairs.begin(), pairs.end());
    const auto seen = static_cast<float>(positives_in(all) / (positives_in(all) + few_positives));
    Cuts out{seen * best_cut(all) + (1 - seen) * first_day_cut, {}};
    for (const auto& pairs : of) {
        const double positives = positives_in(pairs);
        const float own = static_cast<float>(most_own * positives / (positives + drawn));
        out.of.push_back(positives > 0 ? own * best_cut(pairs) + (1 - own) * out.all : out.all);
    }
    return out;
}

}  // namespace tangible::index
