// Words of other people made safe to show, on a page and on a terminal alike: signs that no reader sees and that change
// what is seen around them (control bytes, overrides of direction, invisible signs) become marks that are seen.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace tangible {

/// Replaces each such sign by `mark` of its code point; what is no UTF-8 becomes U+FFFD.  Tabs and line ends stay, and
/// what scripts need: joiners and marks of direction (ZWNJ, ZWJ, LRM, RLM, ALM), the letters of an emoji flag.  Linear.
std::string with_signs_marked(std::string_view utf8, const std::function<std::string(char32_t)>& mark);

/// With marks for people: "␛" for ESC, "[U+202E]" for what has no picture.
std::string visible(std::string_view utf8);

}  // namespace tangible
