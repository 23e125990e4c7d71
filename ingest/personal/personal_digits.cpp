// Goes through the text once, and asks ICU for the value of each code point beyond ASCII.
#include "ingest/personal/personal_digits.h"
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace tangible::ingest {

Digits with_ascii_digits(std::string_view text) {
    Digits out;
    bool any = false;
    for (std::int32_t at = 0; at < static_cast<std::int32_t>(text.size());) {
        const auto begin = static_cast<std::uint32_t>(at);
        UChar32 c = 0;
        U8_NEXT(text.data(), at, static_cast<std::int32_t>(text.size()), c);
        const auto digit = c >= 0x80 ? u_charDigitValue(c) : -1;
        any |= digit >= 0;
        if (digit >= 0) {
            out.text += static_cast<char>('0' + digit);
            out.origins.push_back(begin);
        } else {
            out.text += text.substr(begin, static_cast<std::uint32_t>(at) - begin);
            for (auto i = begin; i < static_cast<std::uint32_t>(at); ++i) out.origins.push_back(i);
        }
    }
    if (!any) return {};
    out.origins.push_back(static_cast<std::uint32_t>(text.size()));
    return out;
}

}  // namespace tangible::ingest
