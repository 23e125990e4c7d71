// Gathers the consent record of a story from the store, for its teller's page and the command line.
#pragma once
#include "schemas/json/consent_record.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include <string>

namespace tangible::serve {

/// Returns the record of a story, also of one that was withdrawn.  `secret` makes its permanent names (tokens.h);
/// `base` is the server's address.  Throws Error{not_found} when there is no such story.
ConsentRecord consent_record(Store&, const Config&, const std::string& secret, const std::string& base, const StoryId&);

/// Returns whether the team may read a submission that could not be made a story yet; `id` is its reference.
bool team_may_read(Store&, const StoryId& id, const Submission&);

/// Returns an answer for people: "Yes", "No", "No longer", "Nobody asked".
const char* answer_in_words(Answer);
/// Returns a lawful basis for people, after "is": "your consent".
const char* basis_in_words(LegalBasis);
/// Returns how an answer was given, for people: "on our form".
const char* way_in_words(Way);

}  // namespace tangible::serve
