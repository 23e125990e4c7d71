// The positions that an index holds, read from Xapian's file from its first block to its last.  Asked for one by one,
// each costs the library a walk down its tree and two reads from disk, which were a quarter of a whole rebuild.
// Knows the glass layout of Xapian 1.4; of any other nothing is told, and the library must be asked.
//   file    blocks of 8 KiB, a B-tree; `iamglass` says which block is its root
//   block   revision (4), level (1), free space (2, 2), end of directory (2), directory (2 each): where an item begins
//   branch  child block (4), key...
//   leaf    flags (3 bits: compressed, last, first) and size less 3 (13), length of key (1), key, number (2, not in the
//           first part of an item), part of the value
//   key     term, with FF after each 00, then 00; document, most significant byte first, 1-bits before it say how long
//   value   last position, as a number of 7 bits a byte; if there are more: in bits, the first, how many less two,
//           and those between by interpolative coding (Moffat and Stuiver, 2000)
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

class PositionTable {
public:
    /// nullopt when the index is laid out in a way that is not known here.
    static std::optional<PositionTable> opened(const std::filesystem::path& folder);

    using Each = std::function<void(std::string_view term, std::uint32_t docid, std::span<const std::uint32_t>)>;
    std::size_t blocks() const { return leaves_.size(); }
    /// All that begins in the blocks `from` to before `to`, in order.  Throws Error{storage} for what cannot be.
    void each(std::size_t from, std::size_t to, const Each&) const;

private:
    std::filesystem::path file_;
    std::vector<std::uint32_t> leaves_;  ///< in order
};

/// Positions of a value of that table.  Throws Error{storage} for bytes that say none.
std::vector<std::uint32_t> positions_in(std::string_view value);

}  // namespace tangible::index
