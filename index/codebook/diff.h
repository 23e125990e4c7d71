// What changed from one codebook to the next, theme by theme.  Pure.
#pragma once
#include "schemas/codebooks/codebook.h"
#include <string>
#include <vector>

namespace tangible::index {

struct ThemeChange {
    enum class Kind { added, removed, renamed, changed } kind = Kind::changed;
    std::string id;   ///< in the new codebook; in the old one when it was removed
    std::string was;  ///< its old id, when it was renamed
    std::string label;
    bool redefined = false;            ///< definition, include or exclude changed: decisions on it rest on other words
    std::vector<std::string> details;  ///< a line each: "+ cue: trusted us", "definition was: ..."
};

/// In the order of the new codebook, then what was removed; themes that are the same are left out.
/// A theme is renamed when one with its label or its definition is gone, and that one alone.
std::vector<ThemeChange> changes(const Codebook& before, const Codebook& after);

}  // namespace tangible::index
