// How far coders agree, as CSV, JSON and words, so that the page, its files and the command say the same.
// Coders are counted and never named, so that nobody is ranked.
//
//     const Agreed found = agreed(store, codebook);
//     std::cout << in_words(found.all.pooled.agreement.kappa);   // "0.81 (0.70 to 0.89)"
//     return csv(to_csv(found, codebook), "agreement.csv");
#pragma once
#include "index/agreement/coders.h"
#include "index/evidence/disputed.h"
#include "schemas/store/store.h"
#include <string>

namespace tangible::serve {

/// Sentences for people that must stand beside the figures: what a unit is, what the figures cannot show, and what the
/// blind readings are.
extern const char* const agreement_unit;
extern const char* const agreement_caution;
extern const char* const agreement_blind;

/// All figures on agreement in one collection.
struct Agreed {
    index::CodersAgreement all;           ///< over all decisions
    index::ThemeAgreement blind;          ///< over stories that two people read to the end, at least one of them blind
    std::uint32_t passages_disputed = 0;  ///< accepted or added by one person, rejected by another
};

/// Measures agreement over all stories that the team may read.  O(draws * decisions), see index/agreement/coders.h.
Agreed agreed(Store&, const Codebook&);
/// Returns a figure with two decimals and its 95 % interval: "0.81 (0.70 to 0.89)", "0.81 (no interval)" or "not
/// defined".
std::string in_words(const index::Figure&);

/// Returns CSV (RFC 4180) with a header row, a row for all themes together (theme ""), a row for each theme, and a row
/// for the blind readings (theme "blind").  A figure that is not defined leaves its cell empty.
std::string to_csv(const Agreed&, const Codebook&);
/// Returns one JSON object with the same figures, the sentences above and the units on which coders differ.  A figure
/// that is not defined is null.
std::string to_json(const Agreed&, const Codebook&);

}  // namespace tangible::serve
