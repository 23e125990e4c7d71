// Which sentences of a text are in which language, for tellers who go from one to the other.
#pragma once
#include "schemas/ground/text.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Sentences of one language that follow each other.
struct LanguageRun {
    Span span;
    std::string tag;  ///< BCP 47, "und" where nothing tells
};

/// In order, together covering all sentences.  A sentence too short to tell goes with the one before it (the first
/// ones with the one after).  Of normal text; pure.  Cost: linear.
std::vector<LanguageRun> languages_of(std::string_view normal_text);

}  // namespace tangible::ingest
