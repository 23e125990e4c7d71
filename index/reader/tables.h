// What an index holds, read from Xapian's files from the first block to the last.  Asked for one by one, each list
// costs the library a walk down a tree and two reads from disk, and the positions alone were a quarter of a whole
// rebuild. Knows the layout in glass/layout.h; of any other nothing is told, and the library must be asked.
#pragma once
#include "index/glass/table_reader.h"
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace tangible::index {

class Tables {
public:
    /// nullopt when the index is laid out in a way that is not known here.
    static std::optional<Tables> opened(const std::filesystem::path& folder);

    // All that begins in the blocks `from` to before `to` of a table, in order.  Throws Error{storage} for what cannot
    // be.
    std::size_t posting_blocks() const { return postings_.leaves().size(); }
    using EachPosting = std::function<void(std::uint32_t docid, std::uint32_t occurrences)>;
    /// `term` is called before its postings; what it gives is called for each.
    void each_posting(std::size_t from, std::size_t to,
                      const std::function<EachPosting(std::string_view term)>& term) const;

    std::size_t position_blocks() const { return positions_.leaves().size(); }
    using EachPlaces =
        std::function<void(std::string_view term, std::uint32_t docid, std::span<const std::uint32_t> places)>;
    void each_places(std::size_t from, std::size_t to, const EachPlaces&) const;

private:
    glass::TableFile postings_, positions_;
    Tables(glass::TableFile postings, glass::TableFile positions)
        : postings_(std::move(postings)), positions_(std::move(positions)) {}
};

}  // namespace tangible::index
