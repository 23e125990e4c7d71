// Undoes double encoding: UTF-8 that a program took for Windows-1252 and encoded as UTF-8 again, once or several times
// ("Ã©" for "é").
//
// Some texts show such characters on purpose, so it is undone only where nothing else can be meant. Either the whole
// text takes part: every character stands for a byte, and these bytes are valid UTF-8. Or a piece shows a combination
// that no writer writes.
#include "ingest/text/charset.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>
#include <map>
#include <vector>

namespace tangible::ingest {
namespace {

/// How many times a text may have been encoded again.
constexpr int max_times = 4;

/// Returns the byte that Windows-1252 has for a code point, or -1. Programs pass the five bytes without a letter (81,
/// 8D, 8F, 90, 9D) through as controls.
int windows_byte(char32_t c) {
    static const std::map<char32_t, int> upper = [] {
        std::map<char32_t, int> made;
        for (int b = 0x80; b < 0xA0; ++b) {
            const char byte = static_cast<char>(b);
            const std::string text = converted_somehow({&byte, 1}, "windows-1252");
            std::size_t at = 0;
            made[next_code_point(text, at)] = b;
            made.try_emplace(static_cast<char32_t>(b), b);  // programs pass the five that are no letters through
        }
        return made;
    }();
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) return static_cast<int>(c);
    const auto found = upper.find(c);
    return found == upper.end() ? -1 : found->second;
}

/// Undoes one encoding of a whole text. Returns nullopt unless every character stands for a byte and the bytes are
/// valid UTF-8; so a text that only shows such characters is left alone.
std::optional<std::string> encoded_once(std::string_view utf8) {
    if (all_ascii(utf8)) return {};
    std::string bytes;
    bool leads = false;  // the last byte begins a sequence, so a continuation byte must follow
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_code_point(utf8, at);
        const int byte = c == invalid ? -1 : windows_byte(c);
        const bool goes_on = byte >= 0x80 && byte < 0xC0;
        if (byte < 0 || (leads && !goes_on) || (goes_on && bytes.empty())) return {};
        leads = byte >= 0xC0;
        bytes += static_cast<char>(byte);
    }
    return is_utf8(bytes) ? std::optional(bytes) : std::nullopt;
}

bool is_lower_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7); }

/// Decides whether a byte is a sign that stands alone, such as "£", "°" or "½". Behind an "Â" it is there by mistake.
bool is_lone_sign(int byte) {
    return std::string_view("\xA3\xA7\xA9\xAE\xB0\xB1\xB7\xBC\xBD\xBE").find(static_cast<char>(byte)) !=
           std::string_view::npos;
}

/// Four code points of a text, and the one before them.
struct Window {
    char32_t before, c[4];
};

/// Returns how many code points at the window are one character encoded twice: 0, 2 or 3. Three are quotes, dashes and
/// dots, "â€" and a third; two are a lone sign behind "Â", or a letter behind "Ã" inside a word.
std::size_t twice_encoded(const Window& w) {
    const int second = windows_byte(w.c[1]), third = windows_byte(w.c[2]);
    const auto goes_on = [](int byte) { return byte >= 0x80 && byte < 0xC0; };
    if (w.c[0] == 0xE2 && w.c[1] == 0x20AC && goes_on(third)) return 3;  // quotes, dashes, dots
    if (w.c[0] == 0xC2 && is_lone_sign(second)) return 2;
    const bool in_word = is_lower_letter(w.before) || (is_lower_letter(w.c[2]) && !is_lower_letter(w.c[1]));
    return w.c[0] == 0xC3 && goes_on(second) && in_word ? 2 : 0;
}

std::vector<char32_t> code_points_of(std::string_view utf8) {
    std::vector<char32_t> out;
    for (std::size_t at = 0; at < utf8.size();) out.push_back(next_code_point(utf8, at));
    return out;
}

/// Undoes one encoding of pieces that were pasted into a text that is otherwise right. nullopt when there are none.
std::optional<std::string> with_pieces_encoded_once(std::string_view utf8) {
    if (utf8.find("\u00C3") == utf8.npos && utf8.find("\u00C2") == utf8.npos && utf8.find("\u00E2\u20AC") == utf8.npos)
        return {};
    const std::vector<char32_t> all = code_points_of(utf8);
    const auto at = [&](std::size_t i) { return i < all.size() ? all[i] : U' '; };
    std::string out;
    bool found = false;
    for (std::size_t i = 0; i < all.size();) {
        const std::size_t n = twice_encoded({i ? all[i - 1] : U' ', {at(i), at(i + 1), at(i + 2), at(i + 3)}});
        for (std::size_t k = i; k < i + n; ++k) out += static_cast<char>(windows_byte(all[k]));
        if (n == 0) append(out, all[i]);
        found = found || n > 0;
        i += std::max<std::size_t>(n, 1);
    }
    return found && is_utf8(out) ? std::optional(out) : std::nullopt;
}

}  // namespace

bool encode_once(std::string& utf8) {
    const std::string before = utf8;
    for (int times = 0; times < max_times; ++times) {
        auto once = encoded_once(utf8);
        if (!once) break;
        utf8 = std::move(*once);
    }
    for (int times = 0; times < max_times; ++times) {
        auto once = with_pieces_encoded_once(utf8);
        if (!once) break;
        utf8 = std::move(*once);
    }
    return utf8 != before;
}

}  // namespace tangible::ingest
