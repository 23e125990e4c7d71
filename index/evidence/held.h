// What a coder holds of a theme in a story: of their decisions on overlapping passages the last counts.  Inside
// index/evidence only.
#pragma once
#include "schemas/coding.h"
#include <algorithm>
#include <utility>
#include <vector>

namespace tangible::index {

class Held {
public:
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

inline std::vector<Decision> in_time(std::vector<Decision> decisions) {
    std::stable_sort(decisions.begin(), decisions.end(),
                     [](const Decision& a, const Decision& b) { return a.decided_ms < b.decided_ms; });
    return decisions;
}

}  // namespace tangible::index
