// What a coder sees beside a story's text: who sent it, what was left out, what could identify somebody, and hints.
#pragma once
#include "serve/pages/views.h"

namespace tangible::serve::pages {

/// Adds the sender, the state of the acknowledgement, additions, cuts, asides, problems of reading, and words that
/// could identify somebody.
void add_surroundings(View&, Workspace&, const Story&);
/// Adds what the model suggests on the story, then what demoted cues find, as far as the codings do not show it
/// already.  A hint is in no number until a person accepts it.
void add_hints(View&, Workspace&, const Story&, const std::vector<Coding>&, const std::vector<RuleRecord>&);
/// Returns "people accepted 14 of 20 suggestions of this cue"; for cue "" (the model, on this theme), "people accepted
/// 14 of 20 hints like this".  Returns "" when nobody has decided on any.
std::string kept_so_far(const std::vector<RuleRecord>&, std::string_view theme, std::string_view cue);

}  // namespace tangible::serve::pages
