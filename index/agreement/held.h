// What one coder says of one theme in one story.  For agreement/ only.
#pragma once
#include "schemas/shapes/coding.h"
#include <algorithm>
#include <utility>
#include <vector>

namespace tangible::index {

/// A coder's passages on a theme in a story.  Of their decisions on overlapping passages the last one noted counts,
/// whatever the clock said.
class Held {
public:
    /// Adds a decision.  Decisions must come in the order in which they were noted, as the store returns them.
    void decide(const Decision& d) {
        std::erase_if(passages_, [&](const auto& p) { return p.first.overlaps(d.span); });
        passages_.emplace_back(d.span, confirmed(d.verdict));
    }
    /// Whether any passage stands that the coder accepted or added.
    bool yes() const {
        return std::any_of(passages_.begin(), passages_.end(), [](const auto& p) { return p.second; });
    }

private:
    std::vector<std::pair<Span, bool>> passages_;
};

}  // namespace tangible::index
