// Makes other people's text safe to show on a page or a terminal.
//
// Some characters are not seen themselves but change how the text around them is seen: control bytes, overrides of the
// writing direction, invisible characters.  The functions here replace each by a mark that a reader sees.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace tangible {

/// Returns the text with each such character replaced by `mark(code point)`, and each byte that is not UTF-8 by U+FFFD.
///
/// Tabs and line ends (LF, CR LF) stay.  So do characters that scripts need: joiners and marks of direction (ZWNJ, ZWJ,
/// LRM, RLM, ALM), U+200B beside scripts without spaces, and the tag letters of an emoji flag.  Linear.
std::string with_signs_marked(std::string_view utf8, const std::function<std::string(char32_t)>& mark);

/// Returns the text with marks for people: "␛" for ESC, "[U+202E]" for a character that has no picture.
std::string visible(std::string_view utf8);

}  // namespace tangible
