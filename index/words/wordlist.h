// The words of an index, searched for words that are spelt nearly like a given one ("did you mean").
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

/// A list of folded words in the order in which they were added.
class WordList {
public:
    void add(std::string word);
    void clear() { entries_.clear(); }
    std::size_t size() const { return entries_.size(); }
    /// Returns the words within `most` changes of `word`, in the order in which they were added.  A change is a letter
    /// more, a letter less, another letter, or two neighbours swapped.  Words with digits are never returned.  Empty
    /// when `word` has a digit, fewer than 3 letters or more than 30.  The views stay valid until the list changes.
    /// O(words), with the distance computed for few of them.
    std::vector<std::string_view> near(std::string_view word, int most) const;

private:
    struct Entry {
        std::string word;
        /// Set of the letters in it, a bit for each code point modulo 64.  One change of the word changes at most two
        /// bits.
        std::uint64_t has = 0;
        std::uint32_t length = 0;  ///< in code points
        bool spellable = false;    ///< of 3 to 30 letters and no digit
    };
    static Entry entry(std::string word);
    std::vector<Entry> entries_;
};

/// Returns how many changes lead from `a` to `b`: an insertion, a deletion, a substitution or a swap of neighbours
/// counts as one.  Stops counting at `most` + 1.  O(product of the lengths).
int changes(const std::u32string& a, const std::u32string& b, int most);
/// Returns the code points of a valid UTF-8 text.
std::u32string letters(std::string_view utf8);

}  // namespace tangible::index
