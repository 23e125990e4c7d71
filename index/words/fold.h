// The form of a word in which spellings of it meet: case, accents, width, hyphens, apostrophes, Arabic vowel signs
// and the shapes of digits do not count; a possessive 's is dropped.  Pure, any bytes at all, linear.
#pragma once
#include <string>
#include <string_view>

namespace tangible::index {

inline constexpr std::size_t max_word_bytes = 64;

/// Of one word as `words.h` finds it, at most max_word_bytes, cut at a UTF-8 border.  May be empty.
/// An ASCII word does not reach ICU.
std::string folded(std::string_view word);
/// The same, always by ICU: what the short way is tested against.
std::string folded_by_icu(std::string_view word);

/// The longest beginning of at most `max_bytes` that ends between letters.
std::string_view cut_at_letter(std::string_view, std::size_t max_bytes);

}  // namespace tangible::index
