// Reads a table of a glass database from its first key to its last.
#pragma once
#include "index/glass/block.h"
#include "index/glass/version.h"
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// The leaves of a table in order of their keys, found by walking down its tree.
std::vector<std::uint32_t> leaves_of(const std::filesystem::path& file, const Root&);

class TableReader {
public:
    /// Before its first item.
    TableReader(const std::filesystem::path& folder, Table, const Root&);
    /// To the next item; false when there is none.  Throws Error{storage} for what cannot be.
    bool next();
    // Of this item, until the next call.
    std::string_view key() const { return key_; }
    std::string_view value() const { return value_; }  ///< as it is stored
    bool compressed() const { return compressed_; }

private:
    bool next_leaf();
    std::optional<Part> next_part();

    std::ifstream in_;
    std::vector<std::uint32_t> leaves_;
    std::string bytes_;
    std::optional<Block> leaf_;
    std::size_t next_item_ = 0, next_leaf_ = 0;
    std::string whole_value_, whole_key_;  ///< of an item in several parts
    std::string_view key_, value_;
    bool compressed_ = false;
};

}  // namespace tangible::index::glass
