// What can be suggested: the themes of a codebook, then those of its groups that people use as labels.
// A target above others (a group, a theme that is some theme's parent) is also derived from those below it.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

struct Target {
    std::string id;
    std::string label, above;  ///< above: labels of parent and group, of which it is a kind
    std::string definition, include;
    std::vector<std::string> indicators, examples, cues, near_misses;
    std::vector<std::uint32_t> below;  ///< targets whose parent this is, or all of its group
    bool operator==(const Target&) const = default;
};

struct Targets {
    std::vector<Target> all;
    std::string language;

    static constexpr std::uint32_t none = ~std::uint32_t{0};
    /// `labels`: ids that people use; a group is a target only when it is among them.
    Targets(const Codebook&, const std::vector<std::string>& labels);
    std::uint32_t find(std::string_view id) const;  ///< case does not matter; none when there is none
    std::size_t size() const { return all.size(); }
    /// Changes with every byte that can change a suggestion.
    std::string edition() const;
};

}  // namespace tangible::index
