// Where in its file each cue and guard of a codebook stands, so that a complaint leads there.
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/yaml/yaml.h"
#include <map>
#include <string>
#include <utility>

namespace tangible::index {

class CodebookLines {
public:
    CodebookLines() = default;
    /// Of the file that the codebook was read from.
    explicit CodebookLines(const yaml::Node& file);
    /// The theme's own line where they are not found.
    int of(const Theme&, const Cue&) const;
    int of(const Theme&, const Guard&) const;

private:
    using Key = std::pair<std::string, std::string>;  ///< theme, cue or guard
    void note(const std::string& theme, const yaml::Node&);
    std::map<Key, int> cues_, guards_;
};

}  // namespace tangible::index
