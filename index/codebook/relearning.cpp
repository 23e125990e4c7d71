// Compares the targets that ranking makes of each codebook (index/learning/features/targets.h), so that what counts as
// a change is what ranking reads: the words of a theme and the labels above it, and not its guards or "exclude".
#include "index/codebook/relearning.h"
#include "index/learning/features/targets.h"

namespace tangible::index {
namespace {

/// A target without the themes below it, whose indices change when a theme is put in before them.
Target words_of(Target target) {
    target.below.clear();
    return target;
}

}  // namespace

std::vector<std::string> worded_anew(const Codebook& before, const Codebook& after) {
    const Targets old(before, {});
    std::vector<std::string> out;
    for (const Targets now(after, {}); const auto& target : now.all) {
        const auto at = old.find(target.id);
        if (at == Targets::none || words_of(old.all[at]) != words_of(target)) out.push_back(target.id);
    }
    return out;
}

}  // namespace tangible::index
