#include "index/glass/table_reader.h"
#include "index/glass/layout.h"
#include "index/glass/packing.h"

namespace tangible::index::glass {
namespace {

void read(std::ifstream& in, std::size_t block, std::string& bytes) {
    bytes.resize(block_bytes);
    in.seekg(static_cast<std::streamoff>(block * block_bytes));
    if (!in.read(bytes.data(), static_cast<std::streamsize>(block_bytes))) damaged();
}

void add_leaves(std::vector<std::uint32_t>& to, std::ifstream& in, std::uint32_t n, std::size_t level) {
    if (level == 0) return to.push_back(n);
    std::string bytes;
    read(in, n, bytes);
    const Block branch(bytes);
    if (branch.level() != level) damaged();
    for (std::size_t i = 0; i < branch.items(); ++i) add_leaves(to, in, branch.child(i), level - 1);
}

}  // namespace

std::vector<std::uint32_t> leaves_of(const std::filesystem::path& file, const Root& root) {
    std::vector<std::uint32_t> leaves;
    if (root.empty()) return leaves;
    std::ifstream in(file, std::ios::binary);
    add_leaves(leaves, in, root.block, root.level);
    return leaves;
}

TableReader::TableReader(const std::filesystem::path& folder, Table table, const Root& root)
    : leaves_(leaves_of(file(folder, table), root)) {
    if (!root.empty()) in_.open(file(folder, table), std::ios::binary);
}

bool TableReader::next_leaf() {
    if (next_leaf_ == leaves_.size()) return false;
    read(in_, leaves_[next_leaf_++], bytes_);
    leaf_.emplace(bytes_);
    if (leaf_->level() != 0) damaged();
    next_item_ = 0;
    return true;
}

// The tree's own, which is empty, is left out.
std::optional<Part> TableReader::next_part() {
    for (;;) {
        while (!leaf_ || next_item_ == leaf_->items())
            if (!next_leaf()) return std::nullopt;
        const Part part(leaf_->item(next_item_++));
        if (!part.key.empty()) return part;
    }
}

bool TableReader::next() {
    auto part = next_part();
    if (!part) return false;
    if (!part->first) damaged();
    key_ = part->key, value_ = part->value, compressed_ = part->compressed;
    if (part->last) return true;
    whole_key_ = key_, whole_value_ = value_;
    do {
        part = next_part();
        if (!part || part->first || part->key != whole_key_) damaged();
        whole_value_ += part->value;
    } while (!part->last);
    key_ = whole_key_, value_ = whole_value_;
    return true;
}

}  // namespace tangible::index::glass
