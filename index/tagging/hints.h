// Words that are a reason to look twice at a suggestion: before a cue they may turn its meaning ("we did not trust
// them", "I hope we will trust them").  A hint never drops a suggestion; a person decides.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace tangible::index {

/// A sentence of more words is a list, or has lost its full stops.  Its beginning says nothing about its end.
inline constexpr std::uint32_t long_sentence_words = 120;

/// The phrases of one hint in one language.
struct HintWords {
    std::string_view hint;      ///< its name in Coding::hints: "negation", "wish"
    std::string_view language;  ///< base language, "en"
    /// Greatest distance in words from the start of the phrase to the start of the cue after it, in the same sentence.
    std::uint32_t within;
    std::span<const std::string_view> phrases;
};

/// Returns all rows of the table.  It is static, and so are the phrases in it.
std::span<const HintWords> hint_words();

}  // namespace tangible::index
