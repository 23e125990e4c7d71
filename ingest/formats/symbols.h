// Letters of the fonts Symbol and Wingdings, which Word keeps by their place in the font.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// UTF-8 of a w:sym (`hex` as in "F0FC"); "" for a sign that has no place in a text.
std::string symbol(std::string_view font, std::string_view hex);

}  // namespace tangible::ingest
