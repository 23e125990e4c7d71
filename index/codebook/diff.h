// Compares two codebooks theme by theme.  Pure.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <string>
#include <vector>

namespace tangible::index {

/// What happened to one theme between two codebooks.
struct ThemeChange {
    enum class Kind { added, removed, renamed, changed } kind = Kind::changed;
    std::string id;     ///< in the new codebook; in the old one when the theme was removed
    std::string was;    ///< its old id when it was renamed, else ""
    std::string label;  ///< in the same codebook as `id`
    /// Definition, include or exclude changed, so that earlier decisions were made under other words.
    bool redefined = false;
    std::vector<std::string> details;  ///< a line each: "+ cue: trusted us [en]", "definition was: ..."
};

/// Returns the themes that differ, in the order of the new codebook, then those that were removed.  A new theme counts
/// as an old one renamed when that one is gone, has its label or definition, and no other pair could be meant.
std::vector<ThemeChange> changes(const Codebook& before, const Codebook& after);

}  // namespace tangible::index
