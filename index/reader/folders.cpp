// A file that names a folder is written beside its final place, synced, and put there by rename or link. Helpers for
// names and files come first, then locks, the live and the kept folder, the sweep, and FreshFolder.
#include "index/reader/folders.h"
#include "index/reader/checks.h"
#include "schemas/ground/error.h"
#include "schemas/ground/own_file.h"
#include "schemas/ground/owner.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <ctime>
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
                "Check the free space on the disk and the owner of the folder.");
}

void sync(const fs::path& path) {
    if (!synced(path)) fail(path);
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
fs::path unfinished(const fs::path& data_dir) { return root(data_dir) / "unfinished"; }
fs::path rebuilder_file(const fs::path& data_dir) { return data_dir / "rebuild.lock"; }
fs::path kept_file(const fs::path& data_dir) { return root(data_dir) / "kept"; }

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

fs::path written(const fs::path& data_dir, const std::string& line) {
    const auto file = root(data_dir) / ("live." + std::to_string(::getpid()));
    std::ofstream(file, std::ios::trunc) << line << '\n';
    keep_owner(data_dir, file);
    sync(file);
    return file;
}

void write_over(const fs::path& to, const fs::path& data_dir, const std::string& line) {
    const auto file = written(data_dir, line);
    if (::rename(file.c_str(), to.c_str()) != 0) fail(file);
    sync(root(data_dir));
}

// The one that is live now is named as kept first, which it is either way until `name` is live.
void name_live(const fs::path& data_dir, const std::string& name, int kept_days) {
    constexpr std::int64_t seconds_a_day = 86'400;
    const auto old = live(data_dir);
    const auto earlier = kept(data_dir);
    if (kept_days > 0)
        write_over(kept_file(data_dir), data_dir,
                   old.filename().string() + ' ' + std::to_string(std::time(nullptr) + kept_days * seconds_a_day));
    write_over(live_file(data_dir), data_dir, name);
    on_disk([&] {
        if (earlier && earlier->filename() != name) fs::remove_all(*earlier);
        if (kept_days <= 0) fs::remove(kept_file(data_dir)), fs::remove_all(old);
    });
}

// Of two who begin at once the first is right: a link does not go over what is there.
void name_first(const fs::path& data_dir, const std::string& name) {
    const auto file = written(data_dir, name);
    const bool done = ::link(file.c_str(), live_file(data_dir).c_str()) == 0 || errno == EEXIST;
    ::unlink(file.c_str());
    if (!done) fail(file);
    sync(root(data_dir));
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
    throw Error(ErrorKind::locked, "another process is updating the index",
                "Wait until that process ends. A running tangible serve updates the index by itself.");
}

fs::path live(const fs::path& data_dir) {
    if (auto name = named(data_dir)) return root(data_dir) / *name;
    on_disk([&] {
        fs::create_directories(root(data_dir) / "1");
        fs::permissions(root(data_dir), fs::perms::owner_all);
        fs::remove(live_file(data_dir));  // it named nothing
        keep_owner(data_dir, root(data_dir));
        keep_owner(data_dir, root(data_dir) / "1");
    });
    sync(data_dir);
    name_first(data_dir, "1");
    return root(data_dir) / named(data_dir).value_or("1");
}

FileLock rebuilder_lock(const fs::path& data_dir, int timeout_ms) {
    auto lock = FileLock::take(rebuilder_file(data_dir), timeout_ms);
    if (lock) return std::move(*lock);
    throw Error(ErrorKind::locked, "another process is building a new index", "Wait until that process ends.");
}

std::optional<FileLock> free_rebuilder_lock(const fs::path& data_dir) {
    return FileLock::take(rebuilder_file(data_dir), 0);
}

std::optional<fs::path> kept(const fs::path& data_dir) {
    std::ifstream in(kept_file(data_dir));
    std::string name;
    std::int64_t until_s = 0;
    if (!(in >> name >> until_s) || !number(name) || until_s <= std::time(nullptr)) return std::nullopt;
    const auto folder = root(data_dir) / name;
    return name != named(data_dir) && fs::is_directory(folder) ? std::optional(folder) : std::nullopt;
}

void swap_with_kept(const fs::path& data_dir, int kept_days) {
    if (const auto folder = kept(data_dir)) name_live(data_dir, folder->filename().string(), kept_days);
}

void drop_unfinished(const fs::path& data_dir) {
    fs::remove(unfinished(data_dir) / "plan");
    fs::remove_all(unfinished(data_dir));
}

void drop_kept(const fs::path& data_dir) {
    const auto idle = free_rebuilder_lock(data_dir);
    on_disk([&] {
        if (const auto folder = kept(data_dir)) fs::remove_all(*folder);
        fs::remove(kept_file(data_dir));
        if (idle) drop_unfinished(data_dir);
    });
}

// What another process is making stays: it has the rebuilder's lock.
void sweep(const fs::path& data_dir) {
    const auto name = named(data_dir);
    if (!name) return;
    const auto old = kept(data_dir);
    const auto idle = free_rebuilder_lock(data_dir);
    const auto stays = [&](const fs::path& p) {
        return p.filename() == *name || p == live_file(data_dir) || (old && (p == *old || p == kept_file(data_dir))) ||
               p == unfinished(data_dir) || (!idle && p.extension() == ".new");
    };
    on_disk([&] {
        for (const auto& entry : fs::directory_iterator(root(data_dir)))
            if (!stays(entry.path())) fs::remove_all(entry.path());
    });
}

void sync_folder(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.is_regular_file()) sync(entry.path());
    sync_names(folder);
}

void sync_names(const fs::path& folder) { sync(folder); }

FreshFolder::FreshFolder(const fs::path& data_dir) : data_dir_(data_dir) {
    live(data_dir);
    must_be_writable(root(data_dir));
    on_disk([&] {
        do  // another process may take the same number at the same time
            path_ = root(data_dir) / (next_name(data_dir) + ".new");
        while (!fs::create_directory(path_));
        keep_owner(data_dir, path_);
    });
}

FreshFolder::~FreshFolder() {
    std::error_code none;
    if (!path_.empty()) fs::remove_all(path_, none);
}

/// All of it synced, and in its place under this name.
std::string FreshFolder::placed() {
    const auto name = path_.stem(), now = root(data_dir_) / name;
    note_checks(path_);
    sync_folder(path_);
    if (::rename(path_.c_str(), now.c_str()) != 0) fail(path_);
    path_.clear();
    return name.string();
}

void FreshFolder::go_live(int kept_days) { name_live(data_dir_, placed(), kept_days); }

void FreshFolder::replace_live() {
    const auto old = live(data_dir_);
    write_over(live_file(data_dir_), data_dir_, placed());
    on_disk([&] { fs::remove_all(old); });
}

}  // namespace tangible::index
