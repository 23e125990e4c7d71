// How far coders agree, as a table, as JSON and in words: one source for the page, its files and the command.
// Coders are counted and never named: nobody is ranked here.
#pragma once
#include "index/agreement/coders.h"
#include "index/evidence/disputed.h"
#include "schemas/store/store.h"
#include <string>

namespace tangible::serve {

/// What a unit is, and what the figures cannot say.
extern const char* const agreement_unit;
extern const char* const agreement_caution;
extern const char* const agreement_blind;

/// All that the page, its files and the command say.
struct Agreed {
    index::CodersAgreement all;           ///< by every decision
    index::ThemeAgreement blind;          ///< by stories that were read twice, the second time blind
    std::uint32_t passages_disputed = 0;  ///< one person accepted or added them, and another rejected them
};

/// Over all stories that the team may read.
Agreed agreed(Store&, const Codebook&);
/// "0.81 (0.70 to 0.89)", "0.81 (no interval)", "not defined".
std::string in_words(const index::Figure&);

/// A row each for all decisions, their themes, and the blind readings ("blind").
std::string to_csv(const Agreed&, const Codebook&);
std::string to_json(const Agreed&, const Codebook&);

}  // namespace tangible::serve
