// All words of an index, to find those that are spelt nearly like another.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

class WordList {
public:
    void add(std::string word);
    void clear() { entries_.clear(); }
    std::size_t size() const { return entries_.size(); }
    /// Words of letters alone, within `most` changes of `word` (a letter more, less, other, or two swapped), in the
    /// order in which they were added; none when `word` is too short or long to say.  O(words), few of them looked at.
    std::vector<std::string_view> near(std::string_view word, int most) const;

private:
    struct Entry {
        std::string word;
        std::uint64_t has = 0;  ///< a bit for each letter in it: one change of the word changes two at most
        std::uint32_t length = 0;
        bool spellable = false;
    };
    static Entry entry(std::string word);
    std::vector<Entry> entries_;
};

/// Letters to change, at most `most` + 1.  O(length²).
int changes(const std::u32string& a, const std::u32string& b, int most);
std::u32string letters(std::string_view utf8);

}  // namespace tangible::index
