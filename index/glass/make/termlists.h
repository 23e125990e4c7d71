// What the termlist table says of a document: its length, and its terms in order with how often each occurs, without
// what a term shares with the one before.  Both numbers go into one byte where they fit: (occurrences + 1) x (length of
// the term before + 1) + shared bytes, which is more than can be shared.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace tangible::index::glass {

class TermList {
public:
    void begin(std::uint32_t length, std::size_t terms);
    /// In byte order.  The term must stay until the next is added.
    void add(std::string_view term, std::uint32_t occurrences);
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
    std::string_view before_;
};

}  // namespace tangible::index::glass
