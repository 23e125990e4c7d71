// Character and line functions for formats that are made of ASCII (mail headers, forms, captions).
//
// They look at bytes and ignore the locale.  Bytes of 0x80 and above belong to other scripts: they pass unchanged and
// never count as letters or blanks.
#pragma once
#include <string>
#include <string_view>

namespace tangible {

/// The blanks that trimmed() removes unless it is given others.
inline constexpr std::string_view ascii_space = " \t\r\n";

inline bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/// Returns A to Z in lower case and every other byte unchanged.
inline char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
inline std::string lower_ascii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = lower_ascii(c);
    return lower;
}
/// Returns the part of `text` between its first and its last byte that is not in `blanks`: a view into `text`, empty
/// when `text` has nothing else.
inline std::string_view trimmed(std::string_view text, std::string_view blanks = ascii_space) {
    const auto begin = text.find_first_not_of(blanks);
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}
/// Returns the first subtag of a language tag (BCP 47): "en" of "en-GB".  It is a view into `tag`.
inline std::string_view base_language(std::string_view tag) { return tag.substr(0, tag.find('-')); }
inline bool all_ascii(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    return true;
}

/// Calls `each` with a view of every line, without its line end (LF or CRLF).  A line end at the end of the text does
/// not begin another, empty line.
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
