// What all kinds of watched folders share: adding up looks, deciding whether a file is complete, and choosing the kind.
// Each kind's look() is in a file of its own.
#include "ingest/arrival/watched.h"
#include "ingest/arrival/watched_kinds.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include <algorithm>

namespace tangible::ingest {

namespace fs = std::filesystem;

Look& Look::operator+=(const Look& other) {
    taken += other.taken;
    refused += other.refused;
    unreadable += other.unreadable;
    unfinished |= other.unfinished;
    more |= other.more;
    return *this;
}

// On a local disk the system knows whether a program writes to the file.  If none does, and the last change is older
// than `time_`, the file is complete, even at the first look.  On a network disk another machine may be writing, and
// its clock may differ from ours; there the file must have been seen unchanged for `time_`, by our own clock.
bool Stillness::whole(const Folder& folder, const std::string& name, const FileState& state) {
    const auto now = std::chrono::steady_clock::now();
    auto [seen, is_new] = seen_.try_emplace(name, Seen{state, now});
    if (seen->second.state != state) seen->second = {state, now};
    const auto written = folder.being_written(name);
    if (written == true) return false;
    const auto age = std::chrono::milliseconds(now_ms()) - std::chrono::nanoseconds(state.changed_ns);
    return now - seen->second.since >= time_ || (written == false && age >= time_);
}

void Stillness::forget_all_but(const std::vector<std::string>& names) {
    std::erase_if(seen_, [&](const auto& seen) { return !std::binary_search(names.begin(), names.end(), seen.first); });
}

std::unique_ptr<Watched> watched(const fs::path& given) {
    std::error_code failed;
    const fs::path path = fs::canonical(given, failed);
    if (failed)
        throw Error(ErrorKind::not_found, given.string() + ": no such file or folder",
                    "check the name, or create the folder first");
    if (!fs::is_directory(path)) return std::make_unique<Mbox>(path);
    if (fs::is_directory(path / "cur") && fs::is_directory(path / "new")) return std::make_unique<Maildir>(path);
    return std::make_unique<DropFolder>(path);
}

}  // namespace tangible::ingest
