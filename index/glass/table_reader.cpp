// TableFile walks down the tree once to list the leaves. TableReader reads these one by one, joins values that are
// stored in parts, and reads beyond its last leaf to finish a value that began there.
#include "index/glass/table_reader.h"
#include "index/glass/layout.h"
#include "index/glass/packing.h"
#include <algorithm>

namespace tangible::index::glass {
namespace {

void read(std::ifstream& in, std::size_t block, std::string& bytes) {
    bytes.resize(block_bytes);
    in.seekg(static_cast<std::streamoff>(block * block_bytes));
    if (!in.read(bytes.data(), static_cast<std::streamsize>(block_bytes))) damaged();
}

// As deep as the tree has levels, which version_of() limits.
void add_leaves(std::vector<std::uint32_t>& to, std::ifstream& in, std::uint32_t n, std::size_t level) {
    if (level == 0) return to.push_back(n);
    std::string bytes;
    read(in, n, bytes);
    const Block branch(bytes);
    if (branch.level() != level) damaged();
    for (std::size_t i = 0; i < branch.items(); ++i) add_leaves(to, in, branch.child(i), level - 1);
}

}  // namespace

TableFile::TableFile(const std::filesystem::path& folder, Table table, const Root& root) : path_(file(folder, table)) {
    if (root.empty()) return;
    std::ifstream in(path_, std::ios::binary);
    add_leaves(leaves_, in, root.block, root.level);
}

TableReader::TableReader(const TableFile& table, std::size_t from, std::size_t to)
    : leaves_(table.leaves()), next_leaf_(from), end_(std::min(to, leaves_.size())) {
    if (from < end_) in_.open(table.path(), std::ios::binary);
}

bool TableReader::to_leaf(std::size_t end) {
    if (next_leaf_ >= end) return false;
    read(in_, leaves_[next_leaf_++], bytes_);
    leaf_.emplace(bytes_);
    if (leaf_->level() != 0) damaged();
    next_item_ = 0;
    return true;
}

// The empty first item of the table is skipped. `next_leaf_` is beyond `end` when the last item led to a later leaf.
std::optional<Part> TableReader::next_part(std::size_t end) {
    if (next_leaf_ > end) return std::nullopt;
    for (;;) {
        while (!leaf_ || next_item_ == leaf_->items())
            if (!to_leaf(end)) return std::nullopt;
        const Part part(leaf_->item(next_item_++));
        if (!part.key.empty()) return part;
    }
}

bool TableReader::next() {
    auto part = next_part(end_);
    // These parts belong to an item that began before `from`.
    while (part && !part->first && key_.empty()) part = next_part(end_);
    if (!part) return false;
    if (!part->first) damaged();
    key_ = part->key, value_ = part->value, compressed_ = part->compressed;
    if (part->last) return true;
    whole_key_ = key_, whole_value_ = value_;
    do {
        part = next_part(leaves_.size());
        if (!part || part->first || part->key != whole_key_) damaged();
        whole_value_ += part->value;
    } while (!part->last);
    key_ = whole_key_, value_ = whole_value_;
    return true;
}

}  // namespace tangible::index::glass
