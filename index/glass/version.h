// The file `iamglass`: where the tables of a database begin, and statistics of all its documents.  N is a number as in
// packing.h.
//   "\x0f\x0dXapian Glass", date of the format (2), UUID (16), revision N
//   for each table:
//     number of the root block N
//     level x 4, + 2 when its leaves are in order, + 1 when it has no block yet N
//     items N
//     block size in 2 KiB N
//     size from which values may be compressed N
//     length N and bytes of the list of free blocks: revision, blocks in use, and four zeros, N each
//   documents N, last document less documents N, least length N, most occurrences N, greatest length less most
//     occurrences N, 0, sum of lengths N, 0
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace tangible::index::glass {

/// The tables in the order of the file.  `tables` is how many there are; spelling and synonym stay empty here.
enum Table { postlist, docdata, termlist, position, spelling, synonym, tables };

/// Where the tree of a table begins.
struct Root {
    /// Number of the root block; how many blocks are in use.
    std::uint32_t block = 0, blocks = 0;
    unsigned level = 0;       ///< of the root: 0 when it is a leaf
    bool in_order = true;     ///< the leaves are in the file in order of their keys
    std::uint64_t items = 0;  ///< without the empty first one
    bool empty() const { return blocks == 0; }
    bool operator==(const Root&) const = default;
};

/// Counts over all documents.  A length is a sum of occurrences; the least one leaves out documents without any.
struct Statistics {
    std::uint32_t documents = 0, last = 0, least_length = 0, most_length = 0, most_occurrences = 0;
    std::uint64_t all_lengths = 0;
    /// Counts one document.
    void add(std::uint32_t docid, std::uint32_t length);
    /// Counts the documents of another database, whose numbers come after those here.
    void add(const Statistics&);
    bool operator==(const Statistics&) const = default;
};

/// The content of `iamglass`.
struct Version {
    std::string uuid = new_uuid();
    std::uint32_t revision = 1;
    std::array<Root, tables> roots;
    Statistics statistics;

    /// Returns 16 random bytes, marked as a random UUID (version 4, RFC 4122).
    static std::string new_uuid();
};

/// Returns the name of a table: "postlist".
const char* name(Table);
/// Whether the library expects the table's file even when it is empty.
inline bool always_there(Table table) { return table == postlist || table == termlist; }
/// Whether later commits add to the table everywhere, and not at its end.
inline bool grows_within(Table table) { return table == postlist || table == position; }
/// Returns the path of a table's file: folder/postlist.glass.
std::filesystem::path file(const std::filesystem::path& folder, Table);

/// Returns the bytes of `iamglass`.
std::string bytes_of(const Version&);
/// Writes `iamglass`.  Throws Error{storage}.
void write(const Version&, const std::filesystem::path& folder);
/// Reads `iamglass`.  nullopt when the file is not there, or the database has another format or another size of blocks:
/// use the library for such a database.  Throws Error{storage} for bytes that make no sense.
std::optional<Version> version_of(const std::filesystem::path& folder);

}  // namespace tangible::index::glass
