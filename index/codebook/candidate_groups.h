// The groups of one language: seeds are words that many stories share and that lead to different sentences; a sentence
// goes to the group whose words (by TF-IDF) and, in English, whose direction (word_vectors.h) are nearest, or to none.
// Inside codebook/ only.
#pragma once
#include "index/codebook/candidates.h"

namespace tangible::index {

std::vector<Candidate> grouped(const Candidates::Language&, const std::vector<Candidates::Of>& stories);

}  // namespace tangible::index
