// Turns drawn text back into written text. Presentation forms are normalised one by one to NFKC, since NFKC of the
// whole text would change more than that. The order of a line is restored with ICU's inverse bidirectional algorithm.
// Text without characters from U+0580 on, as most is, is returned unchanged.
#include "ingest/pdf/glyphs.h"
#include <memory>
#include <unicode/normalizer2.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace tangible::ingest {
namespace {

/// Decides whether a character is a ligature or a presentation form (U+FB00 to FDFB, FE70 to FEFC).
bool is_presentation_form(UChar32 c) {
    return (c >= 0xFB00 && c <= 0xFDFB && !u_isblank(c)) || (c >= 0xFE70 && c <= 0xFEFC);
}

/// Decides whether a character is a strong right-to-left letter (UAX #9: R or AL).
bool is_right_to_left(UChar32 c) {
    UCharDirection d = u_charDirection(c);
    return d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC;
}

/// Decides whether all characters are below U+0580. In UTF-8 these begin with bytes below D6.
bool plain(std::string_view s) {
    for (unsigned char c : s)
        if (c >= 0xD6) return false;  // U+0580 and above
    return true;
}

icu::UnicodeString utf16(std::string_view s) {
    return icu::UnicodeString::fromUTF8({s.data(), static_cast<int32_t>(s.size())});
}

std::string utf8(const icu::UnicodeString& s) {
    std::string out;
    s.toUTF8String(out);
    return out;
}

}  // namespace

std::string letters_of_glyphs(std::string_view text) {
    if (plain(text)) return std::string(text);
    UErrorCode error = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(error);
    icu::UnicodeString source = utf16(text), result;
    for (int32_t i = 0; i < source.length(); i = source.moveIndex32(i, 1)) {
        UChar32 c = source.char32At(i);
        if (U_SUCCESS(error) && is_presentation_form(c))
            result += nfkc->normalize(icu::UnicodeString(c), error);
        else
            result += c;
    }
    return utf8(result);
}

bool mostly_right_to_left(std::string_view text) {
    if (plain(text)) return false;
    icu::UnicodeString s = utf16(text);
    int right = 0, letters = 0;
    for (int32_t i = 0; i < s.length(); i = s.moveIndex32(i, 1))
        if (UChar32 c = s.char32At(i); u_isalpha(c)) {
            ++letters;
            right += is_right_to_left(c);
        }
    return right * 2 > letters;
}

std::string reading_order(std::string_view drawn) {
    if (plain(drawn)) return std::string(drawn);
    icu::UnicodeString source = utf16(drawn);
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<UBiDi, decltype(&ubidi_close)> bidi(ubidi_openSized(source.length(), 0, &error), &ubidi_close);
    if (U_FAILURE(error)) return std::string(drawn);
    ubidi_setReorderingMode(bidi.get(), UBIDI_REORDER_INVERSE_LIKE_DIRECT);
    UBiDiLevel direction = mostly_right_to_left(drawn) ? UBIDI_RTL : UBIDI_LTR;
    ubidi_setPara(bidi.get(), source.getBuffer(), source.length(), direction, nullptr, &error);
    icu::UnicodeString result;
    int32_t size = source.length() * 2 + 1;
    int32_t n = ubidi_writeReordered(bidi.get(), result.getBuffer(size), size,
                                     UBIDI_DO_MIRRORING | UBIDI_KEEP_BASE_COMBINING, &error);
    result.releaseBuffer(U_SUCCESS(error) ? n : 0);
    return U_SUCCESS(error) ? utf8(result) : std::string(drawn);
}

}  // namespace tangible::ingest
