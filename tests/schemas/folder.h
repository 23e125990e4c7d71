// A temporary folder for a test, removed with the object.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <string>

namespace tangible::tests {

class Folder {
public:
    Folder() {
        auto pattern = (std::filesystem::temp_directory_path() / "tangible-test-XXXXXX").string();
        path_ = std::filesystem::canonical(::mkdtemp(pattern.data()));
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace tangible::tests
