// Finds the sets of real inputs and reads their files.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace tangible::ingest {

inline std::filesystem::path inputs() {
    const char* given = std::getenv("TANGIBLE_CORPORA");
    return std::filesystem::path(given ? given : TANGIBLE_CORPORA) / "inputs";
}

inline std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace tangible::ingest
