// Small words about ASCII for formats that are made of it (mail, forms).  Other bytes pass unchanged,
// whatever the locale.
#pragma once
#include <string>
#include <string_view>

namespace tangible {

inline constexpr std::string_view ascii_space = " \t\r\n";

inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = lower_ascii(c);
    return lower;
}
inline std::string_view trimmed(std::string_view text, std::string_view blanks = ascii_space) {
    const auto begin = text.find_first_not_of(blanks);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}
inline bool all_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

/// Calls `each` with every line, without its line end (LF or CRLF).
template <class Each> void for_each_line(std::string_view text, Each each) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        each(line);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
}

}  // namespace tangible
