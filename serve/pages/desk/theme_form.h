// The form in which a person edits a theme: from what was typed to a draft, and back to fields with what is wrong
// beside each.
#pragma once
#include "schemas/codebooks/codebook_edit.h"
#include "serve/web/call.h"
#include "serve/web/template.h"

namespace tangible::serve::pages {

/// What was typed, whole.  `book` says which languages there are.
ThemeDraft typed_draft(const Fields&, const Codebook& book, const std::string& id);
/// Every field with its label, hint, words and error, for the template.
View theme_fields(const ThemeDraft&, const Codebook&, const std::vector<Complaint>&, bool is_new);
/// The errors as a list that leads to the fields.
View problem_list(const std::vector<Complaint>&);

}  // namespace tangible::serve::pages
