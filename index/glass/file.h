// A file written from its first byte to its last.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace tangible::index::glass {

class OutFile {
public:
    /// Empty, whatever was there.  This and all else here throw Error{storage} when the disk does not take it.
    explicit OutFile(const std::filesystem::path&);
    ~OutFile();
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;
    void add(std::string_view bytes);
    /// Gives all to the system; whoever needs it on the disk syncs the folder.
    void close();

private:
    void flush();
    std::filesystem::path path_;
    std::string waiting_;
    int descriptor_;
};

}  // namespace tangible::index::glass
