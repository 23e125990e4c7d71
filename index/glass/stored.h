// Looks at the lists of a postlist table as they are stored, and takes them apart no further than needed.
#pragma once
#include "index/glass/packing.h"
#include <cstdint>
#include <string_view>

namespace tangible::index::glass {

/// What a list of the postlist table is about (layout.h).
enum class ListKind { metadata, value_range, values, lengths, postings };

/// What a key of the postlist table says.  A view of the key.
struct StoredList {
    ListKind kind;  ///< postings for any key that is none of the others
    /// The part of the key that all chunks of the list have in common: for a term its bytes, escaped.
    std::string_view name;
    /// The document that the chunk begins with; 0 in the first chunk of a list, whose value says it.
    std::uint32_t first;
};
/// Reads a key.  Throws Error{storage} for one that cannot be.
StoredList list_in(std::string_view key);

/// A chunk of postings or lengths.  A view of the value.
struct StoredChunk {
    std::uint64_t documents = 0, occurrences = 0;  ///< of the whole list, in its first chunk; else 0
    std::uint32_t first = 0, last = 0;             ///< documents
    std::string_view entries;                      ///< occurrences N, {gap less 1 N, occurrences N}
};
/// Reads the value of a list of postings or lengths.  Throws Error{storage} for bytes that make no sense.
StoredChunk chunk_in(const StoredList&, std::string_view value);

/// Calls `with(docid, number)` for each entry of a chunk, in order.  Throws Error{storage} for bytes that make no
/// sense.
template <class With> void each_entry(const StoredChunk& chunk, With&& with) {
    auto rest = chunk.entries;
    for (auto docid = chunk.first;; docid += static_cast<std::uint32_t>(take_number(rest) + 1)) {
        with(docid, static_cast<std::uint32_t>(take_number(rest)));
        if (rest.empty()) return;
    }
}

}  // namespace tangible::index::glass
