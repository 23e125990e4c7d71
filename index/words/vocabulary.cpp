// Stems come from Xapian's Snowball stemmers, one for each language in the table below. Each word remembers its stem in
// each language that was asked for, since stemming a word costs much more than looking up a number.
#include "index/words/vocabulary.h"
#include "index/words/fold.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <xapian.h>

namespace tangible::index {
namespace {

// Language code (BCP 47) and Xapian's name for its Snowball stemmer, sorted for the binary search.
constexpr std::pair<std::string_view, const char*> snowball[] = {
    {"ar", "arabic"},     {"ca", "catalan"},  {"da", "danish"},     {"de", "german"},    {"en", "english"},
    {"es", "spanish"},    {"eu", "basque"},   {"fi", "finnish"},    {"fr", "french"},    {"ga", "irish"},
    {"hu", "hungarian"},  {"hy", "armenian"}, {"id", "indonesian"}, {"it", "italian"},   {"lt", "lithuanian"},
    {"nb", "norwegian"},  {"ne", "nepali"},   {"nl", "dutch"},      {"nn", "norwegian"}, {"no", "norwegian"},
    {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},    {"sv", "swedish"},   {"ta", "tamil"},
    {"tr", "turkish"},
};

const char* snowball_name(std::string_view base) {
    auto row = std::lower_bound(std::begin(snowball), std::end(snowball), base,
                                [](const auto& r, auto b) { return r.first < b; });
    return row != std::end(snowball) && row->first == base ? row->second : nullptr;
}

}  // namespace

struct Vocabulary::Stemmer {
    std::string language;                ///< as the caller gave it: "en" and "en-GB" are two entries
    std::unique_ptr<Xapian::Stem> stem;  ///< empty for a language without a stemmer
    std::vector<std::uint32_t> stems;    ///< by word number; `none` until somebody asks
};

Vocabulary::Vocabulary() = default;
Vocabulary::~Vocabulary() = default;

// Words of ASCII letters and digits, nearly all there are, are folded on the stack. Anything else leaves the loop
// early and takes the long way.
std::uint32_t Vocabulary::number_of_written(std::string_view written) {
    char plain[max_word_bytes];
    std::size_t size = 0;
    for (; size < written.size() && size < max_word_bytes; ++size) {
        const char c = written[size];
        const bool upper = c >= 'A' && c <= 'Z';
        if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) break;
        plain[size] = upper ? static_cast<char>(c + 32) : c;
    }
    if (size == written.size() && size > 0) return words_.number_of({plain, size});
    const auto other = folded(written);
    return other.empty() ? none : words_.number_of(other);
}

Vocabulary::Stemmer* Vocabulary::stemmer(std::string_view language) {
    for (auto& s : stemmers_)
        if (s->language == language) return s.get();
    const char* name = snowball_name(base_language(language));
    auto stem = name ? std::make_unique<Xapian::Stem>(name) : nullptr;
    stemmers_.push_back(std::make_unique<Stemmer>(Stemmer{std::string(language), std::move(stem), {}}));
    return stemmers_.back().get();
}

std::uint32_t Vocabulary::stem(std::uint32_t number, std::string_view language) {
    auto& s = *stemmer(language);
    if (!s.stem) return number;
    if (s.stems.size() <= number) s.stems.resize(words_.size(), none);
    if (s.stems[number] != none) return s.stems[number];
    const auto stem = (*s.stem)(std::string(word(number)));
    // Snowball may leave nothing of a word, and then the word is its own stem.
    const auto found = stem.empty() ? number : words_.number_of(cut_at_letter(stem, max_word_bytes));
    return s.stems[number] = found;
}

const std::vector<std::string>& Vocabulary::stemmed_languages() {
    static const auto languages = [] {
        std::vector<std::string> out;
        for (const auto& row : snowball) out.emplace_back(row.first);
        return out;
    }();
    return languages;
}

}  // namespace tangible::index
