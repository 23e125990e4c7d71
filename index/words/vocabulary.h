// Numbers words: the folded forms that an Analyser met, and the stems that were asked for.
#pragma once
#include "index/words/strings.h"
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

/// The words of one Analyser.  Each is folded and stemmed once, so memory and time grow with the distinct words only.
/// Use it from one thread.
class Vocabulary {
public:
    /// Number of no word.
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    Vocabulary();
    ~Vocabulary();
    Vocabulary(const Vocabulary&) = delete;
    Vocabulary& operator=(const Vocabulary&) = delete;

    /// Returns the number of a word as it is written in a text; `none` when folding leaves nothing of it.
    std::uint32_t number_of_written(std::string_view);
    /// Returns the folded form.  The view stays valid as long as this object.
    std::string_view word(std::uint32_t number) const { return words_[number]; }
    /// Returns the number of the word's stem in a language ("en" or "en-GB"); the word's own number where the language
    /// has no stemmer.
    std::uint32_t stem(std::uint32_t number, std::string_view language);
    /// Number of distinct folded forms and stems.
    std::size_t size() const { return words_.size(); }
    /// BCP 47 codes of the languages that have a stemmer, in alphabetical order.
    static const std::vector<std::string>& stemmed_languages();

private:
    struct Stemmer;
    Stemmer* stemmer(std::string_view language);

    Strings words_;
    std::vector<std::unique_ptr<Stemmer>> stemmers_;
};

}  // namespace tangible::index
