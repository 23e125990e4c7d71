// Takes apart what the inline functions of the header put together. take_bytes() checks that enough bytes are left, and
// damaged() throws the error for bytes that make no sense.
#include "index/glass/packing.h"
#include "schemas/ground/error.h"

namespace tangible::index::glass {

void damaged() {
    throw Error(ErrorKind::storage, "the tables of the index are damaged", "rebuild the index with tangible reindex");
}

std::string_view take_bytes(std::string_view& from, std::size_t size) {
    if (size > from.size()) damaged();
    const auto bytes = from.substr(0, size);
    from.remove_prefix(size);
    return bytes;
}

std::uint64_t take_long_number(std::string_view& from) {
    if (const auto n = take_varint(from)) return *n;
    damaged();
}

std::uint32_t take_sortable(std::string_view& from) {
    if (from.empty()) damaged();
    // Bytes beyond two. A 32-bit number has at most five in all.
    const auto more = std::countl_one(static_cast<unsigned char>(from[0]));
    if (more > 5) damaged();
    std::uint64_t n = 0;
    for (const char c : take_bytes(from, static_cast<std::size_t>(more) + 2))
        n = n << 8 | static_cast<unsigned char>(c);
    // All bits but the 1-bits at the start and the 0-bit after them.
    return static_cast<std::uint32_t>(n & ((std::uint64_t{1} << (8 * (more + 2) - more - 1)) - 1));
}

std::string take_term(std::string_view& from) {
    std::string term;
    while (!from.empty()) {
        const auto zero = from.find('\0');
        const bool escaped = zero + 1 < from.size() && zero != from.npos && from[zero + 1] == '\xFF';
        if (!escaped) {
            term += from.substr(0, zero);
            from.remove_prefix(zero == from.npos ? from.size() : zero + 1);
            break;
        }
        term += from.substr(0, zero + 1);
        from.remove_prefix(zero + 2);
    }
    return term;
}

}  // namespace tangible::index::glass
