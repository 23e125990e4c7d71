// Lists by document that may be long, cut into chunks so that a reader finds its way in them: postings of a term,
// lengths of all documents, values of a slot.  A chunk ends with the entry that makes it `chunk_bytes` long.
#pragma once
#include "index/glass/table_writer.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

struct Chunk {
    std::uint32_t first = 0, last = 0;  ///< documents
    std::string bytes;                  ///< the first's entry, then {gap less 1 N, entry}
};

class Chunks {
public:
    /// Documents come in order.
    void add(std::uint32_t docid, std::uint32_t number);
    void add(std::uint32_t docid, std::string_view text);
    /// Entries as they stand in another list.
    void join(std::uint32_t first, std::uint32_t last, std::string_view bytes);
    const std::vector<Chunk>& all() const { return all_; }
    bool empty() const { return all_.empty(); }
    void clear() { all_.clear(); }

private:
    std::string& begin(std::uint32_t first, std::uint32_t last, std::size_t bytes);
    std::vector<Chunk> all_;
};

/// Postings of a term, and what is counted of them.
struct Postings {
    std::uint64_t documents = 0, occurrences = 0;
    Chunks chunks;
};

inline constexpr std::string_view metadata_key{"\0\xC0", 2}, value_range_key{"\0\xD0", 2}, values_key{"\0\xD8", 2},
    lengths_key{"\0\xE0", 2};

/// `term` is escaped (add_term).
void write_postings(TableWriter&, std::string_view term, const Postings&);
void write_lengths(TableWriter&, const Chunks&);
std::string values_key_of(std::uint32_t slot);
void write_values(TableWriter&, std::string_view key_of_slot, const Chunks&);

}  // namespace tangible::index::glass
