// A folder into which others write, used through its open handle.
//
// Names in the folder are never used as paths, links in it are not followed, and nothing in it is ever overwritten.  A
// function throws Error{storage} when the folder itself fails.
//
//     const Folder folder(path);
//     for (const std::string& name : folder.names())
//         if (const auto state = folder.state(name))
//             if (const auto file = folder.open(name, *state)) take(file->whole(max_submission_bytes));
#pragma once
#include "schemas/system/file.h"
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tangible::ingest {

/// Identifies one state of a file.  A file with an equal state has not been written to or replaced in between.
struct FileState {
    std::uint64_t inode = 0, size_bytes = 0;
    std::int64_t changed_ns = 0;  ///< last change of its bytes, name or rights (ctime), which programs cannot set back
    bool operator==(const FileState&) const = default;
};

/// An open folder, closed by the destructor.
class Folder {
public:
    /// Opens a folder; the path may be a link.  Throws Error{not_found} when it cannot be opened or is no folder.
    explicit Folder(const std::filesystem::path&);
    ~Folder();
    Folder(Folder&&) noexcept;
    Folder& operator=(Folder&&) = delete;

    /// Opens a folder in this one, and makes it when it does not exist.  Throws Error{storage} when the name is a link
    /// or not a folder.
    Folder inside(const std::string& name) const;
    /// Returns the names in the folder, sorted, without those that begin with a dot.
    std::vector<std::string> names() const;
    /// Returns the state of a regular file; nullopt when there is none of that name (a link is not one).
    std::optional<FileState> state(const std::string& name) const;
    bool is_folder(const std::string& name) const;
    /// Returns whether a program has the file open to write; nullopt when the system cannot say (another user's file, a
    /// network disk, or no such file).
    std::optional<bool> being_written(const std::string& name) const;

    /// Opens a file to read.  Returns nullopt when the file cannot be opened or its state is no longer `state`.  With
    /// `locked`, also takes the locks that mail programs put on an mbox, until the file is closed, and returns nullopt
    /// when another program holds one.  Reading the file throws Unreadable when it changes meanwhile.
    std::optional<File> open(const std::string& name, const FileState& state, bool locked = false) const;
    /// Moves a file into `to` under the name `wanted`; when that exists, as "wanted (2)" and so on, before the
    /// extension. Returns the name it got; "" when the file is gone.
    std::string move(const std::string& name, const Folder& to, const std::string& wanted) const;
    /// Writes a small text file, unless the name exists.  Failing to write it is not an error.
    void note(const std::string& name, const std::string& text) const;

private:
    explicit Folder(int fd) : fd_(fd) {}
    int fd_ = -1;
};

}  // namespace tangible::ingest
