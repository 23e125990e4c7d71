// Writes the value of a document in the termlist table: its length, and its terms in order with how often each occurs.
// A term leaves out the bytes that it shares with the term before.  Where they fit, shared bytes and occurrences go
// into one byte: (occurrences + 1) x (length of the term before + 1) + shared bytes.  That is always more than could be
// shared, so a reader can tell the two forms apart.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible::index::glass {

/// The list of one document at a time.
class TermList {
public:
    /// Begins a list of so many terms.  Without terms the value is empty.
    void begin(std::uint32_t length, std::size_t terms);
    /// Adds a term; terms come in the order of their bytes.  Its bytes must stay until the next one is added.
    void add(std::string_view term, std::uint32_t occurrences);
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
    std::string_view before_;
};

}  // namespace tangible::index::glass
