// Decodes and encodes with ICU's macros for UTF-8.  Most text is ASCII, so is_utf8() skips such bytes without calling
// the decoder.
#include "schemas/ground/utf8.h"
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace tangible {

char32_t next_code_point(std::string_view utf8, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
    UChar32 c;
    U8_NEXT(bytes, at, utf8.size(), c);
    return c < 0 ? invalid : static_cast<char32_t>(c);
}

void append(std::string& utf8, char32_t code_point) {
    char bytes[U8_MAX_LENGTH];
    int length = 0;
    U8_APPEND_UNSAFE(bytes, length, code_point);
    utf8.append(bytes, static_cast<std::size_t>(length));
}

bool is_utf8(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();)
        if (static_cast<unsigned char>(bytes[at]) < 0x80)
            ++at;
        else if (next_code_point(bytes, at) == invalid)
            return false;
    return true;
}

bool is_blank(char32_t code_point) {
    const auto c = static_cast<UChar32>(code_point);
    return u_hasBinaryProperty(c, UCHAR_WHITE_SPACE) || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

}  // namespace tangible
