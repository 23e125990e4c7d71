// Characters of the fonts Symbol and Wingdings, which Word stores by their place in the font and not as Unicode.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns the character of a w:sym element in UTF-8.  `hex` is its w:char attribute: "F0FC" in Wingdings is "✓".
/// Returns
/// "" for a character that is not in our tables, such as an ornament.
std::string symbol(std::string_view font, std::string_view hex);

}  // namespace tangible::ingest
