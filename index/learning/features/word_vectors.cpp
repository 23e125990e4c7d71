// The assembler places the file in the program's read-only data, so nothing is copied or unpacked, and pages that
// nobody reads take no memory. The file has a head ("TWV1", number of words, dimensions), n + 1 offsets into the
// letters, the places in alphabetical order, the vectors in order of frequency, and the letters. find() halves the
// alphabetical order.
#include "index/learning/features/word_vectors.h"
#include <algorithm>
#include <cstring>

// Aligned because the offsets are read as uint32. A byte follows, so that the symbol for the end is inside the section
// even when there is no file.
asm(R"(
    .section .rodata
    .balign 16
    .global tangible_word_vectors_begin
    .global tangible_word_vectors_end
tangible_word_vectors_begin:
    .incbin ")" TANGIBLE_WORD_VECTORS R"("
tangible_word_vectors_end:
    .byte 0
    .previous
)");
extern "C" const char tangible_word_vectors_begin[], tangible_word_vectors_end[];

namespace tangible::index {

const WordVectors& WordVectors::all() {
    static const WordVectors vectors({tangible_word_vectors_begin, tangible_word_vectors_end});
    return vectors;
}

WordVectors::WordVectors(std::span<const char> file) {
    constexpr std::size_t head = 12;
    if (file.size() < head || std::memcmp(file.data(), "TWV1", 4) != 0) return;
    std::uint32_t said_dimensions = 0;
    std::memcpy(&count_, file.data() + 4, 4);
    std::memcpy(&said_dimensions, file.data() + 8, 4);
    if (said_dimensions != dimensions) {
        count_ = 0;
        return;
    }
    offsets_ = reinterpret_cast<const std::uint32_t*>(file.data() + head);
    order_ = offsets_ + count_ + 1;
    vectors_ = reinterpret_cast<const std::int8_t*>(order_ + count_);
    letters_ = reinterpret_cast<const char*>(vectors_ + std::size_t{count_} * dimensions);
}

std::string_view WordVectors::word(std::uint32_t place) const {
    return {letters_ + offsets_[place], offsets_[place + 1] - offsets_[place]};
}

std::optional<std::uint32_t> WordVectors::find(std::string_view wanted) const {
    const auto* end = order_ + count_;
    const auto* at = std::lower_bound(order_, end, wanted, [&](auto place, auto w) { return word(place) < w; });
    if (at == end || word(*at) != wanted) return std::nullopt;
    return *at;
}

std::span<const std::int8_t, WordVectors::dimensions> WordVectors::vector(std::uint32_t place) const {
    return std::span<const std::int8_t, dimensions>(vectors_ + std::size_t{place} * dimensions, dimensions);
}

}  // namespace tangible::index
