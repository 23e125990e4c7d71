// What normal text does with each character, as ranges of code points: one row a range.
#pragma once
#include <cstdint>

namespace tangible::ingest {

enum class Character : std::uint8_t {
    plain,      ///< kept as it is
    space,      ///< parts words
    line_end,   ///< parts paragraphs
    dropped,    ///< seen by nobody
    joiner,     ///< U+200C, U+200D: kept where the letters around them need it
    variation,  ///< selects how the character before is drawn
    tag,        ///< spells the flags of England, Scotland and Wales
};

Character kind_of(char32_t);

/// Of scripts in which letters join, so that U+200C and U+200D are part of spelling.
bool in_joining_script(char32_t);

}  // namespace tangible::ingest
