// How far coders agree, as a table, as JSON and in words: one source for the page, its files and the command.
// Coders are counted and never named: nobody is ranked here.
#pragma once
#include "index/evidence/coders.h"
#include "schemas/store.h"
#include <string>

namespace tangible::serve {

/// What a unit is, and what the figures cannot say.
extern const char* const agreement_unit;
extern const char* const agreement_caution;

/// Over all stories that the team may read.
index::CodersAgreement agreed(Store&, const Codebook&);
/// "0.81 (0.70 to 0.89)", "0.81 (no interval)", "not defined".
std::string in_words(const index::Figure&);

std::string to_csv(const index::CodersAgreement&, const Codebook&);
std::string to_json(const index::CodersAgreement&, const Codebook&);

}  // namespace tangible::serve
