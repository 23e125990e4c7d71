// How alike two texts are, whatever dress they came in: a mail and a form, a story and the mail that quotes it.
// A text is taken as its shingles: the hash of each run of five words, folded as the index folds them (case, accents,
// hyphens).  `overlap` measures exactly; `fingerprints` are few, and alike texts share some of them, so that those
// need not be looked for one by one.
// Pure, and the same on every machine: the index keeps fingerprints.
#pragma once
#include "index/words/analysis.h"
#include <cstdint>
#include <vector>

namespace tangible::index {

/// In the order of the text.  Of fewer than five words one, of all of them; of none none.
std::vector<std::uint64_t> shingles(const Analysis&, const Analyser&);

struct Overlap {
    double jaccard = 0;    ///< distinct shingles of both by those of either, 0 to 1
    double contained = 0;  ///< by those of the shorter text; 0 for one of fewer than ten words, which anybody may say
    bool operator==(const Overlap&) const = default;
};
Overlap overlap(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

/// Enough for a person to be asked: half of the shingles of both, or four fifths of the shorter text's.
bool worth_asking(const Overlap&);

/// In order, each once: the eight lowest shingles (Broder 1997), and the lowest of each `fingerprint_window` in a row
/// (winnowing; Schleimer, Wilkerson and Aiken 2003).  Of two texts with half of their shingles in common one of the
/// eight is shared 255 times in 256; a common run as long as the window and four words more is never missed, however
/// long the text around it.  About three for each hundred words, at most `max_fingerprints`.
std::vector<std::uint64_t> fingerprints(const std::vector<std::uint64_t>& shingles);
inline constexpr std::size_t fingerprint_window = 64, max_fingerprints = 2'000;

}  // namespace tangible::index
