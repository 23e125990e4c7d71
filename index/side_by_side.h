// Whether words stand side by side, from the places of each: positions in order, each once.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace tangible::index {

using Positions = std::vector<std::uint32_t>;

/// Where the first word stands when the others follow it one by one.
Positions phrase_starts(std::span<const Positions> words);
/// Whether some places, one of each word and no two the same, are all within `window` positions, both ends counted.
bool near(std::span<const Positions> words, std::uint32_t window);

}  // namespace tangible::index
