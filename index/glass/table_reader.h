// Reads a table of a Glass database, or some of its leaves, in order of its keys.  For databases that nobody is writing
// to: a table in use is read with cursor.h.
//
//     const TableFile file(folder, termlist, version.roots[termlist]);
//     for (TableReader table(file); table.next();) use(table.key(), table.value(), table.compressed());
//
// Leaves [from, to) of one TableFile can be read by one thread while another reads the next ones.
#pragma once
#include "index/glass/block.h"
#include "index/glass/version.h"
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// A table's file, and the block numbers of its leaves in order of their keys.
class TableFile {
public:
    /// Walks down the tree.  Throws Error{storage} for a tree that cannot be.
    TableFile(const std::filesystem::path& folder, Table, const Root&);
    const std::filesystem::path& path() const { return path_; }
    const std::vector<std::uint32_t>& leaves() const { return leaves_; }

private:
    std::filesystem::path path_;
    std::vector<std::uint32_t> leaves_;
};

/// A place in a table, before its first item to begin with.
class TableReader {
public:
    static constexpr std::size_t all = static_cast<std::size_t>(-1);
    /// Reads the items that begin in leaves `from` to before `to`.  An item that began earlier is left out, and one
    /// that goes on in later leaves is read to its end.
    explicit TableReader(const TableFile&, std::size_t from = 0, std::size_t to = all);
    /// Moves to the next item; returns false when there is none.  Throws Error{storage} for bytes that make no sense.
    bool next();
    /// Key and whole value of this item, the value as it is stored.  The views stay valid until the next call.
    std::string_view key() const { return key_; }
    std::string_view value() const { return value_; }
    /// Whether the value is deflated.
    bool compressed() const { return compressed_; }

private:
    /// Reads the next leaf; false at `end`.
    bool to_leaf(std::size_t end);
    /// Takes the next item of the leaves before `end`.
    std::optional<Part> next_part(std::size_t end);

    std::vector<std::uint32_t> leaves_;
    std::size_t next_leaf_, end_, next_item_ = 0;
    std::ifstream in_;
    std::string bytes_;
    std::optional<Block> leaf_;
    std::string whole_key_, whole_value_;  ///< of an item in several parts
    std::string_view key_, value_;
    bool compressed_ = false;
};

}  // namespace tangible::index::glass
