// First comes the format of the file `checks`, then the stamps of files, the checksums of blocks, and the comparison
// with what was noted. Checksums are computed anew only for blocks that were added or written since the last note.
#include "index/reader/checks.h"
#include "index/glass/layout.h"
#include "index/glass/make/deflater.h"
#include "index/glass/packing.h"
#include "index/glass/version.h"
#include "schemas/ground/error.h"
#include "schemas/ground/own_file.h"
#include "schemas/ground/owner.h"
#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <sys/stat.h>
#include <unistd.h>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

constexpr char checks_file[] = "checks", version_file[] = "iamglass", lock_file[] = "flintlock";
constexpr std::size_t checksum_bytes = 4, revision_bytes = 4;
constexpr int rounds = 3;  // in each of which somebody wrote: then somebody is writing

using Sums = std::vector<std::uint32_t>;

/// The state of an index that was noted.
struct Noted {
    std::vector<Stamp> stamps;
    std::uint32_t revision = 0;  ///< of the library
    std::uint32_t version = 0;   ///< checksum of the file that names the roots
    std::map<std::string, Sums> tables;
};

std::uint32_t whole(std::string_view bytes) {
    std::uint32_t n = 0;
    for (const char c : bytes) n = n << 8 | static_cast<unsigned char>(c);
    return n;
}

void add_whole(std::string& to, std::uint32_t n) {
    for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(n >> shift);
}

// In two parts, each with its size before and its checksum behind: first what is looked at each time.
void add_part(std::string& to, const std::string& part) {
    add_whole(to, static_cast<std::uint32_t>(part.size()));
    to += part;
    add_whole(to, glass::checksum(part));
}

std::string_view take_part(std::string_view& from) {
    const auto part = glass::take_bytes(from, whole(glass::take_bytes(from, 4)));
    if (whole(glass::take_bytes(from, checksum_bytes)) != glass::checksum(part)) glass::damaged();
    return part;
}

std::string bytes_of(const Noted& noted) {
    std::string stamps, sums, out;
    glass::add_number(stamps, noted.stamps.size());
    for (const auto& stamp : noted.stamps) {
        glass::add_string(stamps, stamp.file);
        for (const auto n : stamp.of) glass::add_number(stamps, static_cast<std::uint64_t>(n));
    }
    glass::add_number(sums, noted.revision);
    glass::add_number(sums, noted.version);
    glass::add_number(sums, noted.tables.size());
    for (const auto& [file, of] : noted.tables) {
        glass::add_string(sums, file);
        glass::add_number(sums, of.size());
        for (const auto sum : of) add_whole(sums, sum);
    }
    add_part(out, stamps);
    add_part(out, sums);
    return out;
}

std::vector<Stamp> stamps_in(std::string_view bytes) {
    std::vector<Stamp> all;
    for (auto left = glass::take_number(bytes); left > 0; --left) {
        Stamp stamp{std::string(glass::take_string(bytes)), {}};
        for (auto& n : stamp.of) n = static_cast<std::int64_t>(glass::take_number(bytes));
        all.push_back(std::move(stamp));
    }
    return all;
}

/// Throws Error{storage} for what was not written here.
Noted noted_in(std::string_view bytes) {
    Noted noted{stamps_in(take_part(bytes)), 0, 0, {}};
    auto rest = take_part(bytes);
    if (!bytes.empty()) glass::damaged();
    noted.revision = static_cast<std::uint32_t>(glass::take_number(rest));
    noted.version = static_cast<std::uint32_t>(glass::take_number(rest));
    for (auto left = glass::take_number(rest); left > 0; --left) {
        auto& sums = noted.tables[std::string(glass::take_string(rest))];
        for (auto blocks = glass::take_number(rest); blocks > 0; --blocks)
            sums.push_back(whole(glass::take_bytes(rest, checksum_bytes)));
    }
    return noted;
}

// Of all files but the one that is written last, and the library's lock.
std::vector<Stamp> stamps(const fs::path& folder) {
    std::vector<Stamp> all;
    std::error_code gone;
    for (const auto& entry : fs::directory_iterator(folder, gone)) {
        struct stat about {};
        const auto name = entry.path().filename().string();
        if (name.starts_with(checks_file) || name == lock_file || ::stat(entry.path().c_str(), &about) != 0) continue;
        all.push_back({name,
                       {about.st_size, about.st_mtim.tv_sec, about.st_mtim.tv_nsec, about.st_ctim.tv_sec,
                        about.st_ctim.tv_nsec}});
    }
    std::sort(all.begin(), all.end(), [](const Stamp& a, const Stamp& b) { return a.file < b.file; });
    return all;
}

std::vector<fs::path> tables_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".glass") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// A table's file, read block by block.
class Blocks {
public:
    explicit Blocks(const fs::path& file) : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~Blocks() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Blocks(const Blocks&) = delete;
    Blocks& operator=(const Blocks&) = delete;

    std::size_t count() const {
        struct stat about {};
        return ::fstat(descriptor_, &about) == 0 ? static_cast<std::size_t>(about.st_size) / glass::block_bytes : 0;
    }
    std::uint32_t revision(std::size_t n) { return whole(bytes(n, revision_bytes)); }
    std::uint32_t sum(std::size_t n) { return glass::checksum(bytes(n, glass::block_bytes)); }

private:
    std::string_view bytes(std::size_t n, std::size_t size) {
        buffer_.resize(size);
        const auto at = static_cast<off_t>(n * glass::block_bytes);
        const auto have = ::pread(descriptor_, buffer_.data(), size, at);
        return std::string_view(buffer_).substr(0, have > 0 ? static_cast<std::size_t>(have) : 0);
    }
    int descriptor_;
    std::string buffer_;
};

// Anew where the commits since then say that they wrote.
Sums sums_of(const fs::path& file, const Sums& earlier, std::uint32_t earlier_revision, std::uint32_t revision) {
    Blocks blocks(file);
    Sums sums(blocks.count());
    for (std::size_t n = 0; n < sums.size(); ++n) {
        const auto written = blocks.revision(n);
        const bool anew = n >= earlier.size() || (written > earlier_revision && written <= revision);
        sums[n] = anew ? blocks.sum(n) : earlier[n];
    }
    return sums;
}

// A block of the next revision is being written by somebody, or was by one who was killed: the tables do not lead to
// it, and the library refuses it if they do.
bool as_noted(const fs::path& file, const Sums& sums, std::uint32_t revision) {
    Blocks blocks(file);
    if (blocks.count() < sums.size()) return false;
    for (std::size_t n = 0; n < sums.size(); ++n)
        if (blocks.sum(n) != sums[n] && blocks.revision(n) != revision + 1) return false;
    return true;
}

bool as_noted(const fs::path& folder, const Noted& noted) {
    return std::all_of(noted.tables.begin(), noted.tables.end(),
                       [&](const auto& t) { return as_noted(folder / t.first, t.second, noted.revision); });
}

std::optional<Noted> noted_of(const fs::path& folder) {
    if (!fs::exists(folder / checks_file)) return std::nullopt;
    return noted_in(content_of(folder / checks_file));
}

/// Without reading the blocks.
bool as_stamped(const fs::path& folder, const std::vector<Stamp>& now) {
    std::ifstream in(folder / checks_file, std::ios::binary);
    std::string head(4, '\0');
    if (!in.read(head.data(), 4)) return false;
    constexpr std::uint32_t most_bytes = 1 << 20;
    const auto size = std::min(whole(head), most_bytes) + checksum_bytes;
    head.resize(4 + size);
    if (!in.read(head.data() + 4, static_cast<std::streamsize>(size))) return false;
    std::string_view rest = head;
    return stamps_in(take_part(rest)) == now;
}

/// Whether somebody holds the library's lock (xapian-core's FlintLock: a lock of an open file description).
bool being_written(const fs::path& folder) {
    const int fd = ::open((folder / lock_file).c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    struct flock lock {};
    lock.l_type = F_WRLCK, lock.l_whence = SEEK_SET, lock.l_len = 1;
    const bool held = ::fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(fd);
    return held;
}

/// Reads all blocks.
bool as_noted(const fs::path& folder) {
    const auto noted = noted_of(folder);
    return !noted || (glass::checksum(content_of(folder / version_file)) == noted->version && as_noted(folder, *noted));
}

}  // namespace

void note_checks(const fs::path& folder) {
    keep_owner(folder);  // before the times are noted
    const auto version = glass::version_of(folder);
    const auto file = folder / checks_file;
    if (!version) {  // laid out in a way that is not known here
        fs::remove(file);
        return;
    }
    Noted earlier;
    try {
        earlier = noted_of(folder).value_or(Noted{});
    } catch (const Error&) {  // whoever opens it next makes it anew; it must not look whole until then
        return;
    }
    Noted now{stamps(folder), version->revision, glass::checksum(content_of(folder / version_file)), {}};
    for (const auto& table : tables_in(folder))
        now.tables[table.filename().string()] =
            sums_of(table, earlier.tables[table.filename().string()], earlier.revision, version->revision);
    const auto fresh = folder / (std::string(checks_file) + ".new");
    std::ofstream out(fresh, std::ios::trunc | std::ios::binary);
    out << bytes_of(now) << std::flush;
    if (!out)
        throw Error(ErrorKind::storage, "the index folder cannot be written (checks)",
                    "Check the free space on the disk and the owner of the folder.");
    keep_owner(folder, fresh);
    fs::rename(fresh, file);
}

bool Checks::unharmed(const fs::path& folder) try {
    for (int left = rounds; left > 0; --left) {
        auto now = stamps(folder);
        if (folder == folder_ && now == seen_) return true;
        if (!as_stamped(folder, now)) {
            if (being_written(folder)) return true;
            const bool whole = as_noted(folder);
            if (now != stamps(folder)) continue;  // somebody wrote meanwhile
            if (!whole) return false;
        }
        folder_ = folder, seen_ = std::move(now);
        return true;
    }
    return true;
} catch (const Error&) {
    return false;
}

}  // namespace tangible::index
