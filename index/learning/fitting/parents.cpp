// The targets below are combined as one minus the product of their complements. The weights are fitted by a logistic
// regression drawn to the target's own logit, and are used only where both logits get a positive weight: a negative one
// would make a parent less likely because of its child.
#include "index/learning/fitting/parents.h"
#include "index/learning/fitting/calibration.h"

namespace tangible::index {

double logit_below(std::span<const float> p, const std::vector<std::uint32_t>& below) {
    double none = 1;
    for (const auto t : below) none *= 1 - p[t];
    return logit_of(1 - none);
}

double mixed(const Mix& mix, double own, double below) { return mix[0] * own + mix[1] * below + mix[2]; }

std::vector<Mix> fitted_mixes(const Targets& targets, const Given& truth, const Given& counts, const Matrix& p) {
    std::vector<Mix> out(targets.size(), Mix{1, 0, 0});
    for (std::size_t t = 0; t < targets.size(); ++t) {
        const auto& below = targets.all[t].below;
        if (below.empty()) continue;
        std::vector<double> x;
        std::vector<char> yes;
        for (std::size_t r = 0; r < truth.size(); ++r) {
            if (!counts[r][t]) continue;
            x.insert(x.end(), {logit_of(p.at(r, t)), logit_below(p.row(r), below), 1});
            yes.push_back(truth[r][t]);
        }
        const auto w = fitted_logistic(x, yes, {{1, 0, 0}, {10, 10, 10}});
        if (w[0] > 0 && w[1] > 0)
            for (std::size_t k = 0; k < 3; ++k) out[t][k] = static_cast<float>(w[k]);
    }
    return out;
}

}  // namespace tangible::index
