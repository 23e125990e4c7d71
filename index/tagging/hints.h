// Words that are a reason to look twice at a suggestion: before a cue, they may turn what it says.
// A hint never drops a suggestion; a person decides.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace tangible::index {

inline constexpr std::uint32_t long_sentence_words = 120;

struct HintWords {
    std::string_view hint;  ///< "negation", "wish"
    std::string_view language;
    std::uint32_t within;  ///< begins at most so many words before the cue, in its sentence
    std::span<const std::string_view> phrases;
};

std::span<const HintWords> hint_words();

}  // namespace tangible::index
