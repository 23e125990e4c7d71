// How a compound file is made up ([MS-CFB]):
//
// - A header of 512 bytes, then sectors of 512 bytes (or another power of two), numbered from 0.
// - A table of sectors (FAT) with the number of the sector that follows each.  A stream is the chain that begins at its
//   first sector.  The header lists the sectors of the table: 109 of them, the rest in further sectors (DIFAT).
// - Streams below 4096 bytes are chains of small sectors of 64 bytes.  These are cut from one large stream, that of the
//   root entry, and have a table of their own (MiniFAT).
// - A directory: entries of 128 bytes for storages (folders) and streams.  The entries of a storage form a binary tree
//   through their left and right siblings, whose root is the child of the storage.
//
// The constructor reads the tables and the directory; stream() follows a chain.  All numbers are an outsider's, so each
// chain ends after as many steps as its table has entries, and each offset is checked.
#include "ingest/formats/compound.h"
#include "schemas/ground/ascii.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::string_view magic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::uint32_t last_regular = 0xFFFFFFFA, nowhere = 0xFFFFFFFF;  // numbers above last_regular are marks
constexpr std::size_t header_bytes = 512, entry_bytes = 128, table_in_header = 109;
constexpr std::uint64_t max_stream_bytes = std::uint64_t{64} << 20;
constexpr int max_depth = 8;
constexpr std::size_t max_entries = 20'000;
enum EntryType : unsigned char { storage_entry = 1, stream_entry = 2, root_entry = 5 };

/// Returns an entry's name in lower case.  It is at most 32 units of UTF-16, with a NUL at the end, and its length in
/// bytes is at offset 64.  Names that matter here are ASCII.
std::string name_of(std::string_view entry) {
    std::string name;
    const std::size_t units = std::min<std::size_t>(u16_at(entry, 64) / 2, 32);
    for (std::size_t i = 0; i + 1 < units; ++i) {
        const std::uint16_t unit = u16_at(entry, 2 * i);
        name += unit < 0x80 ? static_cast<char>(unit) : '?';
    }
    return lower_ascii(name);
}

void append_numbers(std::vector<std::uint32_t>& to, std::string_view sector) {
    for (std::size_t at = 0; at + 4 <= sector.size(); at += 4) to.push_back(u32_at(sector, at));
}

}  // namespace

std::uint16_t u16_at(std::string_view bytes, std::size_t at) {
    if (at + 2 > bytes.size()) return 0;
    return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1])
                                                                                  << 8);
}

std::uint32_t u32_at(std::string_view bytes, std::size_t at) {
    return u16_at(bytes, at) | static_cast<std::uint32_t>(u16_at(bytes, at + 2)) << 16;
}

bool Compound::looks_like_one(std::string_view bytes) { return bytes.starts_with(magic); }

// Offsets in the header: 30 and 32 sizes of sectors and small sectors (powers of two), 44 and following counts, 48
// first sector of the directory, 56 size below which a stream is small, 60 first sector of the table of small sectors,
// 68 first sector of the list that continues the 109 entries at 76.
Compound::Compound(std::string_view bytes) : bytes_(bytes) {
    if (!looks_like_one(bytes) || bytes.size() < header_bytes) return;
    sector_bits_ = std::clamp<unsigned>(u16_at(bytes, 30), 7, 16);
    small_bits_ = std::clamp<unsigned>(u16_at(bytes, 32), 4, sector_bits_);
    small_below_ = u32_at(bytes, 56);
    read_table();
    append_numbers(small_next_, chain(u32_at(bytes, 60), max_stream_bytes));
    read_entries(chain(u32_at(bytes, 48), max_stream_bytes));
}

// Sector 0 begins behind the header, which takes the space of one sector.
std::string_view Compound::sector(std::uint32_t number) const {
    const std::uint64_t begin = (static_cast<std::uint64_t>(number) + 1) << sector_bits_;
    if (number > last_regular || begin >= bytes_.size()) return {};
    return bytes_.substr(begin, std::size_t{1} << sector_bits_);
}

/// Reads the table of sectors, which is itself in sectors.  The header lists the first 109 of these; each further
/// sector of the list ends with the number of the next.
void Compound::read_table() {
    std::vector<std::uint32_t> parts;
    append_numbers(parts, bytes_.substr(76, 4 * table_in_header));
    const std::size_t sectors = bytes_.size() >> sector_bits_;
    std::uint32_t more = u32_at(bytes_, 68);
    for (std::size_t n = 0; n < sectors && !sector(more).empty(); ++n) {
        append_numbers(parts, sector(more));
        more = parts.back();
        parts.pop_back();
    }
    for (std::uint32_t part : parts) {
        if (next_.size() >= sectors) break;
        append_numbers(next_, sector(part));
    }
    next_.resize(std::min(next_.size(), sectors));  // bounds the steps in chain(): a circle ends after one round
}

std::string Compound::chain(std::uint32_t first, std::uint64_t size) const {
    std::string out;
    std::size_t steps = 0;
    for (std::uint32_t at = first; out.size() < size && steps < next_.size(); ++steps) {
        const std::string_view piece = sector(at);
        if (piece.empty()) break;
        out += piece;
        at = at < next_.size() ? next_[at] : nowhere;
    }
    if (out.size() > size) out.resize(size);
    return out;
}

std::string Compound::small_chain(std::uint32_t first, std::uint64_t size) const {
    std::string out;
    std::size_t steps = 0;
    for (std::uint32_t at = first; out.size() < size && steps < small_next_.size(); ++steps) {
        const std::uint64_t begin = static_cast<std::uint64_t>(at) << small_bits_;
        if (begin >= small_.size()) break;
        out += small_.substr(begin, std::size_t{1} << small_bits_);
        at = at < small_next_.size() ? small_next_[at] : nowhere;
    }
    if (out.size() > size) out.resize(size);
    return out;
}

/// Reads the directory.  Visits the trees of siblings with a stack of its own, at most as many entries as there are, so
/// that a circle ends.  Offsets in an entry: 66 type, 68 and 72 siblings, 76 child, 116 first sector, 120 size.
void Compound::read_entries(std::string_view directory) {
    struct Open {
        std::uint32_t entry;
        std::string storage;
        int depth;
    };
    const std::string_view root = directory.substr(0, entry_bytes);
    if (root.size() < entry_bytes || root[66] != root_entry) return;
    small_ = chain(u32_at(root, 116), std::min<std::uint64_t>(u32_at(root, 120), max_stream_bytes));
    std::vector<Open> open{{u32_at(root, 76), "", 0}};
    for (std::size_t seen = 0; !open.empty() && seen < std::min(directory.size() / entry_bytes, max_entries);) {
        const Open next = std::move(open.back());
        open.pop_back();
        const std::size_t at = std::size_t{next.entry} * entry_bytes;
        if (at + entry_bytes > directory.size()) continue;
        ++seen;
        const std::string_view entry = directory.substr(at, entry_bytes);
        const std::string name = next.storage + name_of(entry);
        open.push_back({u32_at(entry, 68), next.storage, next.depth});
        open.push_back({u32_at(entry, 72), next.storage, next.depth});
        if (entry[66] == storage_entry && next.depth < max_depth)
            open.push_back({u32_at(entry, 76), name + '/', next.depth + 1});
        if (entry[66] == stream_entry) entries_.push_back({name, u32_at(entry, 116), u32_at(entry, 120)});
    }
}

std::vector<std::string> Compound::names() const {
    std::vector<std::string> names;
    for (const Entry& entry : entries_) names.push_back(entry.name);
    return names;
}

std::optional<std::string> Compound::stream(std::string_view name) const {
    const auto found = std::ranges::find(entries_, lower_ascii(name), &Entry::name);
    if (found == entries_.end()) return std::nullopt;
    const std::uint64_t size = std::min(found->size, max_stream_bytes);
    return found->size < small_below_ ? small_chain(found->first, size) : chain(found->first, size);
}

}  // namespace tangible::ingest
