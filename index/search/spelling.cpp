// Looks for words at one change first. If no visible word is found, it tries two changes, but only for words of more
// than four letters: two changes turn a short word into almost any other.
#include "index/search/spelling.h"

namespace tangible::index {
namespace {

constexpr std::size_t short_word = 4;

}  // namespace

std::string nearest_word(Reader& reader, const std::string& folded, Sight sight) {
    std::string best;
    std::uint32_t most_stories = 0;
    // One change first: otherwise a hidden word at one change would keep out a visible one at two, and so show itself.
    for (int most = 1; most <= (letters(folded).size() > short_word ? 2 : 1) && best.empty(); ++most)
        for (const auto candidate : reader.words().near(folded, most))
            if (auto n = reader.frequency({std::string(candidate)}, sight); n > most_stories)
                best = candidate, most_stories = n;
    return best;
}

}  // namespace tangible::index
