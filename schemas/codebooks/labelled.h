// Texts with the labels that people gave them, to train and measure suggestions with.  The file has one JSON object on
// each line: {id?, text, title?, labels?, split?, language?, drawn?, reviewed?}.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tangible {

/// A labelled text.
struct Labelled {
    std::string id, text, title, split, language;  ///< "" when not given; id then is the number of its line
    std::vector<std::string> labels;               ///< ids of themes
    bool drawn = false;     ///< picked at random and read to its end: any theme that is not a label is not in the text
    bool reviewed = false;  ///< its labels may be learned from, however few examples an evaluation asks for
};

/// Reads a file of at most 512 MiB, with rows of at most 16 MiB.  Skips blank lines and ignores other keys.
/// Throws Unreadable when the file cannot be read, and Error{bad_schema}, with file and line, for a line that is not
/// such an object.
std::vector<Labelled> read_labelled(const std::filesystem::path&);

}  // namespace tangible
