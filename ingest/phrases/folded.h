// The form in which words of a mail are compared with phrases (phrases.h), whatever language they are in.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// A longer line is a paragraph of words, and no mark of any kind.
inline constexpr std::size_t max_line_bytes = 600;

/// Returns text (UTF-8) in lower case, without white space around it and without invisible marks. Special spaces become
/// ordinary ones, and invalid bytes U+FFFD. Linear.
std::string folded_text(std::string_view text);
/// As folded_text(), for the first 600 bytes of a line.
std::string folded(std::string_view line);

}  // namespace tangible::ingest
