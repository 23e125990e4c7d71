// A file that names a folder is written beside its final place, synced, and put there by rename or link. Helpers for
// names and files come first, then locks, the live and the kept folder, the sweep, and FreshFolder.
//
// The order of the steps is what makes a power cut harmless. What a name leads to is synced before the name is written;
// the old folder is removed only after the new name is synced.
#include "index/reader/folders.h"
#include "index/reader/checks.h"
#include "schemas/ground/error.h"
#include "schemas/system/own_file.h"
#include "schemas/system/owner.h"
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

// Runs `work`, and turns what std::filesystem throws into Error{storage}.
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

// Returns 0 for a name that is not the number of a folder; nine digits at most, so that it fits.
unsigned long number(const std::string& name) {
    const bool digits = !name.empty() && name.size() < 10 &&
                        std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::stoul(name) : 0;
}

// Returns the name in the file `live`; nullopt when there is no such file, or it names no folder of ours.
std::optional<std::string> named(const fs::path& data_dir) {
    std::ifstream in(live_file(data_dir));
    std::string name;
    std::getline(in, name);
    return number(name) ? std::optional(name) : std::nullopt;
}

// Writes a line to a synced file of this process, to be renamed or linked to its place.
fs::path written(const fs::path& data_dir, const std::string& line) {
    const auto file = root(data_dir) / ("live." + std::to_string(::getpid()));
    std::ofstream(file, std::ios::trunc) << line << '\n';
    keep_owner(data_dir, file);
    sync(file);
    return file;
}

// Replaces the file `to` by one with this line, in one step.
void write_over(const fs::path& to, const fs::path& data_dir, const std::string& line) {
    const auto file = written(data_dir, line);
    if (::rename(file.c_str(), to.c_str()) != 0) fail(file);
    sync(root(data_dir));
}

// Makes the folder `name` live. The folder that is live now is named as kept first: after a power cut between the two
// steps it is live and named as kept, which kept() reads as "none is kept". The other order could leave it unnamed, and
// a sweep would remove what should have stayed.
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

// Names the first index. When two processes begin at once the first one wins, since link(), unlike rename(), does not
// replace a file that is there.
void name_first(const fs::path& data_dir, const std::string& name) {
    const auto file = written(data_dir, name);
    const bool done = ::link(file.c_str(), live_file(data_dir).c_str()) == 0 || errno == EEXIST;
    ::unlink(file.c_str());
    if (!done) fail(file);
    sync(root(data_dir));
}

// One more than the highest number in use, counting "7.new" as 7.
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
        fs::remove(live_file(data_dir));  // a damaged one, which names no folder
        // An administrator may have run a command as root; the folder stays the service's own.
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
    // The file reads "7 1790000000": folder 7 stays until that second (UTC, since 1970).
    std::int64_t until_s = 0;
    if (!(in >> name >> until_s) || !number(name) || until_s <= std::time(nullptr)) return std::nullopt;
    // After a power cut `kept` may name the live folder; nothing is kept then.
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

// Everything goes that is not known to be needed. While another process has the rebuilder's lock, the folder that it is
// making ("8.new") stays, too.
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
        do  // another process may take the same number at the same time; create_directory() decides
            path_ = root(data_dir) / (next_name(data_dir) + ".new");
        while (!fs::create_directory(path_));
        keep_owner(data_dir, path_);
    });
}

FreshFolder::~FreshFolder() {
    std::error_code none;
    if (!path_.empty()) fs::remove_all(path_, none);
}

// Notes the checksums, syncs the folder and gives it its final name, which it returns. The destructor then has nothing
// left to remove.
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
