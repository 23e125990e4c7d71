// What can be suggested: the themes of a codebook, then those of its groups that people use as labels.  A target above
// others (a group, or a theme that is another theme's parent) also follows from those below it.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

/// A theme or group with all its words.
struct Target {
    std::string id;
    std::string label, above;  ///< above: labels of parent and group, of which it is a kind, a line each
    std::string definition, include;
    std::vector<std::string> indicators, examples, cues, near_misses;  ///< cues: phrases, without those against
    std::vector<std::uint32_t> below;  ///< indices of targets whose parent this is, or of all in its group
    bool operator==(const Target&) const = default;
};

/// All targets of a codebook.
struct Targets {
    std::vector<Target> all;  ///< themes in the order of the codebook, then groups
    std::string language;     ///< base language of the codebook, "en"

    static constexpr std::uint32_t none = ~std::uint32_t{0};  ///< index of no target
    /// `labels`: ids that people use.  A group is a target only when it is among them.
    Targets(const Codebook&, const std::vector<std::string>& labels);
    /// Returns the index of a target by its id, in upper or lower case; `none` when there is none.
    std::uint32_t find(std::string_view id) const;
    std::size_t size() const { return all.size(); }
    /// Returns 16 hex digits that change with every byte that can change a suggestion.
    std::string edition() const;
};

}  // namespace tangible::index
