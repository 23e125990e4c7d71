// Blocks of a table as they are read (layout.h).  Whatever the bytes are, nothing outside of them is looked at: what
// cannot be throws Error{storage}.
#pragma once
#include <cstdint>
#include <string_view>

namespace tangible::index::glass {

/// A whole number, its most significant byte first.
std::size_t whole(std::string_view bytes);

/// A view of a block's bytes.
class Block {
public:
    explicit Block(std::string_view bytes);
    std::size_t level() const { return static_cast<unsigned char>(bytes_[4]); }
    std::size_t items() const { return items_; }
    /// From where it begins to the end of the block.
    std::string_view item(std::size_t n) const;
    std::uint32_t child(std::size_t n) const;  ///< of a branch

private:
    std::string_view bytes_;
    std::size_t items_;
};

/// An item of a leaf: a key with its value, or a part of it.
struct Part {
    explicit Part(std::string_view item);
    bool compressed, last, first;
    std::size_t number = 1;  ///< of the part
    std::string_view key, value;
};

}  // namespace tangible::index::glass
