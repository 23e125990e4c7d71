// What words mean, roughly: 60,000 frequent words of English as directions of 100 numbers, so that "doctor" lies near
// "surgery".  Part of the program (vectors/ORIGIN.md).  A program built without the file has none: here() is false, and
// find() finds nothing.  Const, shared by threads.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tangible::index {

class WordVectors {
public:
    static constexpr std::size_t dimensions = 100;
    static const WordVectors& all();

    bool here() const { return count_ != 0; }
    std::uint32_t count() const { return count_; }
    /// Place of a word in lower case in order of frequency, 0 the most frequent.  17 comparisons.
    std::optional<std::uint32_t> find(std::string_view word) const;
    /// About 215 times a vector of unit length.
    std::span<const std::int8_t, dimensions> vector(std::uint32_t place) const;

private:
    explicit WordVectors(std::span<const char> file);
    std::string_view word(std::uint32_t place) const;

    std::uint32_t count_ = 0;
    const std::uint32_t *offsets_ = nullptr, *order_ = nullptr;
    const std::int8_t* vectors_ = nullptr;
    const char* letters_ = nullptr;
};

}  // namespace tangible::index
