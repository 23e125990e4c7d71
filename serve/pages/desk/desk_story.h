// What a coder sees beside a story's text: who sent it, what its teller was told and chose, what was left out.
#pragma once
#include "serve/pages/views.h"

namespace tangible::serve::pages {

void add_surroundings(View&, Workspace&, const Story&);
/// What was learned from other stories suggests on this one, and what demoted rules find, beside the codings that it
/// has.
void add_hints(View&, Workspace&, const Story&, const std::vector<Coding>&, const std::vector<RuleRecord>&);
/// "people kept 14 of 20 finds of this rule", or "" when nobody decided on one; of what was learned when `cue` is "".
std::string kept_so_far(const std::vector<RuleRecord>&, std::string_view theme, std::string_view cue);

}  // namespace tangible::serve::pages
