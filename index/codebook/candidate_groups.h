// Groups the untagged sentences of one language by what they are about.  For codebook/ only; see candidates.h.
#pragma once
#include "index/codebook/candidates.h"

namespace tangible::index {

/// Returns the groups of one language, those with most stories first, at most `Candidates::most_groups`.
/// Candidate::language is left empty.  None when fewer than `Candidates::least_stories_of_a_language` stories have an
/// untagged sentence.
std::vector<Candidate> grouped(const Candidates::Language&, const std::vector<Candidates::Of>& stories);

}  // namespace tangible::index
