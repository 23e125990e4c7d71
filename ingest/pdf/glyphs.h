// What a page draws is not what was written: ligatures, letters in their joined shapes, and lines
// of Arabic or Hebrew from left to right.  ICU undoes that; nothing else of a text is changed.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Ligatures (U+FB00-FB06, Armenian ones) and Arabic and Hebrew presentation forms as their letters.
std::string letters_of_glyphs(std::string_view utf8);
/// True when most letters are of a script that is written from right to left.
bool mostly_right_to_left(std::string_view utf8);
/// A line drawn from left to right, in the order in which it is read (UAX #9, turned round).
std::string reading_order(std::string_view drawn_utf8);

}  // namespace tangible::ingest
