#include "index/folders.h"
#include "index/index.h"
#include "index/rebuild.h"
#include "schemas/error.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <optional>
#include <unistd.h>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file) {
    throw Error(ErrorKind::storage,
                "the index folder cannot be written (" + file.filename().string() + "): " + std::strerror(errno),
                "Is the disk full, or the folder another user's?");
}

void sync(const fs::path& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0) fail(path);
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    if (!synced) fail(path);
}

// What the standard library throws, made ours.
template <class Work> auto on_disk(Work work) {
    try {
        return work();
    } catch (const fs::filesystem_error& e) {
        errno = e.code().value();
        fail(e.path1());
    }
}

fs::path root(const fs::path& data_dir) { return data_dir / "index"; }
fs::path live_file(const fs::path& data_dir) { return root(data_dir) / "live"; }

// 0 for what is no number of a folder.
unsigned long number(const std::string& name) {
    const bool digits = !name.empty() && name.size() < 10 &&
                        std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::stoul(name) : 0;
}

std::optional<std::string> named(const fs::path& data_dir) {
    std::ifstream in(live_file(data_dir));
    std::string name;
    std::getline(in, name);
    return number(name) ? std::optional(name) : std::nullopt;
}

fs::path written(const fs::path& data_dir, const std::string& name) {
    const auto file = root(data_dir) / ("live." + std::to_string(::getpid()));
    std::ofstream(file, std::ios::trunc) << name << '\n';
    sync(file, O_RDONLY);
    return file;
}

void name_live(const fs::path& data_dir, const std::string& name) {
    const auto file = written(data_dir, name);
    if (::rename(file.c_str(), live_file(data_dir).c_str()) != 0) fail(file);
    sync(root(data_dir), O_RDONLY | O_DIRECTORY);
}

// Of two who begin at once the first is right: a link does not go over what is there.
void name_first(const fs::path& data_dir, const std::string& name) {
    const auto file = written(data_dir, name);
    const bool done = ::link(file.c_str(), live_file(data_dir).c_str()) == 0 || errno == EEXIST;
    ::unlink(file.c_str());
    if (!done) fail(file);
    sync(root(data_dir), O_RDONLY | O_DIRECTORY);
}

std::string next_name(const fs::path& data_dir) {
    unsigned long last = 0;
    for (const auto& entry : fs::directory_iterator(root(data_dir)))
        last = std::max(last, number(entry.path().stem().string()));
    return std::to_string(last + 1);
}

}  // namespace

FileLock follower_lock(const fs::path& data_dir, int timeout_ms) {
    auto lock = FileLock::take(data_dir / "index.lock", timeout_ms);
    if (lock) return std::move(*lock);
    throw Error(ErrorKind::locked, "another process is bringing the index up to date",
                "Wait for it to end; tangible serve does this by itself.");
}

fs::path live(const fs::path& data_dir) {
    if (auto name = named(data_dir)) return root(data_dir) / *name;
    on_disk([&] {
        fs::create_directories(root(data_dir) / "1");
        fs::permissions(root(data_dir), fs::perms::owner_all);
        fs::remove(live_file(data_dir));  // it named nothing
    });
    sync(data_dir, O_RDONLY | O_DIRECTORY);
    name_first(data_dir, "1");
    return root(data_dir) / named(data_dir).value_or("1");
}

void sweep(const fs::path& data_dir) {
    const auto name = named(data_dir);
    if (!name) return;
    on_disk([&] {
        for (const auto& entry : fs::directory_iterator(root(data_dir)))
            if (entry.path().filename() != *name && entry.path() != live_file(data_dir)) fs::remove_all(entry.path());
    });
}

void sync_folder(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file()) sync(entry.path(), O_RDONLY);
    sync(folder, O_RDONLY | O_DIRECTORY);
}

FreshFolder::FreshFolder(const fs::path& data_dir) : data_dir_(data_dir) {
    live(data_dir);
    on_disk([&] {
        path_ = root(data_dir) / (next_name(data_dir) + ".new");
        fs::create_directories(path_);
    });
}

FreshFolder::~FreshFolder() {
    std::error_code none;
    if (!path_.empty()) fs::remove_all(path_, none);
}

void FreshFolder::go_live() {
    const auto old = live(data_dir_), name = path_.stem(), now = root(data_dir_) / name;
    sync_folder(path_);
    if (::rename(path_.c_str(), now.c_str()) != 0) fail(path_);
    path_.clear();
    name_live(data_dir_, name.string());
    on_disk([&] { fs::remove_all(old); });
    sync(root(data_dir_), O_RDONLY | O_DIRECTORY);
}

}  // namespace tangible::index
