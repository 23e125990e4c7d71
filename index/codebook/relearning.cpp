// Compares the fields of each theme that its ranking reads (index/learning/features/targets.h). The parent is among
// them because its label counts as words of the theme. Guards and "exclude" are not: ranking does not read them.
#include "index/codebook/relearning.h"
#include <tuple>

namespace tangible::index {
namespace {

auto words_of(const Theme& t) {
    return std::tie(t.label, t.definition, t.include, t.indicators, t.cues, t.examples, t.near_misses, t.parent);
}

}  // namespace

std::vector<std::string> worded_anew(const Codebook& before, const Codebook& after) {
    std::vector<std::string> out;
    for (const auto& t : after.themes)
        if (const auto* old = before.find(t.id); !old || words_of(*old) != words_of(t)) out.push_back(t.id);
    return out;
}

}  // namespace tangible::index
