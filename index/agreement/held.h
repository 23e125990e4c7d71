// What a coder holds of a theme in a story: of their decisions on overlapping passages the last that was noted counts,
// whatever the clock said.  Inside index/evidence only.
#pragma once
#include "schemas/shapes/coding.h"
#include <algorithm>
#include <utility>
#include <vector>

namespace tangible::index {

class Held {
public:
    /// In the order in which they were noted, as the store gives them.
    void decide(const Decision& d) {
        std::erase_if(passages_, [&](const auto& p) { return p.first.overlaps(d.span); });
        passages_.emplace_back(d.span, confirmed(d.verdict));
    }
    bool yes() const {
        return std::any_of(passages_.begin(), passages_.end(), [](const auto& p) { return p.second; });
    }

private:
    std::vector<std::pair<Span, bool>> passages_;
};

}  // namespace tangible::index
