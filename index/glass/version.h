// The file `iamglass`: where the tables of a database begin, and what is known of all its documents.
//   "\x0f\x0dXapian Glass", date of the format (2), UUID (16), revision N; of each table: root N, level x 4 + (2 when
//   its leaves lie in order) + (1 when it has no block yet) N, items N, block size in 2 KiB N, size N from which values
//   may be compressed, length N and bytes of the list of free blocks: revision, blocks in use, and four zeros, N each;
//   at the end the documents N, last document less that N, least length N, most occurrences N, greatest length less
//   that N, 0, sum of lengths N, 0.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace tangible::index::glass {

enum Table { postlist, docdata, termlist, position, spelling, synonym, tables };

/// Where the tree of a table begins.
struct Root {
    std::uint32_t block = 0, blocks = 0;  ///< its number; how many are in use
    unsigned level = 0;
    bool in_order = true;  ///< leaves lie in the file in order of their keys
    std::uint64_t items = 0;
    bool empty() const { return blocks == 0; }
    bool operator==(const Root&) const = default;
};

/// Lengths are sums of occurrences; the least is that of documents which have any.
struct Statistics {
    std::uint32_t documents = 0, last = 0, least_length = 0, most_length = 0, most_occurrences = 0;
    std::uint64_t all_lengths = 0;
    void add(std::uint32_t docid, std::uint32_t length);
    /// Of documents that come after these.
    void add(const Statistics&);
    bool operator==(const Statistics&) const = default;
};

struct Version {
    std::string uuid = new_uuid();
    std::uint32_t revision = 1;
    std::array<Root, tables> roots;
    Statistics statistics;

    static std::string new_uuid();
};

const char* name(Table);
/// Whether the library wants its file even when it is empty.
inline bool always_there(Table table) { return table == postlist || table == termlist; }
/// Whether additions to it go everywhere, and not to its end.
inline bool grows_within(Table table) { return table == postlist || table == position; }
std::filesystem::path file(const std::filesystem::path& folder, Table);

std::string bytes_of(const Version&);
void write(const Version&, const std::filesystem::path& folder);
/// nullopt when the database is laid out in a way that is not known here.
std::optional<Version> version_of(const std::filesystem::path& folder);

}  // namespace tangible::index::glass
