// The positions of a term in a document, as a value of the position table: the last N; if there are more, in bits the
// first, how many less two, and those between by interpolative coding (Moffat and Stuiver, 2000): the middle one as a
// number in the range that its neighbours leave to it, then each half likewise.  Dense lists need no bit at all.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// At least one, in order, each once.
void add_places(std::string& to, std::span<const std::uint32_t>);
/// Puts them at the end.  Throws Error{storage} for bytes that say none.
void take_places(std::string_view value, std::vector<std::uint32_t>& to);
inline std::vector<std::uint32_t> places_in(std::string_view value) {
    std::vector<std::uint32_t> places;
    take_places(value, places);
    return places;
}

}  // namespace tangible::index::glass
