// Folds a word into the form in which its spellings meet: case, accents, width, hyphens, apostrophes, Arabic vowel
// signs and the script of digits make no difference, and a possessive 's is dropped.  "Café's" becomes "cafe",
// "Co-Production" "coproduction", "U.K." "uk", "３.５" "3.5".  Pure; takes any bytes at all; linear.
#pragma once
#include <string>
#include <string_view>

namespace tangible::index {

/// Longest folded word in bytes of UTF-8.  Xapian allows terms of 245 bytes, and this leaves room for their prefixes;
/// words that people write are shorter.
inline constexpr std::size_t max_word_bytes = 64;

/// Returns the folded form of one word, as `words.h` finds words: at most `max_word_bytes`, cut between letters.
/// Empty when the word has no letter or digit.  ASCII words do not reach ICU.
std::string folded(std::string_view word);
/// As `folded`, but always by ICU.  The tests compare the short path with it.
std::string folded_by_icu(std::string_view word);

/// Returns the longest beginning of a UTF-8 text that has at most `max_bytes` and does not end inside a code point.
std::string_view cut_at_letter(std::string_view, std::size_t max_bytes);

}  // namespace tangible::index
