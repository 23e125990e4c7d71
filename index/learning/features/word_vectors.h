// What words mean, roughly: 60,000 frequent words of English as directions in 100 dimensions, so that "doctor" is near
// "surgery".  The file is part of the program (vectors/ORIGIN.md); a program built without it has no vectors.  Const,
// and shared by threads.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace tangible::index {

/// The vectors of this program.
class WordVectors {
public:
    static constexpr std::size_t dimensions = 100;
    /// Returns the only instance.
    static const WordVectors& all();

    /// Whether there are any vectors.
    bool here() const { return count_ != 0; }
    std::uint32_t count() const { return count_; }
    /// Returns the place of a word in lower case, which is its rank by frequency: 0 is the most frequent.  nullopt when
    /// it has no vector.  At most 17 comparisons.
    std::optional<std::uint32_t> find(std::string_view word) const;
    /// Returns the vector of a word: some 215 times a vector of unit length, rounded.
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
