// How well a text reads as some language, for choosing between charsets (charset_guess.cpp).
#pragma once
#include <string_view>

namespace tangible::ingest {

/// 0 when it reads as no language; else about 300 to 4,000, comparable between readings of the same bytes.
double fluency(std::string_view utf8);

}  // namespace tangible::ingest
