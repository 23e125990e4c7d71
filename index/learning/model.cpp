// Turns logits into probabilities, and then mixes into each target above others what the targets below it say
// (parents.h), from probabilities as they were before any mixing. Reading and writing a model is in model_bytes.cpp.
#include "index/learning/model.h"
#include <algorithm>

namespace tangible::index {
std::vector<float> Model::probabilities(std::vector<float> logits, const Targets& targets) const {
    std::vector<float> out;
    for (const float z : logits) out.push_back(static_cast<float>(probability_of(z)));
    const std::vector<float> own = out;
    for (std::size_t t = 0; t < out.size(); ++t) {
        if (mix[t][1] == 0) continue;
        const double below = logit_below(own, targets.all[t].below);
        out[t] = static_cast<float>(probability_of(mixed(mix[t], logit_of(own[t]), below)));
    }
    return out;
}

}  // namespace tangible::index
