// Undoes what drawing a page does to text: ligatures, joined letter shapes, and lines of Arabic or Hebrew stored from
// left to right. Works with ICU and changes nothing else. All texts are UTF-8.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Replaces ligatures (U+FB00 to FB06, Armenian ones) and Arabic and Hebrew presentation forms with their letters.
std::string letters_of_glyphs(std::string_view utf8);
/// Decides whether more than half of the letters belong to a script that is written from right to left.
bool mostly_right_to_left(std::string_view utf8);
/// Returns a line that was stored as drawn, from left to right, in the order in which it is read (the inverse of UAX
/// #9).
std::string reading_order(std::string_view drawn_utf8);

}  // namespace tangible::ingest
