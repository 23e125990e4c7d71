// Folds text one character at a time. Most lines are ASCII, and need no look at characters.
#include "ingest/phrases/folded.h"
#include "schemas/ground/ascii.h"
#include <cstdint>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace tangible::ingest {

std::string folded_text(std::string_view text) {
    text = trimmed(text);
    if (all_ascii(text)) return lower_ascii(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0, n = text.size(); i < n;) {
        UChar32 c;
        U8_NEXT(text.data(), i, n, c);
        if (c < 0) c = 0xFFFD;
        if (c == 0xA0 || c == 0x202F || c == 0x3000) c = ' ';
        if (c == 0x200E || c == 0x200F || c == 0xFEFF) continue;
        char bytes[U8_MAX_LENGTH];
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes, length, u_tolower(c));
        out.append(bytes, static_cast<std::size_t>(length));
    }
    return std::string(trimmed(out));
}

std::string folded(std::string_view line) { return folded_text(trimmed(line.substr(0, max_line_bytes))); }

}  // namespace tangible::ingest
