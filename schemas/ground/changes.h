// What was changed from one text to another, so that a place in the first is found again in the second.
//
//     for (const TextChange& c : changes("Ann came.", "Anne came early."))   // {0,3}->{0,4}, {8,8}->{9,15}
#pragma once
#include "schemas/ground/text.h"
#include <string_view>
#include <vector>

namespace tangible {

/// Bytes of the text before, and what stands in their place.  One of the two may be empty, but not both.
struct TextChange {
    Span before, after;
    bool operator==(const TextChange&) const = default;
};

/// Returns the changes in order; none when the texts are equal.  Outside the changes both texts have the same bytes. No
/// change begins or ends within a code point or within a word of an alphabet.  Words that only moved are two changes:
/// one where they stood, and one where they stand.  Takes any bytes.  O(n log n) for n bytes between the first and the
/// last difference.
std::vector<TextChange> changes(std::string_view before, std::string_view after);

}  // namespace tangible
