// The positions of a term in a document, as a value of the position table: the last one as N; if there are more, in
// bits the first, how many there are less two, and those between by interpolative coding (Moffat and Stuiver 2000).
// The middle position is a number in the range that its neighbours leave to it, and each half is coded likewise.  Where
// positions follow one another without a gap, the range is one number and takes no bit.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// Appends positions: at least one, in order, each once.
void add_places(std::string& to, std::span<const std::uint32_t>);
/// Appends the positions in a value to `to`.  Throws Error{storage} for bytes that are no positions.
void take_places(std::string_view value, std::vector<std::uint32_t>& to);
/// Returns the positions in a value.
inline std::vector<std::uint32_t> places_in(std::string_view value) {
    std::vector<std::uint32_t> places;
    take_places(value, places);
    return places;
}

}  // namespace tangible::index::glass
