// What the tables say of the values of a slot: of which documents, and from which to which.
#pragma once
#include "index/glass/chunks.h"
#include <map>
#include <string>
#include <string_view>

namespace tangible::index::glass {

struct ValueRange {
    std::uint64_t documents = 0;
    std::string least, greatest;
    void add(const ValueRange&);
    std::string bytes() const;
    static ValueRange of(std::string_view bytes);
};

std::string value_range_key_of(std::uint32_t slot);

/// By slot.
struct Values {
    ValueRange range;
    Chunks chunks;
    void add(std::uint32_t docid, std::string_view value);
};
void write_values(TableWriter&, const std::map<std::uint32_t, Values>&);

}  // namespace tangible::index::glass
