// The lists of a postlist table as they are stored, looked at without being taken apart more than needed.
#pragma once
#include "index/glass/packing.h"
#include <cstdint>
#include <string_view>

namespace tangible::index::glass {

enum class ListKind { metadata, value_range, values, lengths, postings };

/// What a key of the postlist table says.
struct StoredList {
    ListKind kind;
    std::string_view name;  ///< the key as far as it says whose list it is: of a term its bytes, escaped
    std::uint32_t first;    ///< the document that the chunk begins with; 0 where its value says so
};
StoredList list_in(std::string_view key);

/// A chunk of postings or lengths.
struct StoredChunk {
    std::uint64_t documents = 0, occurrences = 0;  ///< of the whole list, in its first chunk
    std::uint32_t first = 0, last = 0;
    std::string_view entries;
};
StoredChunk chunk_in(const StoredList&, std::string_view value);

/// `with(docid, number)` for each, in order.
template <class With> void each_entry(const StoredChunk& chunk, With&& with) {
    auto rest = chunk.entries;
    for (auto docid = chunk.first;; docid += static_cast<std::uint32_t>(take_number(rest) + 1)) {
        with(docid, static_cast<std::uint32_t>(take_number(rest)));
        if (rest.empty()) return;
    }
}

}  // namespace tangible::index::glass
