// The positions that an index holds, read from Xapian's file from its first block to its last.  Asked for one by one,
// each costs the library a walk down its tree and two reads from disk, which were a quarter of a whole rebuild.
// Knows the layout in glass/layout.h; of any other nothing is told, and the library must be asked.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
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

}  // namespace tangible::index
