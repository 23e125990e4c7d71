// Fills a block with items from its end backwards, and splits values that do not fit into parts. A full block is
// written out and listed in the block of the level above, which is filled in the same way. A B-tree that is filled in
// order needs no search and no splits, and its blocks are full.
#include "index/glass/table_writer.h"
#include "index/glass/layout.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <utility>

namespace tangible::index::glass {
namespace {

constexpr std::uint32_t revision = 1;  ///< the first commit into an empty folder
/// Smaller parts are not worth a second block to read.
constexpr std::size_t least_part = block_bytes / 32;

// Writes an integer of some bytes, the most significant first.
void put(char* to, std::size_t n, int bytes) {
    for (int at = bytes - 1; at >= 0; --at) *to++ = static_cast<char>(n >> 8 * at);
}

// The shortest beginning of `key` that comes after `before`: enough for a branch to tell the blocks apart.
std::string_view between(std::string_view before, std::string_view key) {
    const auto shared = std::mismatch(before.begin(), before.end(), key.begin(), key.end()).second - key.begin();
    return key.substr(0, static_cast<std::size_t>(shared) + 1);
}

}  // namespace

TableWriter::TableWriter(const std::filesystem::path& folder, Table table)
    : file_(file(folder, table)), table_(table), kept_free_(grows_within(table) ? kept_free : 0) {}

TableWriter::Block TableWriter::fresh() { return {std::string(block_bytes, '\0'), directory, block_bytes, {}, 0}; }
bool TableWriter::Block::empty() const { return directory_end == directory; }

// Makes room for an item of so many bytes, with its entry in the directory, and returns where the item goes.
char* TableWriter::place(Block& block, std::size_t bytes) {
    block.items_begin -= bytes;
    put(block.bytes.data() + block.directory_end, block.items_begin, 2);
    block.directory_end += 2;
    return block.bytes.data() + block.items_begin;
}

// The file, its first leaf, and the empty first item that every table has.
void TableWriter::begin() {
    out_.emplace(file_);
    levels_.push_back(fresh());
    add_part({}, {}, 1, first_flag | last_flag);
}

void TableWriter::add(std::string_view key, std::string_view value, bool compressed) {
    if (levels_.empty()) begin();
    if (key.size() > most_key_bytes || key <= last_key_)
        throw Error(ErrorKind::storage, "a term cannot be written to the index", "Please report this.");
    ++items_;
    unsigned part = 1;
    // Each round adds one part: the whole value, as much as an item may have, or as much as the leaf has room for.
    do {
        const std::size_t head = 3 + key.size() + (part > 1 ? 2 : 0), most = most_item_bytes - head;
        auto bytes = std::min(value.size(), most);
        const auto room = levels_[0].room() - std::min(levels_[0].room(), kept_free_);
        if (room < head + bytes + 2) {
            if (room >= head + 2 + least_part && bytes > least_part)
                bytes = room - head - 2;
            else
                begin_leaf(key, part);
        }
        const bool last = bytes == value.size();
        add_part(key, value.substr(0, bytes), part,
                 (compressed ? compressed_flag : 0) | (last ? last_flag : 0) | (part == 1 ? first_flag : 0));
        value.remove_prefix(bytes);
        ++part;
    } while (!value.empty());
    last_key_ = key;
}

void TableWriter::add_part(std::string_view key, std::string_view bytes, unsigned part, unsigned flags) {
    const std::size_t head = 3 + key.size() + (part > 1 ? 2 : 0);
    char* to = place(levels_[0], head + bytes.size());
    put(to, flags | (head + bytes.size() - 3), 2);
    put(to + 2, key.size(), 1);
    key.copy(to + 3, key.size());
    if (part > 1) put(to + 3 + key.size(), part, 2);
    bytes.copy(to + head, bytes.size());
}

// Starts a leaf with this item. A branch needs only as much of its key as parts it from the last one; between two parts
// of one item, the whole key.
void TableWriter::begin_leaf(std::string_view key, unsigned part) {
    close(0);
    levels_[0].key = part > 1 ? key : between(last_key_, key);
    levels_[0].part = part;
}

// Lists a finished block in the level above.
void TableWriter::add_child(std::size_t level, std::string_view key, unsigned part, std::uint32_t child) {
    if (level == levels_.size()) levels_.push_back(fresh());
    if (levels_[level].room() < 4 + 1 + key.size() + 2 + 2) {
        close(level);
        levels_[level].key = key;
        levels_[level].part = part;
    }
    // The first key of a branch is empty.
    if (levels_[level].empty()) key = {}, part = 0;
    char* to = place(levels_[level], 4 + 1 + key.size() + 2);
    put(to, child, 4);
    put(to + 4, key.size(), 1);
    key.copy(to + 5, key.size());
    put(to + 5 + key.size(), part, 2);
}

// Completes the head of a block, writes the block and returns its number.
std::uint32_t TableWriter::write(std::size_t level) {
    auto& block = levels_[level];
    char* to = block.bytes.data();
    put(to, revision, 4);
    put(to + 4, level, 1);
    put(to + 5, block.room(), 2);
    put(to + 7, block.room(), 2);
    put(to + 9, block.directory_end, 2);
    out_->add(block.bytes);
    return blocks_++;
}

// Writes the block of a level and starts another. add_child() may add a level and move `levels_`, so the finished block
// is taken out first.
void TableWriter::close(std::size_t level) {
    const auto child = write(level);
    const auto full = std::exchange(levels_[level], fresh());
    add_child(level + 1, full.key, full.part, child);
}

Root TableWriter::finish() {
    if (levels_.empty()) {
        if (always_there(table_)) OutFile(file_).close();
        return {};
    }
    for (std::size_t level = 0; level + 1 < levels_.size(); ++level) close(level);
    const auto top = levels_.size() - 1;
    Root root;
    root.block = write(top);
    root.level = static_cast<unsigned>(top);
    root.blocks = blocks_;
    root.items = items_;
    out_->close();
    return root;
}

}  // namespace tangible::index::glass
