// Makes ZIP files in memory.
//
//     return {200, "application/zip", zip_file({{"story.txt", text}, {"sent/letter.eml", bytes}}), {}};
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace tangible::serve {

/// Returns a ZIP file with these names and contents.  Names are UTF-8 paths with '/', each once.
/// Throws Error{temporary} when there is not enough memory.
std::string zip_file(const std::vector<std::pair<std::string, std::string>>& files);

}  // namespace tangible::serve
