// The form in which a person edits a theme.  Turns what was typed into a draft, and a draft into fields with what is
// wrong beside each.
#pragma once
#include "schemas/codebooks/codebook_edit.h"
#include "serve/web/call.h"
#include "serve/web/template.h"

namespace tangible::serve::pages {

/// Returns the draft that was typed.  `book` gives the languages that have fields.  `id`: the theme's id; "" for a new
/// theme, which has the id that was typed.
ThemeDraft typed_draft(const Fields&, const Codebook& book, const std::string& id);
/// Returns every field with its label, hint, words and error.  `is_new`: with a field for the id.
View theme_fields(const ThemeDraft&, const Codebook&, const std::vector<DraftError>&, bool is_new);
/// Returns the errors as a list of links to their fields; one without a field leads to "main", the page's content.
View problem_list(const std::vector<DraftError>&);

}  // namespace tangible::serve::pages
