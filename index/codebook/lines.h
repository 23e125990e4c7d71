// Finds the line of a cue or guard in the codebook's file, so that a complaint can name it.
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/yaml/yaml.h"
#include <map>
#include <string>
#include <utility>

namespace tangible::index {

/// The lines of one codebook file.
class CodebookLines {
public:
    CodebookLines() = default;
    /// `file`: the parsed file that the codebook was read from.
    explicit CodebookLines(const yaml::Node& file);
    /// Returns the line of a cue or guard; the line of its theme when it is not found.
    int of(const Theme&, const Cue&) const;
    int of(const Theme&, const Guard&) const;

private:
    using Key = std::pair<std::string, std::string>;  ///< id of the theme; words of the cue or guard
    void note(const std::string& theme, const yaml::Node&);
    std::map<Key, int> cues_, guards_;
};

}  // namespace tangible::index
