// Reads lengths and offsets from the bytes and keeps them within the block: take_bytes() throws when too few bytes are
// left.
#include "index/glass/block.h"
#include "index/glass/layout.h"
#include "index/glass/packing.h"
#include <algorithm>

namespace tangible::index::glass {

std::size_t whole(std::string_view bytes) {
    std::size_t n = 0;
    for (const char c : bytes) n = n << 8 | static_cast<unsigned char>(c);
    return n;
}

Block::Block(std::string_view bytes) : bytes_(bytes) {
    const auto end = bytes.size() == block_bytes ? whole(bytes.substr(9, 2)) : 0;
    if (end < directory || end > block_bytes) damaged();
    items_ = (end - directory) / 2;
}

std::string_view Block::item(std::size_t n) const {
    // An offset beyond the block gives an item without bytes, which its reader refuses.
    return bytes_.substr(std::min(whole(bytes_.substr(directory + 2 * n, 2)), block_bytes));
}

std::uint32_t Block::child(std::size_t n) const {
    auto from = item(n);
    return static_cast<std::uint32_t>(whole(take_bytes(from, 4)));
}

Part::Part(std::string_view item) {
    auto begin = item;
    const auto head = whole(take_bytes(begin, 2));
    // The size in the head is less 3, which are the two bytes of the head and the length of the key.
    auto rest = take_bytes(item, (head & ~std::size_t{flags}) + 3).substr(2);
    compressed = head & compressed_flag, last = head & last_flag, first = head & first_flag;
    key = take_bytes(rest, whole(take_bytes(rest, 1)));
    if (!first) number = whole(take_bytes(rest, 2));
    value = rest;
}

}  // namespace tangible::index::glass
