// Counts how often people kept what each cue of the codebook found, and decides which cues are demoted. What a demoted
// cue finds becomes a hint, which no number counts and no search finds, until people decide otherwise.
//
// The store keeps which cues are demoted (Store::rules). A change there is like a change of the codebook: the index is
// made anew.
#pragma once
#include "index/tagging/cues.h"
#include "schemas/store/store.h"
#include <functional>

namespace tangible::index {

/// Fewer decisions than this never demote a cue: two or three rejections say little.
inline constexpr std::uint32_t least_decisions = 10;

/// Whether a cue with `decided` decisions, of which people `kept` some, is right in less than the share `below` (0 to
/// 1) of its finds with 95 % confidence: the upper end of Wilson's 90 % interval is lower than that. False with fewer
/// than `least_decisions`.
bool demotes(std::uint32_t kept, std::uint32_t decided, double below);

/// Returns the record of each cue with decisions, by theme and cue, from all stories that the team may read. When
/// several cues fired in a passage, the one that is named answers for it. Under the cue "" are decisions on hints of
/// the learned model; these are never demoted. Calls `step` between stories; an exception from it ends the work.
std::vector<RuleRecord> rules_of(Store&, const Cues&, Analyser&, double below, const std::function<void()>& step);

/// Returns the cues that the store has as demoted, by their places in the codebook. A cue that the codebook no longer
/// has is left out.
Demoted demoted_in(Store&, const Codebook&);

/// Returns what demoted cues find in a story, as hints to show. `standing` are the story's settled codings, rejected
/// ones included; passages that overlap one of them on the same theme are left out, so only demoted finds remain.
/// Returns nothing when none of `rules` is demoted.
std::vector<Coding> found_by_demoted(const std::vector<RuleRecord>&, const Cues&, Analyser&, const Story&,
                                     const std::vector<Coding>& standing);

/// Returns the cue that answers for a coding whose `cue` may name two, as "first; second": the second.
std::string_view speaking(std::string_view cue);

}  // namespace tangible::index
