// Writes a table of a Glass database in the order of its keys, from its first block to its last: each block is filled,
// written, and never looked at again, so a table of any size takes little memory.  The leaves are in order in the file;
// a branch follows the last of the blocks that it names.
//
//     TableWriter table(folder, docdata);
//     for (const auto& [key, value] : sorted) table.add(key, value);
//     version.roots[docdata] = table.finish();
#pragma once
#include "index/glass/file.h"
#include "index/glass/version.h"
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// A table that is being written, from one thread.
class TableWriter {
public:
    /// Makes no file until there is something to write.
    TableWriter(const std::filesystem::path& folder, Table table);
    /// Adds an item.  Keys must come in order, each once, and have at most `most_key_bytes` bytes: otherwise throws
    /// Error{storage}.  `compressed`: the value is deflated.
    void add(std::string_view key, std::string_view value, bool compressed = false);
    /// Writes what is left and returns where the tree begins.  Nothing can be added after that.
    Root finish();

private:
    /// The block of one level that is being filled.
    struct Block {
        std::string bytes;
        std::size_t directory_end = 0, items_begin = 0;  ///< the free room is between them
        /// The block has the items from this key and part on.
        std::string key;
        unsigned part = 0;
        bool empty() const;
        std::size_t room() const { return items_begin - directory_end; }
    };
    static Block fresh();
    char* place(Block&, std::size_t bytes);
    void add_part(std::string_view key, std::string_view bytes, unsigned part, unsigned flags);
    void add_child(std::size_t level, std::string_view key, unsigned part, std::uint32_t block);
    void begin_leaf(std::string_view key, unsigned part);
    void begin();
    std::uint32_t write(std::size_t level);
    void close(std::size_t level);

    std::filesystem::path file_;
    Table table_;
    std::size_t kept_free_;  ///< bytes of each leaf that stay free
    std::optional<OutFile> out_;
    std::vector<Block> levels_;  ///< leaves are level 0
    std::string last_key_;
    std::uint64_t items_ = 0;   ///< without the empty first one
    std::uint32_t blocks_ = 0;  ///< written so far, and so the number of the next one
};

}  // namespace tangible::index::glass
