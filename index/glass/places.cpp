// Choice says how many bits a number below a limit takes; BitsOut and BitsIn write and read such numbers. add_between()
// and fill() encode and decode, by recursion, the positions between two known ones. The recursion halves its range, so
// it is at most some 25 deep.
#include "index/glass/places.h"
#include "index/glass/packing.h"
#include <algorithm>
#include <bit>
#include <cstring>

namespace tangible::index::glass {
namespace {

// Of a word in a document: more than any story has words. Damaged bytes could otherwise ask for gigabytes.
constexpr std::size_t most_places = 20'000'000;

/// How a number below `choices` is written: with `bits` bits, and with one bit less for `spare` numbers in the middle,
/// where interpolative coding expects it.  Below 6, for instance: 2 and 3 take two bits, the others three.
struct Choice {
    explicit Choice(std::uint64_t choices)
        : bits(static_cast<int>(std::bit_width(choices - 1))), spare((std::uint64_t{1} << bits) - choices),
          middle((choices - spare) / 2) {}
    int bits;
    std::uint64_t spare, middle;
};

/// Appends bits to a string, the lowest of each byte first.
class BitsOut {
public:
    explicit BitsOut(std::string& to) : to_(to) {}
    ~BitsOut() {
        if (have_ > 0) to_ += static_cast<char>(kept_);
    }
    BitsOut(const BitsOut&) = delete;
    BitsOut& operator=(const BitsOut&) = delete;

    /// Appends a number below `choices`.
    void below(std::uint64_t n, std::uint64_t choices) {
        const Choice as(choices);
        if (as.spare == 0) return put(n, as.bits);
        if (n < as.middle) return put(n, as.bits);
        if (n < as.middle + as.spare) return put(n, as.bits - 1);
        // The high numbers share their low bits with the low ones, and have the top bit set.
        put((n - as.middle - as.spare) | std::uint64_t{1} << (as.bits - 1), as.bits);
    }

private:
    void put(std::uint64_t n, int bits) {
        kept_ |= n << have_;
        for (have_ += bits; have_ >= 8; have_ -= 8, kept_ >>= 8) to_ += static_cast<char>(kept_);
    }
    std::string& to_;
    std::uint64_t kept_ = 0;
    int have_ = 0;
};

/// Takes bits off some bytes.
class BitsIn {
public:
    explicit BitsIn(std::string_view bytes) : bytes_(bytes) {}
    /// Takes a number below `choices`.
    std::uint32_t below(std::uint64_t choices) {
        if (choices == 1) return 0;
        if (choices == 0) damaged();
        const Choice as(choices);
        if (have_ < as.bits) fetch();
        if (as.spare == 0) return static_cast<std::uint32_t>(take(as.bits));
        const auto n = take(as.bits - 1);
        return static_cast<std::uint32_t>(n < as.middle && take(1) ? n + as.middle + as.spare : n);
    }

private:
    std::uint64_t take(int bits) {
        if (have_ < bits) damaged();
        const auto n = kept_ & ((std::uint64_t{1} << bits) - 1);
        kept_ >>= bits, have_ -= bits;
        return n;
    }
    // Loads eight bytes at once above the bits that are kept. A byte that did not fit as a whole is loaded again the
    // next time: its bits above `have_` are then the same ones.
    void fetch() {
        std::uint64_t more = 0;
        const auto there = std::min(bytes_.size(), sizeof more);
        std::memcpy(&more, bytes_.data(), there);
        if constexpr (std::endian::native == std::endian::big) more = __builtin_bswap64(more);
        kept_ |= more << have_;
        const auto taken = std::min(there, static_cast<std::size_t>(63 - have_) / 8);
        bytes_.remove_prefix(taken);
        have_ += 8 * static_cast<int>(taken);
    }
    std::string_view bytes_;
    std::uint64_t kept_ = 0;
    int have_ = 0;
};

// Those between two known ones: the middle one first, then the halves.
void add_between(BitsOut& to, std::span<const std::uint32_t> all, std::size_t low, std::size_t high) {
    if (low + 1 >= high) return;
    const auto middle = (low + high) / 2;
    to.below(all[middle] - (all[low] + (middle - low)), all[high] - all[low] - (high - low) + 1);
    add_between(to, all, low, middle);
    add_between(to, all, middle, high);
}

// As add_between(), from bits.
void fill(std::span<std::uint32_t> out, std::size_t low, std::size_t high, BitsIn& bits) {
    if (low + 1 >= high) return;
    const auto middle = (low + high) / 2;
    if (out[high] < out[low] + (high - low)) damaged();
    out[middle] =
        static_cast<std::uint32_t>(bits.below(out[high] - out[low] - (high - low) + 1) + out[low] + middle - low);
    fill(out, low, middle, bits);
    fill(out, middle, high, bits);
}

}  // namespace

void add_places(std::string& to, std::span<const std::uint32_t> all) {
    add_number(to, all.back());
    if (all.size() == 1) return;
    BitsOut bits(to);
    bits.below(all.front(), all.back());
    bits.below(all.size() - 2, all.back() - all.front());
    add_between(bits, all, 0, all.size() - 1);
}

void take_places(std::string_view value, std::vector<std::uint32_t>& to) {
    const auto last = static_cast<std::uint32_t>(take_number(value));
    if (value.empty()) return to.push_back(last);
    BitsIn bits(value);
    const auto first = bits.below(last);
    const std::size_t more = bits.below(last - first);
    if (more > most_places) damaged();
    const auto before = to.size();
    to.resize(before + more + 2);
    const auto out = std::span(to).subspan(before);
    out.front() = first, out.back() = last;
    fill(out, 0, out.size() - 1, bits);
}

}  // namespace tangible::index::glass
