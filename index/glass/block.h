// Blocks of a table as they are read (layout.h).  Safe for any bytes: nothing outside the block is looked at, and
// Error{storage} is thrown for bytes that make no sense.
#pragma once
#include <cstdint>
#include <string_view>

namespace tangible::index::glass {

/// Returns a big-endian integer of at most 8 bytes.
std::size_t whole(std::string_view bytes);

/// A view of one block; the bytes must outlive it.
class Block {
public:
    /// Throws Error{storage} unless there are `block_bytes` bytes with a sound head.
    explicit Block(std::string_view bytes);
    /// 0 for a leaf.
    std::size_t level() const { return static_cast<unsigned char>(bytes_[4]); }
    std::size_t items() const { return items_; }
    /// Returns the bytes from the start of item `n` to the end of the block; the item says itself where it ends.  `n`
    /// must be less than items().
    std::string_view item(std::size_t n) const;
    /// Returns the block that item `n` of a branch leads to.
    std::uint32_t child(std::size_t n) const;

private:
    std::string_view bytes_;
    std::size_t items_;
};

/// An item of a leaf: a key with its value, or with a part of it.  A view of the block's bytes.
struct Part {
    /// Reads the item at the start of some bytes, as Block::item() returns them.
    explicit Part(std::string_view item);
    bool compressed, last, first;
    std::size_t number = 1;  ///< of the part, from 1
    std::string_view key, value;
};

}  // namespace tangible::index::glass
