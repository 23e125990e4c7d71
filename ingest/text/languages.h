// Finds which sentences of a text are in which language, for tellers who move between languages.
#pragma once
#include "schemas/ground/text.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Neighbouring sentences in one language.
struct LanguageRun {
    Span span;
    std::string tag;  ///< BCP 47; "und" when the language cannot be told
};

/// Returns the runs in order; together they cover all sentences. A sentence that is too short to tell joins the run
/// before it, and at the beginning the run after it. Takes normal text. Pure; linear.
std::vector<LanguageRun> languages_of(std::string_view normal_text);

}  // namespace tangible::ingest
