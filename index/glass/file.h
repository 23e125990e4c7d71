// Writes a file from its first byte to its last, through a buffer.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace tangible::index::glass {

/// A file that is being written.  All functions throw Error{storage} when the disk refuses.
class OutFile {
public:
    /// Makes the file empty, whatever was there.
    explicit OutFile(const std::filesystem::path&);
    ~OutFile();
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;
    /// Appends bytes.
    void add(std::string_view bytes);
    /// Hands everything to the operating system, without waiting for the disk: who needs that syncs the folder.
    /// Without this call, what is in the buffer is lost.
    void close();

private:
    void flush();
    std::filesystem::path path_;
    std::string waiting_;  ///< the buffer
    int descriptor_;
};

}  // namespace tangible::index::glass
