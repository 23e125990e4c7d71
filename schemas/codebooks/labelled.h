// Texts with the labels that people gave them, a JSON object a line: {id, text, title?, labels?, split?, language?,
// drawn?, reviewed?}.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace tangible {

struct Labelled {
    std::string id, text, title, split, language;
    std::vector<std::string> labels;
    bool drawn = false;     ///< at random, and read to its end: what it has no label of is not there
    bool reviewed = false;  ///< its labels are known however few examples are asked for
};

/// Throws Error{not_found} when the file cannot be read, Error{bad_schema} with file and line for what is no such row.
/// Other keys are left aside; a row without an id gets its number.
std::vector<Labelled> read_labelled(const std::filesystem::path&);

}  // namespace tangible
