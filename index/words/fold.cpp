// ASCII words, nearly all there are, take a short path. All others lose a possessive 's, are case-folded
// (NFKC_Casefold, UAX #31) and decomposed (NFD) by ICU, filtered code point by code point (Folding), and composed again
// (NFC). Decomposing first makes an accent a code point of its own, which the filter can drop or keep by its script.
#include "index/words/fold.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <utility>

namespace tangible::index {
namespace {

// Longer than any word before folding, whatever its letters fold to. Without it, a "word" of megabytes would go through
// ICU as a whole for the sake of its first 64 bytes.
constexpr std::size_t max_written_bytes = 16 * max_word_bytes;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0xFF07; }

// Letters that people write for one another and that Unicode does not decompose ("Lodz" for "Łódź"). Sorted by code
// point for the binary search.
constexpr std::pair<UChar32, std::u16string_view> alike[] = {
    {0x00E6, u"ae"},
    {0x00F0, u"d"},
    {0x00F8, u"o"},
    {0x00FE, u"th"},
    {0x0111, u"d"},
    {0x0127, u"h"},
    {0x0131, u"i"},
    {0x0142, u"l"},
    {0x0153, u"oe"},
    {0x0167, u"t"},
    {0x0629, u"\u0647"},
    {0x0640, u""},
    {0x0649, u"\u064A"},
    {0x0671, u"\u0627"},  // teh marbuta, tatweel, alef
                          // maksura, alef wasla
    {0x06A9, u"\u0643"},
    {0x06C1, u"\u0647"},
    {0x06CC, u"\u064A"},  // Urdu and Persian kaf, heh and yeh
};

// Combining marks are accents in these scripts and are dropped: people leave them out when they type. In others, such
// as Devanagari, they are vowels and stay.
bool marks_are_accents(UScriptCode script) {
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_CYRILLIC ||
           script == USCRIPT_ARABIC || script == USCRIPT_HEBREW;
}

// The breve of Cyrillic й (и + U+0306) makes it a letter of its own, and the Russian stemmer needs it.
bool is_short_i(UChar32 base, UChar32 mark) { return mark == 0x0306 && (base == 0x0438 || base == 0x0439); }

bool is_mark(UChar32 c) { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

// Takes the code points of a decomposed word one by one and keeps those that count.
class Folding {
public:
    // `next` is the code point after `c`, or 0 at the end.
    void add(UChar32 c, UChar32 next) {
        if (is_mark(c)) return mark(c);
        if (int digit = u_charDigitValue(c); digit >= 0) return keep('0' + digit);
        if (u_isalpha(c)) return letter(c);
        // From here on `c` is no letter, digit or mark. Hyphens and apostrophes go; a point stays in 3.5 and goes from
        // U.K.
        if (c == '.' && u_isdigit(last_) && u_isdigit(next)) keep(c);
    }
    icu::UnicodeString take() { return std::move(out_); }

private:
    void letter(UChar32 c) {
        auto row = std::lower_bound(std::begin(alike), std::end(alike), c,
                                    [](const auto& r, UChar32 x) { return r.first < x; });
        base_ = c;
        if (row == std::end(alike) || row->first != c) return keep(c);
        out_.append(row->second.data(), static_cast<int32_t>(row->second.size()));
        last_ = c;
    }
    void mark(UChar32 c) {
        UErrorCode status = U_ZERO_ERROR;
        const bool accent = marks_are_accents(uscript_getScript(base_, &status)) && !is_short_i(base_, c);
        // A mark with nothing before it belongs to no letter.
        if (!accent && last_ != 0) out_.append(c);
    }
    void keep(UChar32 c) {
        out_.append(c);
        last_ = base_ = c;
    }
    icu::UnicodeString out_;
    UChar32 base_ = 0, last_ = 0;  ///< the last letter or digit; they differ for letters of `alike`
};

icu::UnicodeString without_possessive(icu::UnicodeString word) {
    const int32_t n = word.length();
    if (n > 2 && (word[n - 1] == 's' || word[n - 1] == 'S') && is_apostrophe(word[n - 2])) word.truncate(n - 2);
    return word;
}

std::string utf8(const icu::UnicodeString& word) {
    std::string out;
    word.toUTF8String(out);
    out.resize(cut_at_letter(out, max_word_bytes).size());
    return out;
}

bool is_ascii(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](unsigned char c) { return c < 0x80; });
}

std::string_view without_possessive(std::string_view word) {
    const bool possessive = word.size() > 2 && (word.ends_with("'s") || word.ends_with("'S"));
    return possessive ? word.substr(0, word.size() - 2) : word;
}

// The rules of Folding for ASCII, where case folding is + 32 and nothing decomposes.
std::string folded_ascii(std::string_view word) {
    std::string out;
    word = without_possessive(word);
    for (std::size_t i = 0; i < word.size() && out.size() < max_word_bytes; ++i) {
        const char c = word[i];
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + 32);
        else if ((c >= 'a' && c <= 'z') || is_digit(c))
            out += c;
        else if (c == '.' && !out.empty() && is_digit(out.back()) && i + 1 < word.size() && is_digit(word[i + 1]))
            out += c;
    }
    return out;
}

}  // namespace

std::string_view cut_at_letter(std::string_view text, std::size_t max_bytes) {
    if (text.size() <= max_bytes) return text;
    while (max_bytes > 0 && continues(text[max_bytes])) --max_bytes;
    return text.substr(0, max_bytes);
}

std::string folded(std::string_view word) {
    word = cut_at_letter(word, max_written_bytes);
    return is_ascii(word) ? folded_ascii(word) : folded_by_icu(word);
}

std::string folded_by_icu(std::string_view word) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto* decompose = icu::Normalizer2::getNFDInstance(status);
    const auto* compose = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return {};
    word = cut_at_letter(word, max_written_bytes);
    auto written = without_possessive(
        icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<int32_t>(word.size()))));
    auto parts = decompose->normalize(casefold->normalize(written, status), status);
    Folding folding;
    for (int32_t i = 0; i < parts.length();) {
        const UChar32 c = parts.char32At(i);
        i += U16_LENGTH(c);
        folding.add(c, i < parts.length() ? parts.char32At(i) : 0);
    }
    return utf8(compose->normalize(folding.take(), status));
}

}  // namespace tangible::index
