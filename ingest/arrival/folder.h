// A folder that others write into, by its open handle: names in it are names and never paths, links in it are not
// followed, and nothing that is there is ever written over.  Throws Error{storage} where the folder itself fails.
#pragma once
#include "schemas/ground/file.h"
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tangible::ingest {

/// What tells whether a file is still the one that was seen before.
struct FileState {
    std::uint64_t inode = 0, size_bytes = 0;
    std::int64_t changed_ns = 0;  ///< time of the last change to bytes, name or rights; nobody can set it back
    bool operator==(const FileState&) const = default;
};

class Folder {
public:
    /// Throws Error{not_found}.
    explicit Folder(const std::filesystem::path&);
    ~Folder();
    Folder(Folder&&) noexcept;
    Folder& operator=(Folder&&) = delete;

    /// The folder of that name in it, made when it is not there.  Throws when it is a link or no folder.
    Folder inside(const std::string& name) const;
    /// In order, without those that begin with a dot.
    std::vector<std::string> names() const;
    /// Of a regular file; nullopt for anything else, or when it is gone.
    std::optional<FileState> state(const std::string& name) const;
    bool is_folder(const std::string& name) const;
    /// Whether some program has it open to write; nullopt where the system cannot tell (not ours, a network disk).
    std::optional<bool> being_written(const std::string& name) const;

    /// Opens a file to be read; nullopt when it is not, or no longer, in `state`, cannot be opened, or is locked by a
    /// program that writes mail (`locked`: take the locks of an mbox, until the file is closed).  Reading throws
    /// Unreadable when it changes meanwhile.
    std::optional<File> open(const std::string& name, const FileState& state, bool locked = false) const;
    /// Moves a file; where there is one of that name already, to "name (2)".  Gives the name it has then; "" when the
    /// file is gone.
    std::string move(const std::string& name, const Folder& to, const std::string& wanted) const;
    /// Writes a small file beside the others, unless there is one of that name.
    void note(const std::string& name, const std::string& text) const;

private:
    explicit Folder(int fd) : fd_(fd) {}
    int fd_ = -1;
};

}  // namespace tangible::ingest
