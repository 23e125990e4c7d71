// Rates how well a text reads as a language, to choose between charsets (charset_guess.cpp).
#pragma once
#include <string_view>

namespace tangible::ingest {

/// Returns about 300 to 4,000 for text that reads as a language, and 0 for text that does not. Compare the values only
/// between readings of the same bytes.
double fluency(std::string_view utf8);

}  // namespace tangible::ingest
