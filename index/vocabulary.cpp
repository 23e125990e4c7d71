#include "index/vocabulary.h"
#include "index/fold.h"
#include <algorithm>
#include <cstring>
#include <random>
#include <xapian.h>

namespace tangible::index {
namespace {

constexpr std::size_t page_bytes = 64 * 1024;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<std::uint64_t>(product >> 64) ^ static_cast<std::uint64_t>(product);
}

// BCP 47 and what Xapian (Snowball) calls it, in order.
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
    std::string language;                ///< as it was asked for
    std::unique_ptr<Xapian::Stem> stem;  ///< none for a language without
    std::vector<std::uint32_t> stems;    ///< by word; `none` while not asked for
};

Vocabulary::Vocabulary() : slots_(1024) {
    std::random_device random;
    seed_ = (static_cast<std::uint64_t>(random()) << 32 | random()) | 1;
}
Vocabulary::~Vocabulary() = default;

std::uint32_t Vocabulary::hash_of(std::string_view word) const {
    std::uint64_t hash = seed_ ^ word.size();
    for (std::size_t at = 0; at < word.size(); at += 8) {
        std::uint64_t chunk = 0;
        std::memcpy(&chunk, word.data() + at, std::min<std::size_t>(8, word.size() - at));
        hash = mixed(hash ^ chunk, 0x9E3779B97F4A7C15u ^ seed_);
    }
    return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

const char* Vocabulary::keep(std::string_view word) {
    if (pages_.empty() || page_used_ + word.size() > page_bytes) {
        pages_.push_back(std::make_unique<char[]>(page_bytes));
        page_used_ = 0;
    }
    char* at = pages_.back().get() + page_used_;
    std::memcpy(at, word.data(), word.size());
    page_used_ += word.size();
    return at;
}

void Vocabulary::grow() {
    std::vector<std::uint32_t> slots(slots_.size() * 2);
    for (std::uint32_t number = 0; number < words_.size(); ++number) {
        auto slot = words_[number].hash & (slots.size() - 1);
        while (slots[slot]) slot = (slot + 1) & (slots.size() - 1);
        slots[slot] = number + 1;
    }
    slots_ = std::move(slots);
}

std::uint32_t Vocabulary::number_of_folded(std::string_view folded) {
    const auto hash = hash_of(folded);
    auto slot = hash & (slots_.size() - 1);
    for (; slots_[slot]; slot = (slot + 1) & (slots_.size() - 1)) {
        const auto number = slots_[slot] - 1;
        if (words_[number].hash == hash && word(number) == folded) return number;
    }
    const auto number = static_cast<std::uint32_t>(words_.size());
    words_.push_back({keep(folded), hash, static_cast<std::uint32_t>(folded.size())});
    slots_[slot] = number + 1;
    if (words_.size() * 2 > slots_.size()) grow();
    return number;
}

// Plain words, nearly all there are, are folded in place on the stack.
std::uint32_t Vocabulary::number_of_written(std::string_view written) {
    char plain[max_word_bytes];
    std::size_t size = 0;
    for (; size < written.size() && size < max_word_bytes; ++size) {
        const char c = written[size];
        const bool upper = c >= 'A' && c <= 'Z';
        if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) break;
        plain[size] = upper ? static_cast<char>(c + 32) : c;
    }
    if (size == written.size() && size > 0) return number_of_folded({plain, size});
    const auto other = folded(written);
    return other.empty() ? none : number_of_folded(other);
}

Vocabulary::Stemmer* Vocabulary::stemmer(std::string_view language) {
    for (auto& s : stemmers_)
        if (s->language == language) return s.get();
    const char* name = snowball_name(language.substr(0, language.find('-')));
    auto stem = name ? std::make_unique<Xapian::Stem>(name) : nullptr;
    stemmers_.push_back(
        std::make_unique<Stemmer>(std::string(language), std::move(stem), std::vector<std::uint32_t>{}));
    return stemmers_.back().get();
}

std::uint32_t Vocabulary::stem(std::uint32_t number, std::string_view language) {
    auto& s = *stemmer(language);
    if (!s.stem) return number;
    if (s.stems.size() <= number) s.stems.resize(words_.size(), none);
    if (s.stems[number] != none) return s.stems[number];
    const auto stem = (*s.stem)(std::string(word(number)));
    const auto found = stem.empty() ? number : number_of_folded(cut_at_letter(stem, max_word_bytes));
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
