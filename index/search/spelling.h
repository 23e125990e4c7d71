// Another spelling of a word that no story has.  From the words of stories that may be seen, and no list of its own.
#pragma once
#include "index/reader/reader.h"
#include <string>

namespace tangible::index {

/// The nearest word within one or two changes (a letter more, less, other, or two swapped), the commonest
/// of those; "" when there is none.  `folded` as the index has words.  O(words of the index).
std::string nearest_word(Reader&, const std::string& folded, Sight);

}  // namespace tangible::index
