// Random numbers that are the same on every machine and with every library.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace tangible::bench {

/// SplitMix64 (Steele, Lea and Flood 2014), started from a seed and a number.
class Random {
public:
    Random(std::uint64_t seed, std::uint64_t i) : state_(seed * 0x9e3779b97f4a7c15ULL + i * 0xd1b54a32d192ed03ULL) {
        next();
    }

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e3779b97f4a7c15ULL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// Returns a number in [0, n).
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    /// Returns a number in [0, 1).
    double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
    template <class T, std::size_t n> const T& one_of(const T (&list)[n]) { return list[below(n)]; }

    /// Returns a rank in [0, n); rank r has a weight near 1 / (r + 1).
    std::size_t zipf(std::size_t n) { return static_cast<std::size_t>(std::pow(static_cast<double>(n), unit())) - 1; }

    /// Returns the rank of a word, distributed as in texts: 1 / r up to 8,000, and a thinner endless tail beyond.
    std::uint64_t content_rank() {
        constexpr double common = 8000, tail_share = 0.03, tail_exponent = 0.8, most = 1e15;
        if (unit() >= tail_share) return zipf(static_cast<std::size_t>(common));
        return static_cast<std::uint64_t>(std::min(most, common * std::pow(1 - unit(), -1 / tail_exponent)));
    }

private:
    std::uint64_t state_;
};

}  // namespace tangible::bench
