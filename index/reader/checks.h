// Whether the files of an index are as their writer left them.  The library keeps no checksums: a damaged block may
// still make sense, and gives other answers.  So whoever writes notes a checksum of each block in the file `checks`
// beside the tables, with the size and times of each file.  Whoever reads compares the times, and all blocks when those
// differ and nobody is writing: somebody else wrote to the files, or copied them.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tangible::index {

/// Notes what the files are now; reads the blocks that were written since they were noted last.  For the one writer,
/// who has seen that the files were unharmed before it wrote, after each commit.
void note_checks(const std::filesystem::path& folder);

/// A file of an index: its size, and when it was written last.
struct Stamp {
    std::string file;
    std::array<std::int64_t, 5> of{};
    bool operator==(const Stamp&) const = default;
};

/// Watches over one folder for one reader.
class Checks {
public:
    /// False when the files are not what their writer noted.  True for an index that nothing was noted of, and while
    /// somebody writes to it: what is written then is noted later.  Costs one look at each file's times, unless those
    /// are not the noted ones though nobody writes: then all is read, once.
    bool unharmed(const std::filesystem::path& folder);

private:
    std::filesystem::path folder_;
    std::vector<Stamp> seen_;  ///< with these they were found to be unharmed
};

}  // namespace tangible::index
