// Words by number: the folded forms that an Analyser met, and the stems of those that were asked for, each made once.
// Grows with the distinct words only.  One thread.
#pragma once
#include "index/words/strings.h"
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

class Vocabulary {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    Vocabulary();
    ~Vocabulary();
    Vocabulary(const Vocabulary&) = delete;
    Vocabulary& operator=(const Vocabulary&) = delete;

    /// The number of a word as it stands in a text; `none` when nothing of it is left when folded.
    std::uint32_t number_of_written(std::string_view);
    /// The folded form.  Stays where it is.
    std::string_view word(std::uint32_t number) const { return words_[number]; }
    /// The number of the stem of a word; its own where the language ("en", "en-GB") has no stemmer.
    std::uint32_t stem(std::uint32_t number, std::string_view language);
    std::size_t size() const { return words_.size(); }
    static const std::vector<std::string>& stemmed_languages();

private:
    struct Stemmer;
    Stemmer* stemmer(std::string_view language);

    Strings words_;
    std::vector<std::unique_ptr<Stemmer>> stemmers_;
};

}  // namespace tangible::index
