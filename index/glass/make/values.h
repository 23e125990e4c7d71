// The values of a slot as they are stored: a list of documents with their values, and their range.
#pragma once
#include "index/glass/chunks.h"
#include <map>
#include <string>
#include <string_view>

namespace tangible::index::glass {

/// How many documents have a value in a slot, and the least and the greatest of these values (by bytes).
struct ValueRange {
    std::uint64_t documents = 0;
    std::string least, greatest;
    /// Widens the range by another one.
    void add(const ValueRange&);
    std::string bytes() const;
    /// Reads a range as bytes() writes it.  Throws Error{storage} for bytes that make no sense.
    static ValueRange of(std::string_view bytes);
};

/// Returns the key of a slot's range.
std::string value_range_key_of(std::uint32_t slot);

/// The values of one slot.
struct Values {
    ValueRange range;
    Chunks chunks;
    void add(std::uint32_t docid, std::string_view value);
};
/// Writes ranges and lists of all slots, by number of the slot.
void write_values(TableWriter&, const std::map<std::uint32_t, Values>&);

}  // namespace tangible::index::glass
