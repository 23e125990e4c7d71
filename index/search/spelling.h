// Suggests another spelling of a word that no story has. The words of stories in sight are its only dictionary.
#pragma once
#include "index/reader/reader.h"
#include <string>

namespace tangible::index {

/// Returns the nearest word within one change, or within two for a word of more than four letters; among equally near
/// ones the one that most stories have. A change is a letter more, less or other, or two neighbours swapped. Returns ""
/// when there is none. `folded` is a word as the index has it. O(words of the index). Call it inside Reader::steadily.
std::string nearest_word(Reader&, const std::string& folded, Sight);

}  // namespace tangible::index
