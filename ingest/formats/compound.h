// Compound files (MS-CFB): the small file system that old Office programs wrote into one file.
// Takes any bytes; sectors that point outside the file or in circles end a stream there.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

class Compound {
public:
    /// The bytes must outlive it.
    explicit Compound(std::string_view bytes);
    static bool looks_like_one(std::string_view bytes);

    /// By its name in any case; nullopt when there is none.  "storage/name" for one within a storage, 8 deep at most.
    std::optional<std::string> stream(std::string_view name) const;
    /// Of all streams, lower-case.
    std::vector<std::string> names() const;

private:
    struct Entry {
        std::string name;  ///< with its storages; lower-case; what is not ASCII is '?'
        std::uint32_t first = 0;
        std::uint64_t size = 0;
    };
    std::string_view sector(std::uint32_t number) const;
    std::string chain(std::uint32_t first, std::uint64_t size) const;
    std::string small_chain(std::uint32_t first, std::uint64_t size) const;
    void read_table();
    void read_entries(std::string_view directory);

    std::string_view bytes_;
    unsigned sector_bits_ = 9, small_bits_ = 6;
    std::uint32_t small_below_ = 4096;
    std::vector<std::uint32_t> next_, small_next_;  ///< the sector that follows each
    std::string small_;                             ///< what small streams are cut from
    std::vector<Entry> entries_;
};

/// Little-endian numbers at an offset; 0 beyond the end.
std::uint16_t u16_at(std::string_view bytes, std::size_t at);
std::uint32_t u32_at(std::string_view bytes, std::size_t at);

}  // namespace tangible::ingest
