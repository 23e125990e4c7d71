// Writes a table of a glass database in the order of its keys, from the first block to the last: each block is filled
// and never looked at again.  The leaves lie in order; a branch follows the last of the blocks that it names.
#pragma once
#include "index/glass/file.h"
#include "index/glass/version.h"
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

class TableWriter {
public:
    /// Makes no file before there is something to write.
    TableWriter(const std::filesystem::path& folder, Table table);
    /// Keys must come in order, each once, and be of `most_key_bytes` at most: else throws Error{storage}.
    void add(std::string_view key, std::string_view value, bool compressed = false);
    /// Writes what is left.  Nothing can be added from then on.
    Root finish();

private:
    /// The block of a level that is being filled.
    struct Block {
        std::string bytes;
        std::size_t directory_end = 0, items_begin = 0;
        std::string key;  ///< from which on it has what there is, and the part
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
    std::size_t kept_free_;
    std::optional<OutFile> out_;
    std::vector<Block> levels_;
    std::string last_key_;
    std::uint64_t items_ = 0;
    std::uint32_t blocks_ = 0;
};

}  // namespace tangible::index::glass
