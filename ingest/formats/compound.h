// Reads compound files ([MS-CFB]): a small file system in one file, in which old Office programs keep their streams
// (.doc, .xls, .msg).
//
// Takes any bytes.  A stream ends early when its sectors lead outside the file or in a circle.
//
//     const Compound file(bytes);
//     if (const auto text = file.stream("WordDocument")) read(*text);
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// A compound file in memory.
class Compound {
public:
    /// Reads the directory.  `bytes` must outlive this object.  Bytes that are no compound file give one without
    /// streams.
    explicit Compound(std::string_view bytes);
    /// Returns whether the bytes begin with the signature of compound files.
    static bool looks_like_one(std::string_view bytes);

    /// Returns a stream by its name, in upper or lower case; nullopt when there is none.  "storage/name" names a stream
    /// inside a storage (a folder); storages may be 8 deep.  At most 64 MiB of a stream are returned.
    std::optional<std::string> stream(std::string_view name) const;
    /// Returns the names of all streams, in lower case.
    std::vector<std::string> names() const;

private:
    /// A stream in the directory.
    struct Entry {
        std::string name;         ///< with its storages, in lower case; '?' for each character that is not ASCII
        std::uint32_t first = 0;  ///< its first sector, or small sector
        std::uint64_t size = 0;
    };
    std::string_view sector(std::uint32_t number) const;
    std::string chain(std::uint32_t first, std::uint64_t size) const;
    std::string small_chain(std::uint32_t first, std::uint64_t size) const;
    void read_table();
    void read_entries(std::string_view directory);

    std::string_view bytes_;
    unsigned sector_bits_ = 9, small_bits_ = 6;     ///< sizes of sectors, as powers of two
    std::uint32_t small_below_ = 4096;              ///< shorter streams are kept in small sectors
    std::vector<std::uint32_t> next_, small_next_;  ///< for each sector, the one that follows it in its stream
    std::string small_;                             ///< the stream that contains all small sectors
    std::vector<Entry> entries_;
};

/// Return the little-endian number at an offset; 0 when it is not wholly inside the bytes.
std::uint16_t u16_at(std::string_view bytes, std::size_t at);
std::uint32_t u32_at(std::string_view bytes, std::size_t at);

}  // namespace tangible::ingest
