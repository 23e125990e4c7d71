// Words by number: the folded forms that an Analyser met, and the stems of those that were asked for, each made once.
// Grows with the distinct words only.  One thread.
#pragma once
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
    std::string_view word(std::uint32_t number) const { return {words_[number].bytes, words_[number].size}; }
    /// The number of the stem of a word; its own where the language ("en", "en-GB") has no stemmer.
    std::uint32_t stem(std::uint32_t number, std::string_view language);
    std::size_t size() const { return words_.size(); }
    static const std::vector<std::string>& stemmed_languages();

private:
    struct Word {
        const char* bytes;
        std::uint32_t hash;
        std::uint32_t size;
    };
    struct Stemmer;
    std::uint32_t number_of_folded(std::string_view);
    std::uint32_t hash_of(std::string_view) const;
    const char* keep(std::string_view);
    void grow();
    Stemmer* stemmer(std::string_view language);

    std::vector<Word> words_;
    std::vector<std::uint32_t> slots_;  ///< open addressing; number + 1, 0 is free
    std::vector<std::unique_ptr<char[]>> pages_;
    std::size_t page_used_ = 0;
    std::uint64_t seed_;  ///< so that nobody can prepare words that all fall into one place
    std::vector<std::unique_ptr<Stemmer>> stemmers_;
};

}  // namespace tangible::index
