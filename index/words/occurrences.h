// Finds where given words stand in a text, so that a person can act on each place, such as a name that is to be hidden.
// Words meet as in a search, but are not stemmed: case, accents, hyphens and what stands between two words make no
// difference.
//
//     const Occurrences found = occurrences(story.text, "maria lopez");   // "Maria López", also over a line break
#pragma once
#include "schemas/ground/text.h"
#include <memory>
#include <string_view>
#include <vector>

namespace tangible::index {

/// Where words stand.  Spans are in bytes of the text, in order, and none overlaps another.
struct Occurrences {
    std::vector<Span> whole;   ///< exactly these words; a possessive 's is left outside
    std::vector<Span> longer;  ///< words of which these are only a part: "Annual", for "Ann"
};

/// Returns where `words` stand in `text`.  Words of a script without spaces, and signs that are no word, are found
/// where the same bytes stand.  No words stand nowhere.  Takes any bytes at all.  Linear in the text for each word.
Occurrences occurrences(std::string_view text, std::string_view words);

/// A text that is taken apart once, to look for many words in it.  Holds the view that it was given.
class Findable {
public:
    explicit Findable(std::string_view text);
    ~Findable();
    /// As above.
    Occurrences occurrences(std::string_view words) const;

private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

}  // namespace tangible::index
