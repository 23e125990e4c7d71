// Tree reads blocks and refuses those of a later revision. Cursor remembers the blocks on its way from root to leaf, so
// that keys asked for in order need few new blocks; it searches within a block by halving, and joins items that are
// stored in several parts.
#include "index/glass/cursor.h"
#include "index/glass/layout.h"
#include "index/glass/packing.h"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace tangible::index::glass {
namespace {

/// The place of an item in the order of a table: its key, and which part of its value it has.
struct Standing {
    std::string_view key;
    std::size_t part;
    auto operator<=>(const Standing&) const = default;
};

// The place of item `n`.
Standing of_leaf(const Block& block, std::size_t n) {
    const Part part(block.item(n));
    return {part.key, part.first ? 1 : part.number};
}

// The place from which on item `n` leads.
Standing of_branch(const Block& block, std::size_t n) {
    auto item = block.item(n);
    take_bytes(item, 4);  // the child
    const auto key = take_bytes(item, whole(take_bytes(item, 1)));
    return {key, whole(take_bytes(item, 2))};
}

/// Returns how many items of a block come before `to`.
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
    // The first four bytes of a block are its revision.
    if (whole(std::string_view(bytes).substr(0, 4)) > revision_) throw Overwritten();
}

// Reads a block into a level of the path, unless it is there: a block of this revision does not change.
void Cursor::load(std::size_t level, std::uint32_t number) {
    auto& step = path_[level];
    if (step.number == number) return;
    step.number.reset();
    tree_.read(number, step.bytes);
    if (step.block().level() != level || step.block().items() == 0) damaged();
    step.number = number;
}

// Goes to the leaf that has the key if any does. The first key of a branch is empty and stands for everything before
// the second. Part 2 puts the border behind the item whose key is the key itself.
void Cursor::descend(std::string_view key) {
    // They are views of a leaf that may be read over now.
    key_ = value_ = {};
    load(path_.size() - 1, tree_.root().block);
    for (auto level = path_.size() - 1; level > 0; --level) {
        const auto block = path_[level].block();
        const auto after = before(block, of_branch, {key, 2});
        path_[level].item = after == 0 ? 0 : after - 1;
        load(level - 1, block.child(path_[level].item));
    }
}

// Goes to the next item of the leaves: up to the first block that has another item, and down again along the left.
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

// Goes to the item before: up to the first block that has one, and down again along the right.
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

// Looks for the key among the next few items of this leaf. Callers often ask for one key after another in order, and
// then it is there, without a way from the root.
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
    // All of this leaf is before the key, so the item wanted is the first of the next leaf.
    --leaf().item;
    return step_on() && take();
}

bool Cursor::seek_back(std::string_view key) {
    if (tree_.root().empty()) return false;
    descend(key);
    // Behind the first part of the key, if it is there; so the last item before that place is the one wanted, or a
    // later part of its value.
    leaf().item = before(leaf().block(), of_leaf, {key, 2});
    do
        if (!step_back()) return false;
    while (!Part(leaf().block().item(leaf().item)).first);
    return !Part(leaf().block().item(leaf().item)).key.empty() && take();
}

bool Cursor::next() { return step_on() && take(); }

// Takes the item at this place. The empty first item of a table is skipped.
bool Cursor::take() {
    const Part part(leaf().block().item(leaf().item));
    return part.key.empty() ? next() : take(part);
}

// Takes an item, and the other parts of its value from the items after it.
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
