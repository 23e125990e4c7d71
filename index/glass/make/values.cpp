// Encodes the range of a slot's values and the keys of slots. write_values() sorts ranges and lists by key before it
// adds them, since a table must be written in order.
#include "index/glass/make/values.h"
#include "index/glass/packing.h"

namespace tangible::index::glass {

void ValueRange::add(const ValueRange& o) {
    if (documents == 0 || o.least < least) least = o.least;
    if (documents == 0 || o.greatest > greatest) greatest = o.greatest;
    documents += o.documents;
}

std::string ValueRange::bytes() const {
    std::string out;
    add_number(out, documents);
    add_string(out, least);
    return greatest == least ? out : out + greatest;
}

ValueRange ValueRange::of(std::string_view bytes) {
    ValueRange range;
    range.documents = take_number(bytes);
    range.least = take_string(bytes);
    range.greatest = bytes.empty() ? range.least : bytes;
    return range;
}

// The slot's bytes, the lowest first and without zeros at the end; slot 0 has none.
std::string value_range_key_of(std::uint32_t slot) {
    std::string key(value_range_key);
    for (; slot > 0; slot >>= 8) key += static_cast<char>(slot);
    return key;
}

void Values::add(std::uint32_t docid, std::string_view value) {
    range.add({1, std::string(value), std::string(value)});
    chunks.add(docid, value);
}

// A table must be written in the order of its keys, and slots are in another: 256 is 00 01, which sorts before 01.
void write_values(TableWriter& table, const std::map<std::uint32_t, Values>& slots) {
    std::map<std::string, std::string> ranges;
    std::map<std::string, const Chunks*> lists;
    for (const auto& [slot, values] : slots) {
        ranges[value_range_key_of(slot)] = values.range.bytes();
        lists[values_key_of(slot)] = &values.chunks;
    }
    for (const auto& [key, range] : ranges) table.add(key, range);
    for (const auto& [key, chunks] : lists) write_values(table, key, *chunks);
}

}  // namespace tangible::index::glass
