// Reads a table of a glass database, or a piece of it, in order of its keys.
#pragma once
#include "index/glass/block.h"
#include "index/glass/version.h"
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// A table's file, and its leaves in order of their keys, found by walking down its tree.
class TableFile {
public:
    /// Throws Error{storage} for what cannot be.
    TableFile(const std::filesystem::path& folder, Table, const Root&);
    const std::filesystem::path& path() const { return path_; }
    const std::vector<std::uint32_t>& leaves() const { return leaves_; }

private:
    std::filesystem::path path_;
    std::vector<std::uint32_t> leaves_;
};

class TableReader {
public:
    static constexpr std::size_t all = static_cast<std::size_t>(-1);
    /// Of all that begins in the leaves `from` to before `to`; before its first item.
    explicit TableReader(const TableFile&, std::size_t from = 0, std::size_t to = all);
    /// To the next item; false when there is none.  Throws Error{storage} for what cannot be.
    bool next();
    // Of this item, until the next call.
    std::string_view key() const { return key_; }
    std::string_view value() const { return value_; }  ///< as it is stored
    bool compressed() const { return compressed_; }

private:
    bool to_leaf(std::size_t end);
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
