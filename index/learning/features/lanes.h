// Sums over many floats, four at a time and always in the same order: fast, and the same to the bit on every machine.
// (Sums of floats depend on their order, and a compiler that vectorises a loop would choose its own.)
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tangible::index {

/// Four floats in one register (GCC and Clang vector extension).
typedef float Four __attribute__((vector_size(16)));

// Through memcpy because `p` need not be aligned.
inline Four four_at(const float* p) {
    Four out;
    std::memcpy(&out, p, sizeof out);
    return out;
}

/// Returns the sum of products.  `count` must be a multiple of 4.
inline float dot(const float* a, const float* b, std::size_t count) {
    Four sum{}, other{};
    std::size_t k = 0;
    for (; k + 8 <= count; k += 8) {
        sum += four_at(a + k) * four_at(b + k);
        other += four_at(a + k + 4) * four_at(b + k + 4);
    }
    if (k < count) sum += four_at(a + k) * four_at(b + k);
    sum += other;
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

/// Adds `times` x `from` to `to`.  `count` must be a multiple of 4.
inline void add_times(float* to, const float* from, float times, std::size_t count) {
    for (std::size_t k = 0; k < count; k += 4) {
        const Four sum = four_at(to + k) + times * four_at(from + k);
        std::memcpy(to + k, &sum, sizeof sum);
    }
}

/// As above, from bytes.
inline void add_times(float* to, const std::int8_t* from, float times, std::size_t count) {
    typedef std::int8_t FourBytes __attribute__((vector_size(4)));
    for (std::size_t k = 0; k < count; k += 4) {
        FourBytes bytes;
        std::memcpy(&bytes, from + k, sizeof bytes);
        const Four sum = four_at(to + k) + times * __builtin_convertvector(bytes, Four);
        std::memcpy(to + k, &sum, sizeof sum);
    }
}

}  // namespace tangible::index
