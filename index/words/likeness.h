// Measures how alike two texts are, in whatever form they came: the same story by mail and by form, or a story and the
// mail that quotes it.  A text is compared as its shingles: the hash of each run of five words, folded as the index
// folds them (case, accents, hyphens).  `overlap` measures exactly.  `fingerprints` are few, and texts that are alike
// share some of them, so that the index can look up candidates instead of comparing with every story:
//
//     const auto mine = shingles(analysis, analyser);
//     for (auto f : fingerprints(mine)) ...                      // look up the stories that have `f`, and for each:
//     if (worth_asking(overlap(mine, shingles(theirs, analyser)))) ...    // a person may decide that it is a duplicate
//
// Pure, and the same on every machine and in every version, because the index stores fingerprints.
#pragma once
#include "index/words/analysis.h"
#include <cstdint>
#include <vector>

namespace tangible::index {

/// Returns the shingles of a text in its order, repeated where the text repeats itself.  A text of one to four words
/// has one shingle of all its words; a text without words has none.
std::vector<std::uint64_t> shingles(const Analysis&, const Analyser&);

/// How much two texts have in common, by distinct shingles.
struct Overlap {
    double jaccard = 0;  ///< number in both / number in either, 0 to 1; 0 when a text has none
    /// Number in both / number in the shorter text, 0 to 1.  0 when the shorter text has fewer than six distinct
    /// shingles (fewer than ten words), because two people may write one short sentence independently.
    double contained = 0;
    bool operator==(const Overlap&) const = default;
};
/// Compares two texts by their shingles, in any order.  O(n log n) in the number of shingles.
Overlap overlap(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

/// Decides whether the overlap is enough to ask a person: half of all shingles in common, or four fifths of the shorter
/// text's.
bool worth_asking(const Overlap&);

/// Returns the fingerprints of a text, sorted, each once: the eight lowest shingles (Broder 1997), and the lowest of
/// each `fingerprint_window` shingles in a row (winnowing; Schleimer, Wilkerson and Aiken 2003).
///   - Two texts with a Jaccard of one half share one of their eight lowest in 255 of 256 cases.
///   - A common run of 68 words (the window, and four words more) is always found, however long the text around it, as
///     long as neither text reaches `max_fingerprints`.
/// Expect three fingerprints for each hundred words.  Beyond `max_fingerprints` the highest are dropped.
std::vector<std::uint64_t> fingerprints(const std::vector<std::uint64_t>& shingles);
inline constexpr std::size_t fingerprint_window = 64, max_fingerprints = 2'000;

}  // namespace tangible::index
