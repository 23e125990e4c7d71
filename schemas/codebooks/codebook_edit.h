// Edits one theme in the text of a codebook's YAML, or adds one.
//
// Every other line stays as it is, comments included.  The version goes up, and the edit is noted under `changes`, so
// that the file itself records who changed what and why.  All functions are pure: the caller saves the result.
//
//     const Edited now = edited(yaml, "REL.TRUST", draft, {"2026-11-25", "ann", "a cue from the last review"});
//     if (now.complaints.empty()) save(now.yaml);
#pragma once
#include "schemas/codebooks/codebook_draft.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// What is wrong with a field of the draft.
struct DraftError {
    std::string field;  ///< DraftLines::Line::field, or "id" or "group"; "" for the theme as a whole
    std::string what;   ///< a sentence or clause for people
};

/// Who edits, when and why.
struct EditNote {
    std::string date, by, why;  ///< "2026-11-25", an account's name, a reason
};
/// An edit as the file notes it.
struct CodebookChange {
    std::string version, theme;  ///< version after the edit; id of the theme
    EditNote note;
};
/// Returns the edits that a codebook's YAML notes, oldest first.  Throws Error{bad_schema} when it is not YAML.
std::vector<CodebookChange> changes_noted_in(std::string_view yaml);

/// The result of an edit.
struct Edited {
    std::string yaml;                    ///< the whole file; "" when there are complaints
    Codebook book;                       ///< the codebook with the draft, leaving out what the complaints are about
    std::string theme;                   ///< id of the edited theme
    std::vector<DraftError> complaints;  ///< empty: the edit can be saved
};

/// Applies a draft to a codebook's YAML.  `id` names the theme to replace; "" adds a new one, with the draft's id, at
/// the end of its group.
///
/// Throws Error{bad_schema} when the file is laid out in such a way (several themes on a line, for instance) that this
/// theme's lines cannot be separated from its neighbours', and Error{not_found} when there is no theme `id`.
Edited edited(std::string_view yaml, const std::string& id, const ThemeDraft&, const EditNote&);

}  // namespace tangible
