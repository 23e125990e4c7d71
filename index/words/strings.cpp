// A hash table with linear probing that stores only numbers, over bytes in pages that never move. std::unordered_map
// would allocate a node for each string and follow a pointer for each probe; this is the innermost loop of analysis.
// The hash multiplies eight bytes at a time to 128 bits and folds the product (as wyhash does), with a random seed for
// each table.
#include "index/words/strings.h"
#include <algorithm>
#include <cstring>
#include <random>

namespace tangible::index {
namespace {

// A page takes some thousands of words; a table starts with room for 512 strings.
constexpr std::size_t page_bytes = 64 * 1024, first_slots = 1024;

// The upper half of the product xor the lower one.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
}

}  // namespace

Strings::Strings() : slots_(first_slots) {
    std::random_device random;
    // Odd, so that it is never 0.
    seed_ = (static_cast<std::uint64_t>(random()) << 32 | random()) | 1;
}

std::uint32_t Strings::hash_of(std::string_view text) const {
    std::uint64_t hash = seed_ ^ text.size();
    for (std::size_t at = 0; at < text.size(); at += 8) {
        std::uint64_t chunk = 0;
        // The last chunk is filled up with zeros; the size in the first hash keeps "a" and "a\0" apart.
        std::memcpy(&chunk, text.data() + at, std::min<std::size_t>(8, text.size() - at));
        hash = mixed(hash ^ chunk, 0x9E3779B97F4A7C15u ^ seed_);
    }
    return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

const char* Strings::keep(std::string_view text) {
    if (pages_.empty() || page_used_ + text.size() > page_bytes) {
        // A string longer than a page gets a page of its own.
        pages_.push_back(std::make_unique<char[]>(std::max(page_bytes, text.size())));
        page_used_ = 0;
    }
    char* at = pages_.back().get() + page_used_;
    text.copy(at, text.size());
    page_used_ += text.size();
    return at;
}

void Strings::grow() {
    std::vector<std::uint32_t> slots(slots_.size() * 2);
    for (std::uint32_t number = 0; number < all_.size(); ++number) {
        auto slot = all_[number].hash & (slots.size() - 1);
        while (slots[slot]) slot = (slot + 1) & (slots.size() - 1);
        slots[slot] = number + 1;
    }
    slots_ = std::move(slots);
}

std::uint32_t Strings::number_of(std::string_view text) {
    const auto hash = hash_of(text);
    auto slot = hash & (slots_.size() - 1);
    for (; slots_[slot]; slot = (slot + 1) & (slots_.size() - 1)) {
        const auto number = slots_[slot] - 1;
        if (all_[number].hash == hash && (*this)[number] == text) return number;
    }
    const auto number = static_cast<std::uint32_t>(all_.size());
    all_.push_back({keep(text), hash, static_cast<std::uint32_t>(text.size())});
    slots_[slot] = number + 1;
    if (all_.size() * 2 > slots_.size()) grow();
    return number;
}

}  // namespace tangible::index
