// The first two bytes of a key tell which kind of list it belongs to. Any other key is a term, which ends at a 00 that
// no FF follows. chunk_in() reads the head of a chunk and leaves its entries as they are.
#include "index/glass/stored.h"
#include "index/glass/chunks.h"
#include "index/glass/packing.h"
#include <algorithm>

namespace tangible::index::glass {
namespace {

// Index of the 00 that ends a term, or the size of the key.
std::size_t term_end(std::string_view key) {
    auto zero = key.find('\0');
    while (zero != key.npos && zero + 1 < key.size() && key[zero + 1] == '\xFF') zero = key.find('\0', zero + 1);
    return std::min(zero, key.size());
}

// The document at the end of a key; 0 where none is.
std::uint32_t document_in(std::string_view rest) {
    if (rest.empty()) return 0;
    const auto docid = take_sortable(rest);
    if (!rest.empty()) damaged();
    return docid;
}

}  // namespace

StoredList list_in(std::string_view key) {
    const auto begins = key.substr(0, 2);
    if (begins == metadata_key) return {ListKind::metadata, key, 0};
    if (begins == value_range_key) return {ListKind::value_range, key, 0};
    if (begins == lengths_key) return {ListKind::lengths, begins, document_in(key.substr(2))};
    if (begins == values_key) {
        auto rest = key.substr(2);
        take_number(rest);
        const auto name = key.substr(0, key.size() - rest.size());
        return {ListKind::values, name, document_in(rest)};
    }
    const auto end = term_end(key);
    return {ListKind::postings, key.substr(0, end), end == key.size() ? 0 : document_in(key.substr(end + 1))};
}

StoredChunk chunk_in(const StoredList& list, std::string_view value) {
    StoredChunk chunk;
    chunk.first = list.first;
    if (list.first == 0) {
        chunk.documents = take_number(value), chunk.occurrences = take_number(value);
        chunk.first = static_cast<std::uint32_t>(take_number(value) + 1);
    }
    take_bytes(value, 1);  // whether it is the last
    chunk.last = chunk.first + static_cast<std::uint32_t>(take_number(value));
    chunk.entries = value;
    return chunk;
}

}  // namespace tangible::index::glass
