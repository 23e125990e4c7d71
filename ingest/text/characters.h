// Classifies characters: what making a text normal does with each. The table has one row for each range of code points.
#pragma once
#include <cstdint>

namespace tangible::ingest {

/// What normal() does with a character.
enum class Character : std::uint8_t {
    plain,      ///< kept as it is
    space,      ///< separates words; runs of it become one ' '
    line_end,   ///< separates paragraphs; runs of it become one '\n'
    dropped,    ///< invisible, or not a character: removed
    joiner,     ///< U+200C, U+200D: kept only where the characters around them need it
    variation,  ///< selects how the character before it is drawn; kept only behind one that has variants
    tag,        ///< spells the flags of England, Scotland and Wales behind a black flag
};

/// Returns the class of a code point. O(1) below U+3200, else O(log ranges).
Character kind_of(char32_t);

/// Decides whether a code point belongs to a script whose letters join (Arabic, Devanagari ...). In these U+200C and
/// U+200D are part of the spelling.
bool in_joining_script(char32_t);

}  // namespace tangible::ingest
