// Detects files of an index that are not as their writer left them. Xapian keeps no checksums, and a damaged block may
// still be readable and give wrong answers.
//
// The writer therefore notes a checksum of every block, and the size and times of every file, in the file `checks`
// beside the tables. A reader compares sizes and times each time, which is cheap. Only when they differ and nobody is
// writing (so somebody else wrote to the files, or copied them) does it compare all blocks.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tangible::index {

/// Writes `checks` for the files as they are now. Reads only blocks that are new or were written since the last note,
/// so the cost grows with the commit. For the one writer, after each commit; the writer must have found the files
/// unharmed before it wrote. Throws Error{storage}, or std::filesystem::filesystem_error when the folder cannot be
/// written.
void note_checks(const std::filesystem::path& folder);

/// One file of an index: its name, its size in bytes, and when it was last changed.
struct Stamp {
    std::string file;
    std::array<std::int64_t, 5> of{};  ///< size; seconds and nanoseconds of mtime, and of ctime
    bool operator==(const Stamp&) const = default;
};

/// Watches the files of one folder for one reader. One thread.
class Checks {
public:
    /// Returns false when the files are not what their writer noted. Returns true for an index without a note, and
    /// while somebody writes to it, since what is being written is noted later. Costs one stat() for each file; when
    /// the times are not the noted ones although nobody writes, it reads all blocks, once.
    bool unharmed(const std::filesystem::path& folder);

private:
    std::filesystem::path folder_;
    std::vector<Stamp> seen_;  ///< the files' stamps when they were last found unharmed
};

}  // namespace tangible::index
