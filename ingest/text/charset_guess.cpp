// Guesses the charset of bytes that do not say: the one in which they read best.
//
// Each candidate that can convert a sample gets a score from three sources. First, how fluent the result is in some
// language (CLD2). Second, how odd it is, that is, how much it has that no writer writes: controls, an upper-case
// letter inside a word, two scripts in one word. Third, ICU's own statistics, which know only some of the candidates.
// On a tie the charset that comes first in the table wins.
#include "ingest/text/charset.h"
#include "ingest/text/language.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <map>
#include <memory>
#include <unicode/uchar.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>

namespace tangible::ingest {
namespace {

/// Enough for a stable score; more costs time for each of some forty candidates.
constexpr std::size_t sample_bytes = 16'384;
constexpr std::size_t sample_line_bytes = 4096;
constexpr double of_confidence = 3, of_oddness = 2000;  // weights, against a fluency of 300 to 4,000

/// The more usual of two charsets that differ in few letters comes first.
constexpr const char* candidates[] = {
    "ISO-8859-1",   "windows-1252", "ISO-8859-15",       "ISO-8859-2",     "windows-1250", "ISO-8859-9",
    "windows-1254", "ISO-8859-3",   "ISO-8859-4",        "ISO-8859-7",     "windows-1253", "windows-1251",
    "KOI8-R",       "KOI8-U",       "ISO-8859-5",        "ISO-8859-6",     "windows-1256", "ISO-8859-8",
    "windows-1255", "ISO-8859-13",  "windows-1257",      "ISO-8859-10",    "ISO-8859-14",  "ISO-8859-16",
    "windows-1258", "VISCII",       "TIS-620",           "IBM850",         "IBM852",       "IBM855",
    "IBM866",       "macintosh",    "mac-centraleurope", "x-mac-cyrillic", "Shift_JIS",    "EUC-JP",
    "GB18030",      "Big5",         "windows-949",       "EUC-TW",         "EUC-JISX0213", "Shift_JISX0213",
};

/// Returns the lines that are not plain ASCII, since only they tell charsets apart. A long line is cut at a space, a
/// dot or a tag; one that has none of these near enough ends the sample, perhaps in the middle of a character.
std::string sample_of(std::string_view bytes) {
    std::string sample;
    for (std::size_t at = 0; at < bytes.size() && sample.size() < sample_bytes;) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        std::string_view line = bytes.substr(at, end - at);
        at = end + 1;
        if (all_ascii(line)) continue;
        if (line.size() > sample_line_bytes) {
            line = line.substr(0, sample_line_bytes);
            const auto border = line.find_last_of(" .<");
            if (border == line.npos || border < sample_line_bytes / 2) return sample.append(line);
            line = line.substr(0, border);
        }
        sample.append(line) += '\n';
    }
    return sample;
}

bool is_square(char32_t c) { return c == 0xB2 || c == 0xB3; }  // of metres
bool is_thai_vowel_mark(char32_t c) { return c == 0x0E31 || (c >= 0x0E34 && c <= 0x0E3A); }
bool is_thai_consonant(char32_t c) { return c >= 0x0E01 && c <= 0x0E2E; }
/// Signs above a letter, which follow a consonant or its vowel mark.
bool is_thai_tone_mark(char32_t c) { return c >= 0x0E47 && c <= 0x0E4E; }
bool is_thai_digit(char32_t c) { return c >= 0x0E50 && c <= 0x0E59; }
/// Decides whether a letter has a shape that only ends words: Greek final sigma, Hebrew kaf to tsadi, Arabic teh
/// marbuta and alef maksura. Inside a word it shows that the charset is wrong.
bool ends_words(char32_t c) {
    return c == 0x03C2 || c == 0x05DA || c == 0x05DD || c == 0x05DF || c == 0x05E3 || c == 0x05E5 || c == 0x0629 ||
           c == 0x0649;
}

/// Decides whether a letter is Korean that has been out of use for centuries. Such letters are in the tables of
/// charsets, and in no text.
bool is_archaic_jamo(char32_t c) { return c >= 0x3165 && c <= 0x318E; }

/// Decides whether a character is a half-width kana. Receipts and old mail headers have them, stories hardly ever, and
/// they never stand beside kanji.
bool is_half_width_kana(char32_t c) { return c >= 0xFF61 && c <= 0xFF9F; }
bool is_kanji(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
bool is_japanese(char32_t c) { return is_kanji(c) || (c >= 0x3041 && c <= 0x30FA); }
bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

UScriptCode script_of(char32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(c), &status);
}

/// Decides whether two letters are of scripts that no word mixes. Japanese and Korean mix theirs.
bool is_of_two_scripts(char32_t a, char32_t b) {
    const UScriptCode first = script_of(a), second = script_of(b);
    const bool eastern = first == USCRIPT_HAN || second == USCRIPT_HAN || first == USCRIPT_HIRAGANA ||
                         first == USCRIPT_KATAKANA || second == USCRIPT_HIRAGANA || second == USCRIPT_KATAKANA ||
                         first == USCRIPT_HANGUL || second == USCRIPT_HANGUL;
    return first != second && first > USCRIPT_INHERITED && second > USCRIPT_INHERITED && !eastern;
}

/// Rates how unlikely it is that somebody wrote `c` after `before`: 0 for what anybody may write, up to 10 for what
/// nobody does.
double oddness(char32_t before, char32_t c) {
    const auto letter = [](char32_t x) { return u_isalpha(static_cast<UChar32>(x)); };
    const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
    if (c < 0x80 && before < 0x80) return 0;
    if (mask & (U_GC_CC_MASK | U_GC_CN_MASK | U_GC_CO_MASK)) return c >= 0x80 ? 10 : 0;
    if (c == 0xFFFD || c == 0xA4) return 10;  // invalid input, and the currency sign, which nobody types
    if (is_archaic_jamo(c)) return 3;
    if ((is_half_width_kana(c) && is_kanji(before)) || (is_half_width_kana(before) && is_kanji(c))) return 2;
    if (is_half_width_kana(c)) return 2;
    // Korean writes Chinese characters in brackets behind the word, if at all, and never kana.
    if ((is_hangul(c) && is_japanese(before)) || (is_hangul(before) && is_japanese(c))) return 1;
    if (is_thai_vowel_mark(c)) return is_thai_consonant(before) ? 0 : 3;
    if (is_thai_tone_mark(c)) return is_thai_consonant(before) || is_thai_vowel_mark(before) ? 0 : 3;
    if (is_thai_digit(before) && is_thai_consonant(c)) return 1;
    if (letter(before) && (mask & (U_GC_S_MASK | U_GC_PI_MASK | (U_GC_NO_MASK & (is_square(c) ? 0 : ~0u))))) return 1.5;
    if (!letter(before) || !letter(c)) return 0;
    if (u_islower(static_cast<UChar32>(before)) && u_isupper(static_cast<UChar32>(c))) return 3;
    if (ends_words(before)) return 3;
    return is_of_two_scripts(before, c) ? 3 : 0;
}

bool is_small_greek(char32_t c) { return c >= 0x03AC && c <= 0x03CE; }
bool is_accented_greek(char32_t c) { return c <= 0x03AF || c == 0x03CC || c == 0x03CD || c == 0x03CE; }

/// The average oddness over the characters that are not ASCII, so that the length of a text does not matter. Small
/// Greek letters without one accent are Hebrew or another script in disguise.
double oddness(std::string_view utf8) {
    double sum = 0;
    std::size_t beyond_ascii = 1, small_greek = 0, accented = 0;
    char32_t before = ' ';
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_code_point(utf8, at);
        beyond_ascii += c >= 0x80;
        small_greek += is_small_greek(c);
        accented += is_small_greek(c) && is_accented_greek(c);
        sum += oddness(before, c);
        before = c;
    }
    constexpr std::size_t some_words = 15;
    if (small_greek >= some_words && accented == 0) sum += static_cast<double>(small_greek);
    return sum / static_cast<double>(beyond_ascii);
}

/// Rates how much of a text in windows-949 is syllables that only its extension of EUC-KR has, from 0 to 1: in Korean
/// less than one in a hundred, in Japanese that is read as Korean nearly all. In the extension, one of the two bytes is
/// below 0xA1.
double extended_korean(std::string_view bytes) {
    std::size_t pairs = 0, extended = 0;
    for (std::size_t at = 0; at + 1 < bytes.size(); ++at) {
        const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
        if (first < 0x80) continue;
        ++pairs, ++at;
        extended += first < 0xA1 || second < 0xA1;
    }
    return pairs == 0 ? 0 : static_cast<double>(extended) / static_cast<double>(pairs);
}

struct Close {
    void operator()(UCharsetDetector* d) const { ucsdet_close(d); }
};

/// Returns ICU's confidence for each charset it considers, 0 to 100, under our names for them.
std::map<std::string, int> statistics(std::string_view sample) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&status));
    ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &status);
    std::map<std::string, int> out;
    for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
        std::string name = ucsdet_getName(matches[i], &status);
        if (name == "EUC-KR") name = "windows-949";
        if (name == "ISO-8859-8-I") name = "ISO-8859-8";
        out.try_emplace(name, ucsdet_getConfidence(matches[i], &status));
    }
    return out;
}

/// Returns which ISO-2022 charset (-JP, -KR, -CN) the bytes are in, by ICU's detector; "" for none. These use 7 bits
/// and escapes.
std::string escaped_charset(std::string_view bytes) {
    for (const auto& [name, confidence] : statistics(bytes.substr(0, sample_bytes)))
        if (name.starts_with("ISO-2022") && confidence >= 50 && converted(bytes, name)) return name;
    return {};
}

/// Counts 16-bit units that are an ASCII space, line end or lower-case letter, or U+3001 and U+3002, the punctuation of
/// Chinese and Japanese. In the wrong byte order there are next to none.
std::size_t units_of_space(std::string_view bytes, bool little) {
    std::size_t n = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto low = static_cast<unsigned char>(bytes[i + (little ? 0 : 1)]),
                   high = static_cast<unsigned char>(bytes[i + (little ? 1 : 0)]);
        n += (high == 0 && (low == ' ' || low == '\n' || low == '\r' || (low >= 'a' && low <= 'z'))) ||
             (high == 0x30 && (low == 1 || low == 2));
    }
    return n;
}

/// As converted(), but a character that the end of the sample parts may be left out. It has four bytes at most.
std::optional<std::string> converted_sample(std::string_view sample, const std::string& charset) {
    const bool ends_within_a_line = !sample.ends_with('\n');
    for (std::size_t left_out = 0; left_out <= (ends_within_a_line ? 3 : 0); ++left_out)
        if (auto text = converted(sample.substr(0, sample.size() - left_out), charset)) return text;
    return std::nullopt;
}

/// A charset and how well the bytes read in it.
struct Judged {
    std::string charset = "windows-1252";
    double score = -1e9;
};

/// Returns the best candidate. With `strict`, only charsets in which every byte is valid are considered.
Judged best_of(const std::string& sample, const std::map<std::string, int>& confidence, bool strict) {
    Judged best;
    for (const std::string charset : candidates) {
        const auto text = strict ? converted_sample(sample, charset) : converted_somehow(sample, charset);
        if (!text) continue;
        const auto found = confidence.find(charset);
        const double unusual = charset == "windows-949" ? extended_korean(sample) : 0;
        const double score = fluency(*text) - of_oddness * (oddness(*text) + unusual) +
                             of_confidence * (found == confidence.end() ? 0 : found->second);
        if (score > best.score) best = {charset, score};
    }
    return best;
}

/// Decides whether a conversion gave ordinary text.
bool is_sane(const std::optional<std::string>& text) {
    return text && oddness(*text) < 0.5 && text->find('\0') == text->npos;
}

}  // namespace

std::string guessed_wide_charset(std::string_view bytes) {
    if (bytes.size() < 4 || bytes.size() % 2 != 0 || bytes.substr(0, sample_bytes).find('\0') == bytes.npos) return {};
    const std::string_view sample = bytes.substr(0, sample_bytes);
    if (bytes.size() % 4 == 0)
        for (const char* charset : {"UTF-32LE", "UTF-32BE"})
            if (is_sane(converted(sample, charset))) return charset;
    const std::size_t little = units_of_space(sample, true), big = units_of_space(sample, false);
    // At least 2 percent of the units must be spaces and the like.
    if (std::max(little, big) * 50 < sample.size() / 2) return {};
    const std::string charset = little > big ? "UTF-16LE" : "UTF-16BE";
    const std::string text = converted_somehow(sample, charset);  // the sample's end may part a pair
    return is_sane(text) ? charset : std::string{};
}

std::string guessed_charset(std::string_view bytes) {
    if (bytes.find('\x1b') != bytes.npos)
        if (std::string name = escaped_charset(bytes); !name.empty()) return name;
    if (is_utf8(bytes)) return {};
    const std::string sample = sample_of(bytes);
    const auto confidence = statistics(sample);
    // A strict reading wins if it reads well at all; else invalid bytes are allowed.
    for (const bool strict : {true, false})
        if (const Judged best = best_of(sample, confidence, strict); best.score > 0 || !strict) return best.charset;
    return {};
}

}  // namespace tangible::ingest
