// Strings by number, each kept once: hashed, and only ever added to.  Grows with the distinct ones.  One thread.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace tangible::index {

class Strings {
public:
    Strings();
    /// The same for the same string, and one more than the last for a new one.
    std::uint32_t number_of(std::string_view);
    /// Stays where it is.
    std::string_view operator[](std::uint32_t number) const { return {all_[number].bytes, all_[number].size}; }
    std::size_t size() const { return all_.size(); }

private:
    struct Kept {
        const char* bytes;
        std::uint32_t hash;
        std::uint32_t size;
    };
    std::uint32_t hash_of(std::string_view) const;
    const char* keep(std::string_view);
    void grow();

    std::vector<Kept> all_;
    std::vector<std::uint32_t> slots_;  ///< open addressing; number + 1, 0 is free
    std::vector<std::unique_ptr<char[]>> pages_;
    std::size_t page_used_ = 0;
    std::uint64_t seed_;  ///< so that nobody can prepare words that all fall into one place
};

}  // namespace tangible::index
