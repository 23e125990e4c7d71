#include "index/learning/model.h"
#include <algorithm>

namespace tangible::index {
namespace {

// At least one of those below, if they came independently.
double of_those_below(const std::vector<float>& p, const std::vector<std::uint32_t>& below) {
    double none = 1;
    for (const auto t : below) none *= 1 - p[t];
    return 1 - none;
}

}  // namespace

std::vector<float> Model::probabilities(std::vector<float> logits, const Targets& targets) const {
    std::vector<float> out;
    for (const float z : logits) out.push_back(static_cast<float>(probability_of(z)));
    const std::vector<float> own = out;
    for (std::size_t t = 0; t < out.size(); ++t) {
        if (targets.all[t].below.empty()) continue;
        const auto& m = mix[t];
        const double below = logit_of(of_those_below(own, targets.all[t].below));
        out[t] = static_cast<float>(probability_of(m[0] * logits[t] + m[1] * below + m[2]));
    }
    return out;
}

}  // namespace tangible::index
