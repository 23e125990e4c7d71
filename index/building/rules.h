// How often people kept what each cue of the codebook found, and which cues are demoted for it: what these find is a
// hint, that no number counts and no search finds, until people decide otherwise.
// The demoted ones stand in the store (Store::rules), and change only there: the index follows as it follows a
// codebook.
#pragma once
#include "index/tagging/cues.h"
#include "schemas/store/store.h"
#include <functional>

namespace tangible::index {

inline constexpr std::uint32_t least_decisions = 10;

/// Whether a rule of whose finds people kept so many is most likely (19 in 20) right in less than `below` of them.
/// Wilson's interval of 90 %; never with fewer decisions than the least.
bool demotes(std::uint32_t kept, std::uint32_t decided, double below);

/// Of all decisions on stories that the team may read, by theme and cue.  A cue that stands beside others in a passage
/// answers for it when it is the one that is named.  Under the cue "": what was learned, and people were shown.
/// `step` is called between stories; what it throws ends the work.
std::vector<RuleRecord> rules_of(Store&, const Cues&, Analyser&, double below, const std::function<void()>& step);

/// The demoted rules of the store, by their places in the codebook; those that it does not have are none.
Demoted demoted_in(Store&, const Codebook&);

/// What demoted cues, of these rules, find in a story beside what stands there and was rejected.
std::vector<Coding> found_by_demoted(const std::vector<RuleRecord>&, const Cues&, Analyser&, const Story&,
                                     const std::vector<Coding>& standing);

/// The cue that speaks for a coding, of the two that may be named.
std::string_view speaking(std::string_view cue);

}  // namespace tangible::index
