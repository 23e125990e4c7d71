// A term is written as the count of bytes it shares with the term before, the count of those that follow, and these
// bytes. The first term has no shared count, and occurrences that do not fit in the first byte follow the term.
#include "index/glass/make/termlists.h"
#include "index/glass/packing.h"
#include <algorithm>

namespace tangible::index::glass {

void TermList::begin(std::uint32_t length, std::size_t terms) {
    bytes_.clear();
    before_ = {};
    if (terms == 0) return;
    add_number(bytes_, length);
    add_number(bytes_, terms);
}

void TermList::add(std::string_view term, std::uint32_t occurrences) {
    constexpr std::uint64_t byte = 256;
    const auto shared = static_cast<std::size_t>(
        std::mismatch(before_.begin(), before_.end(), term.begin(), term.end()).first - before_.begin());
    const auto both = (std::uint64_t{occurrences} + 1) * (before_.size() + 1) + shared;
    const bool fits = !before_.empty() && both < byte;
    if (!before_.empty()) bytes_ += static_cast<char>(fits ? both : shared);
    bytes_ += static_cast<char>(term.size() - shared);
    bytes_ += term.substr(shared);
    if (!fits) add_number(bytes_, occurrences);
    before_ = term;
}

}  // namespace tangible::index::glass
