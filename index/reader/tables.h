// Reads all postings and positions of an index in one pass over Xapian's files, from the first block to the last.
// Asking Xapian for one list after the other costs a walk down a tree and two reads from disk each, which made a
// quarter of a whole rebuild for the positions alone.
//
//     if (const auto tables = Tables::opened(folder))
//         tables->each_places(0, tables->position_blocks(),
//                             [&](std::string_view term, std::uint32_t docid, std::span<const std::uint32_t> places)
//                             {});
//     else ask_xapian(folder);
#pragma once
#include "index/glass/table_reader.h"
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace tangible::index {

/// The postlist and position tables of one index that nobody writes to. Const: several threads may each read a range of
/// blocks.
class Tables {
public:
    /// Opens the tables in `folder`. Returns nullopt for any other format than that of glass/layout.h: fall back to
    /// Xapian.
    static std::optional<Tables> opened(const std::filesystem::path& folder);

    // Both walks call back for everything that begins in the blocks `from` to before `to` of a table, in order of the
    // keys. They throw Error{storage} when the tables are damaged.
    /// Returns the number of leaf blocks, for cutting the table into ranges.
    std::size_t posting_blocks() const { return postings_.leaves().size(); }
    using EachPosting = std::function<void(std::uint32_t docid, std::uint32_t occurrences)>;
    /// Calls `term` for each chunk of postings, and what that returns for each posting in it. A long list is several
    /// chunks, so `term` may be called several times with the same term.
    void each_posting(std::size_t from, std::size_t to,
                      const std::function<EachPosting(std::string_view term)>& term) const;

    std::size_t position_blocks() const { return positions_.leaves().size(); }
    using EachPlaces =
        std::function<void(std::string_view term, std::uint32_t docid, std::span<const std::uint32_t> places)>;
    /// Calls `each` for each term and document with the positions, ascending. The arguments are valid during the call
    /// only.
    void each_places(std::size_t from, std::size_t to, const EachPlaces&) const;

private:
    glass::TableFile postings_, positions_;
    Tables(glass::TableFile postings, glass::TableFile positions)
        : postings_(std::move(postings)), positions_(std::move(positions)) {}
};

}  // namespace tangible::index
