// First comes the format of the file `checks`, then the stamps of files, the checksums of blocks, and the comparison
// with what was noted. Checksums are computed anew only for blocks that were added or written since the last note: each
// block of Xapian begins with the revision that wrote it.
//
// The file `checks` has two parts. The stamps come first, since they alone are read each time:
//
//     size of the part (4), number of files, {name, 5 numbers}, checksum of the part (4)
//     size of the part (4), revision, checksum of iamglass, number of tables, {name, blocks, {checksum (4)}},
//                                                                                              checksum of the part (4)
//
// Numbers of four bytes have the most significant byte first; all others are packed (glass/packing.h).
#include "index/reader/checks.h"
#include "index/glass/layout.h"
#include "index/glass/make/deflater.h"
#include "index/glass/packing.h"
#include "index/glass/version.h"
#include "schemas/ground/error.h"
#include "schemas/system/own_file.h"
#include "schemas/system/owner.h"
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
// How often files may change while they are compared. If they change each time, somebody is writing.
constexpr int rounds = 3;

using Sums = std::vector<std::uint32_t>;

/// The state of an index that was noted.
struct Noted {
    std::vector<Stamp> stamps;
    std::uint32_t revision = 0;  ///< of the library: its count of commits
    std::uint32_t version = 0;   ///< checksum of the file that names the roots
    std::map<std::string, Sums> tables;
};

// Four bytes as a number, the most significant first; add_whole() is the other direction.
std::uint32_t whole(std::string_view bytes) {
    std::uint32_t n = 0;
    for (const char c : bytes) n = n << 8 | static_cast<unsigned char>(c);
    return n;
}

void add_whole(std::string& to, std::uint32_t n) {
    for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(n >> shift);
}

// The size before the part lets a reader stop after the first; the checksum behind it detects a half-written file.
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

/// Throws Error{storage} for bytes that end too early.
std::vector<Stamp> stamps_in(std::string_view bytes) {
    std::vector<Stamp> all;
    for (auto left = glass::take_number(bytes); left > 0; --left) {
        Stamp stamp{std::string(glass::take_string(bytes)), {}};
        for (auto& n : stamp.of) n = static_cast<std::int64_t>(glass::take_number(bytes));
        all.push_back(std::move(stamp));
    }
    return all;
}

/// Reads the whole file. Throws Error{storage} for what bytes_of() did not write.
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

// Returns the stamps of all files but `checks` itself, which is written after them, and the library's lock. A folder
// that is gone has none.
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

// Computes the checksums of blocks that are new, or whose revision says that a commit since the last note wrote them,
// and takes the others from that note. A block with a later revision than the table's belongs to no commit yet, so its
// old checksum stays.
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

// Whether all blocks are as noted. A block may differ when it carries the next revision: somebody is writing it, or was
// killed while doing so. The tables do not lead to it, and the library refuses it if they do.
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

/// Whether the files have the noted stamps. Reads only the first part of `checks`.
bool as_stamped(const fs::path& folder, const std::vector<Stamp>& now) {
    std::ifstream in(folder / checks_file, std::ios::binary);
    std::string head(4, '\0');
    if (!in.read(head.data(), 4)) return false;
    // A damaged size must not make us read gigabytes; the stamps of an index are some hundred bytes.
    constexpr std::uint32_t most_bytes = 1 << 20;
    const auto size = std::min(whole(head), most_bytes) + checksum_bytes;
    head.resize(4 + size);
    if (!in.read(head.data() + 4, static_cast<std::streamsize>(size))) return false;
    std::string_view rest = head;
    return stamps_in(take_part(rest)) == now;
}

/// Whether any process holds the library's lock. FlintLock of xapian-core locks the first byte of the file for its open
/// file description (F_OFD_SETLK), so asking works even from the process that holds it.
bool being_written(const fs::path& folder) {
    const int fd = ::open((folder / lock_file).c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    struct flock lock {};
    lock.l_type = F_WRLCK, lock.l_whence = SEEK_SET, lock.l_len = 1;
    const bool held = ::fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
    ::close(fd);
    return held;
}

/// As above for the whole index in `folder`; true for one without a note. Reads all blocks.
bool as_noted(const fs::path& folder) {
    const auto noted = noted_of(folder);
    return !noted || (glass::checksum(content_of(folder / version_file)) == noted->version && as_noted(folder, *noted));
}

}  // namespace

void note_checks(const fs::path& folder) {
    keep_owner(folder);  // changes the ctime, so it must come before the times are noted
    const auto version = glass::version_of(folder);
    const auto file = folder / checks_file;
    if (!version) {  // a layout that we do not know: no checksums rather than wrong ones
        fs::remove(file);
        return;
    }
    Noted earlier;
    try {
        earlier = noted_of(folder).value_or(Noted{});
    } catch (const Error&) {
        // The note is damaged. It stays, so that the index does not pass for whole until it is made anew.
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
        // Stamps differ. A writer at work explains that; otherwise the blocks decide. They are read between two looks
        // at the stamps, since a writer may have come and gone meanwhile.
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
