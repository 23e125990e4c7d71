// Writes lists by document that may be long: postings of a term, lengths of all documents, values of a slot.  They are
// cut into chunks, each under a key with its first document, so that a reader can skip to a document.  A chunk ends
// with the entry that makes it `chunk_bytes` long.
#pragma once
#include "index/glass/table_writer.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// One chunk of a list.
struct Chunk {
    std::uint32_t first = 0, last = 0;  ///< documents
    std::string bytes;                  ///< the entry of `first`, then {gap less 1 N, entry}
};

/// A list in chunks, filled in order of documents.
class Chunks {
public:
    /// Adds an entry.  `docid` must be greater than all before.
    void add(std::uint32_t docid, std::uint32_t number);
    void add(std::uint32_t docid, std::string_view text);
    /// Adds the entries of a chunk from another list as they are stored.  All its documents must come after those here.
    void join(std::uint32_t first, std::uint32_t last, std::string_view bytes);
    const std::vector<Chunk>& all() const { return all_; }
    bool empty() const { return all_.empty(); }
    void clear() { all_.clear(); }

private:
    /// Returns the bytes that the next entry is to be appended to: those of the last chunk, behind the gap to the entry
    /// before, or of a new chunk.
    std::string& begin(std::uint32_t first, std::uint32_t last, std::size_t bytes);
    std::vector<Chunk> all_;
};

/// Postings of a term, with their counts.
struct Postings {
    std::uint64_t documents = 0, occurrences = 0;
    Chunks chunks;
};

/// How the keys of the postlist table begin; any other key is a term.
inline constexpr std::string_view metadata_key{"\0\xC0", 2}, value_range_key{"\0\xD0", 2}, values_key{"\0\xD8", 2},
    lengths_key{"\0\xE0", 2};

/// Writes the postings of a term, escaped by add_term(); there must be at least one.
void write_postings(TableWriter&, std::string_view term, const Postings&);
/// Writes the lengths of all documents; nothing when there are none.
void write_lengths(TableWriter&, const Chunks&);
/// Returns what the keys of a slot's values begin with.
std::string values_key_of(std::uint32_t slot);
/// Writes the values of a slot.
void write_values(TableWriter&, std::string_view key_of_slot, const Chunks&);

}  // namespace tangible::index::glass
