// Numbers strings, from 0 on, and keeps each once.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace tangible::index {

/// A set of strings that only grows.  Memory grows with the distinct strings.  Use it from one thread.
class Strings {
public:
    Strings();
    /// Returns the number of a string, and adds the string when it is new: numbers are given in order, without gaps.
    std::uint32_t number_of(std::string_view);
    /// Returns the string with this number, which must be less than `size()`.  Its bytes never move, so the view stays
    /// valid as long as this object.
    std::string_view operator[](std::uint32_t number) const { return {all_[number].bytes, all_[number].size}; }
    std::size_t size() const { return all_.size(); }

private:
    // One string.  The hash is kept so that grow() need not read the bytes, and most unequal strings are told apart at
    // once.
    struct Kept {
        const char* bytes;
        std::uint32_t hash;
        std::uint32_t size;
    };
    std::uint32_t hash_of(std::string_view) const;
    const char* keep(std::string_view);
    void grow();

    std::vector<Kept> all_;
    /// Hash table with linear probing: number + 1, or 0 for a free slot.  Its size is a power of two, at most half
    /// full.
    std::vector<std::uint32_t> slots_;
    std::vector<std::unique_ptr<char[]>> pages_;  ///< the bytes, one string after another
    std::size_t page_used_ = 0;                   ///< bytes used of the last page
    /// Random, so that nobody can prepare a text whose words all fall into one slot.
    std::uint64_t seed_;
};

}  // namespace tangible::index
