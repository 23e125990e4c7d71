// One theme of a codebook's YAML written anew, or added; every other line stays as it is, comments too.  The version
// goes up and the edit is noted under `changes`, so that the file itself says who changed what and why.  Pure.
#pragma once
#include "schemas/codebooks/codebook_draft.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// What is wrong with what was typed, and where.
struct Complaint {
    std::string field;  ///< as in DraftLines; "" for the theme as a whole
    std::string what;
};

struct EditNote {
    std::string date, by, why;  ///< "2026-11-25", an account
};
/// An edit as the file itself notes it.
struct CodebookChange {
    std::string version, theme;
    EditNote note;
};
/// Oldest first.
std::vector<CodebookChange> changes_noted_in(std::string_view yaml);

struct Edited {
    std::string yaml;
    Codebook book;                      ///< without what the complaints are about
    std::string theme;                  ///< id
    std::vector<Complaint> complaints;  ///< none: it can be put in force
};

/// `id` names the theme; "" adds the draft's own at the end of its group.
/// Throws Error{bad_schema} where the file is written so that this theme cannot be told from its neighbours, and
/// Error{not_found} for a theme that is not there.
Edited edited(std::string_view yaml, const std::string& id, const ThemeDraft&, const EditNote&);

}  // namespace tangible
