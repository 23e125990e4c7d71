// Divides RTF into tokens. next() looks at one byte and leaves everything behind a backslash to control(), which tells
// apart control words (\par), symbols (\~) and hexadecimal bytes (\'e9).
#include "ingest/rtf/rtf_tokens.h"
#include <algorithm>
#include <charconv>

namespace tangible::ingest {
namespace {

/// Longer numbers do not fit into 32 bits, and count as 0.
constexpr std::size_t max_digits = 10;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Line ends mean nothing in RTF, and zeros come from damaged files.
bool is_passed_over(char c) { return c == '\r' || c == '\n' || c == '\0'; }

/// Returns the end of the run of such characters from `at` on.
template <class Is> std::size_t end_of(std::string_view s, std::size_t at, Is is) {
    while (at < s.size() && is(s[at])) ++at;
    return at;
}

}  // namespace

RtfToken RtfTokens::next() {
    at_ = end_of(rtf_, at_, is_passed_over);
    if (at_ >= rtf_.size()) return {};
    const char c = rtf_[at_++];
    if (c == '{') return {.type = RtfToken::open};
    if (c == '}') return {.type = RtfToken::close};
    if (c == '\\') return control();
    return {.type = RtfToken::byte, .byte_value = c};
}

RtfToken RtfTokens::control() {
    if (at_ >= rtf_.size()) return {};
    if (is_letter(rtf_[at_])) return control_word();
    const char c = rtf_[at_++];
    if (c == '\'') return hex_byte();
    if (c == '\\' || c == '{' || c == '}') return {.type = RtfToken::byte, .byte_value = c};
    return {.type = RtfToken::symbol, .byte_value = c};
}

RtfToken RtfTokens::control_word() {
    const std::size_t begin = at_;
    at_ = end_of(rtf_, at_, is_letter);
    RtfToken token{.type = RtfToken::word, .name = rtf_.substr(begin, at_ - begin)};
    token.number = number();
    // The space that ends a control word is part of it.
    if (at_ < rtf_.size() && rtf_[at_] == ' ') ++at_;
    // \bin4 is followed by four bytes of binary data, which may contain braces.
    if (token.name == "bin" && token.number)
        at_ += std::min<std::size_t>(static_cast<std::size_t>(std::max(*token.number, 0)), rtf_.size() - at_);
    return token;
}

std::optional<int> RtfTokens::number() {
    const std::size_t digits = at_ < rtf_.size() && rtf_[at_] == '-' ? at_ + 1 : at_;
    const std::size_t end = end_of(rtf_, digits, is_digit);
    if (end == digits) return {};
    int value = 0;
    if (end - digits <= max_digits) std::from_chars(rtf_.data() + at_, rtf_.data() + end, value);
    at_ = end;
    return value;
}

RtfToken RtfTokens::hex_byte() {
    unsigned value = 0;
    const std::string_view digits = rtf_.substr(at_, 2);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    at_ += static_cast<std::size_t>(end - digits.data());
    if (error != std::errc{}) return {.type = RtfToken::symbol, .byte_value = '\''};
    return {.type = RtfToken::hex, .byte_value = static_cast<char>(value)};
}

}  // namespace tangible::ingest
