// Tree reads blocks and refuses those of a later revision. Cursor remembers the blocks on its way from root to leaf,
// searches within a block by halving, and joins items that are stored in several parts.
#include "index/glass/cursor.h"
#include "index/glass/layout.h"
#include "index/glass/packing.h"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace tangible::index::glass {
namespace {

/// Where an item stands: a key, and which part of its value.
struct Standing {
    std::string_view key;
    std::size_t part;
    auto operator<=>(const Standing&) const = default;
};

Standing of_leaf(const Block& block, std::size_t n) {
    const Part part(block.item(n));
    return {part.key, part.first ? 1 : part.number};
}

Standing of_branch(const Block& block, std::size_t n) {
    auto item = block.item(n);
    take_bytes(item, 4);  // the child
    const auto key = take_bytes(item, whole(take_bytes(item, 1)));
    return {key, whole(take_bytes(item, 2))};
}

/// How many items of a block come before `to`.
template <class Of> std::size_t before(const Block& block, Of of, const Standing& to) {
    std::size_t low = 0, high = block.items();
    while (low < high) {
        const auto middle = (low + high) / 2;
        if (of(block, middle) < to)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

}  // namespace

// A table that is empty may have no file yet.  The others are opened at once: the folder may be taken away later.
Tree::Tree(const std::filesystem::path& folder, Table table) : path_(file(folder, table)) { open(); }

void Tree::open() const { descriptor_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC); }

Tree::~Tree() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Tree::read(std::uint32_t block, std::string& bytes) const {
    if (descriptor_ < 0) open();
    if (descriptor_ < 0) throw Overwritten();
    bytes.resize(block_bytes);
    const auto begin = static_cast<off_t>(block) * static_cast<off_t>(block_bytes);
    for (std::size_t have = 0; have < block_bytes;) {
        const auto n = ::pread(descriptor_, bytes.data() + have, block_bytes - have, begin + static_cast<off_t>(have));
        if (n == 0 || (n < 0 && errno != EINTR)) damaged();
        if (n > 0) have += static_cast<std::size_t>(n);
    }
    if (whole(std::string_view(bytes).substr(0, 4)) > revision_) throw Overwritten();
}

// What was read of this revision does not change, so that only other blocks are read.
void Cursor::load(std::size_t level, std::uint32_t number) {
    auto& step = path_[level];
    if (step.number == number) return;
    step.number.reset();
    tree_.read(number, step.bytes);
    if (step.block().level() != level || step.block().items() == 0) damaged();
    step.number = number;
}

// To the leaf that holds the key if any does.  The first key of a branch stands for all before the second.
void Cursor::descend(std::string_view key) {
    key_ = value_ = {};  // what they show may be read over
    load(path_.size() - 1, tree_.root().block);
    for (auto level = path_.size() - 1; level > 0; --level) {
        const auto block = path_[level].block();
        const auto after = before(block, of_branch, {key, 2});
        path_[level].item = after == 0 ? 0 : after - 1;
        load(level - 1, block.child(path_[level].item));
    }
}

bool Cursor::step_on() {
    std::size_t level = 0;
    while (level < path_.size() && path_[level].item + 1 >= path_[level].block().items()) ++level;
    if (level == path_.size()) return false;
    for (++path_[level].item; level > 0; --level) {
        load(level - 1, path_[level].block().child(path_[level].item));
        path_[level - 1].item = 0;
    }
    return true;
}

bool Cursor::step_back() {
    std::size_t level = 0;
    while (level < path_.size() && path_[level].item == 0) ++level;
    if (level == path_.size()) return false;
    for (--path_[level].item; level > 0; --level) {
        load(level - 1, path_[level].block().child(path_[level].item));
        path_[level - 1].item = path_[level - 1].block().items() - 1;
    }
    return true;
}

// Whoever asks for one key after another finds the next one a few items on.
bool Cursor::near(std::string_view key) {
    constexpr std::size_t few = 8;
    if (!leaf().number || key_.empty() || key_ >= key) return false;
    const auto block = leaf().block();
    for (auto at = leaf().item + 1, end = std::min(block.items(), at + few); at < end; ++at) {
        const Part part(block.item(at));
        if (part.key < key || !part.first) continue;
        leaf().item = at;
        return take(part);
    }
    return false;
}

bool Cursor::seek(std::string_view key) {
    if (tree_.root().empty()) return false;
    if (near(key)) return true;
    descend(key);
    leaf().item = before(leaf().block(), of_leaf, {key, 1});
    if (leaf().item < leaf().block().items()) return take();
    --leaf().item;
    return step_on() && take();
}

bool Cursor::seek_back(std::string_view key) {
    if (tree_.root().empty()) return false;
    descend(key);
    leaf().item = before(leaf().block(), of_leaf, {key, 2});
    do
        if (!step_back()) return false;
    while (!Part(leaf().block().item(leaf().item)).first);
    return !Part(leaf().block().item(leaf().item)).key.empty() && take();
}

bool Cursor::next() { return step_on() && take(); }

// The tree's own item, which is empty, is none.
bool Cursor::take() {
    const Part part(leaf().block().item(leaf().item));
    return part.key.empty() ? next() : take(part);
}

bool Cursor::take(Part part) {
    if (!part.first || part.compressed) damaged();
    key_ = part.key, value_ = part.value;
    if (part.last) return true;
    whole_key_ = key_, whole_value_ = value_;
    do {
        if (!step_on()) damaged();
        part = Part(leaf().block().item(leaf().item));
        if (part.first || part.key != whole_key_) damaged();
        whole_value_ += part.value;
    } while (!part.last);
    key_ = whole_key_, value_ = whole_value_;
    return true;
}

}  // namespace tangible::index::glass
