// A mail around an invented story, in one of the shapes that mail programs write (RFC 5322, 2045, 2047).
#pragma once
#include "tests/bench/helpers/random.h"
#include <cstdio>
#include <string>
#include <string_view>

namespace tangible::bench {

inline std::string base64(std::string_view bytes, std::size_t columns) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    std::size_t column = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8 | (at + k < bytes.size() ? static_cast<unsigned char>(bytes[at + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k)
            out += at + k <= bytes.size() && k <= bytes.size() - at ? digits[three >> (18 - 6 * k) & 63] : '=';
        if (columns && (column += 4) >= columns) out += "\r\n", column = 0;
    }
    return out;
}

/// Wraps text as mail programs do: no line over 76 columns where a space allows it.
inline std::string wrapped(std::string_view text, std::size_t columns = 76) {
    std::string out;
    std::size_t column = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
        if (column && column + 1 + (end - at) > columns)
            out += "\r\n", column = 0;
        else if (column)
            out += ' ', ++column;
        out.append(text, at, end - at);
        column += end - at;
        if (end < text.size() && text[end] == '\n') out += "\r\n\r\n", column = 0;
        at = end + 1;
    }
    return out += "\r\n";
}

inline std::string quoted_printable(std::string_view lines) {
    std::string out;
    std::size_t column = 0;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const unsigned char c = static_cast<unsigned char>(lines[at]);
        if (c == '\r' || c == '\n') {
            out += lines[at];
            column = 0;
            continue;
        }
        char piece[4] = {static_cast<char>(c), 0, 0, 0};
        if (c > 126 || c == '=') std::snprintf(piece, sizeof piece, "=%02X", c);
        const std::size_t width = std::string_view(piece).size();
        if (column + width > 75) out += "=\r\n", column = 0;
        out += piece, column += width;
    }
    return out;
}

inline std::string html(std::string_view text) {
    std::string out = "<html><head><meta charset=\"utf-8\"><style>p {margin: 0 0 1em}</style></head><body>\r\n<p>";
    for (const char c : wrapped(text)) out += c;
    for (std::size_t at = 0; (at = out.find("\r\n\r\n", at)) != out.npos; at += 10) out.replace(at, 4, "</p>\r\n<p>");
    return out + "</p></body></html>\r\n";
}

inline std::string encoded_words(std::string_view value) {
    for (const char c : value)
        if (static_cast<unsigned char>(c) > 126) return "=?UTF-8?B?" + base64(value, 0) + "?=";
    return std::string(value);
}

inline std::string part(const char* type, const char* encoding, const std::string& body) {
    return std::string("Content-Type: ") + type + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body;
}

inline std::string multipart(const char* subtype, std::size_t i, const std::string& one, const std::string& two) {
    const std::string mark = "=_" + std::to_string(i) + "_part";
    return std::string("Content-Type: multipart/") + subtype + "; boundary=\"" + mark + "\"\r\n\r\n--" + mark + "\r\n" +
           one + "\r\n--" + mark + "\r\n" + two + "\r\n--" + mark + "--\r\n";
}

inline std::string body(std::string_view text, std::size_t i, Random& random) {
    static constexpr const char* plain = "text/plain; charset=utf-8";
    const std::size_t kind = random.below(100);
    if (kind < 45) return part(plain, "8bit", wrapped(text));
    if (kind < 65) return part(plain, "quoted-printable", quoted_printable(wrapped(text)));
    if (kind < 90)
        return multipart("alternative", i, part(plain, "8bit", wrapped(text)),
                         part("text/html; charset=utf-8", "quoted-printable", quoted_printable(html(text))));
    if (kind < 95) return part(plain, "base64", base64(wrapped(text), 76));
    std::string photograph(8192 + random.below(16384), '\0');
    for (char& byte : photograph) byte = static_cast<char>(random.next());
    return multipart("mixed", i, part(plain, "8bit", wrapped(text)),
                     part("image/jpeg; name=\"photo.jpg\"\r\nContent-Disposition: attachment; filename=\"photo.jpg\"",
                          "base64", base64(photograph, 76)));
}

inline std::string mail(std::string_view title, std::string_view text, std::size_t i, Random& random) {
    const std::string number = std::to_string(i);
    char date[64];
    std::snprintf(date, sizeof date, "%02zu Mar 20%02zu %02zu:%02zu:%02zu +0000", 1 + i % 28, 16 + i / 28 % 10, i % 24,
                  i / 24 % 60, i / 1440 % 60);
    std::string out;
    for (int hop = 0; hop < 3; ++hop)
        out += "Received: from hop" + std::to_string(hop) + ".example.org (hop" + std::to_string(hop) +
               ".example.org [192.0.2." + std::to_string(hop + 1) + "])\r\n\tby mx.example.net with ESMTPS id " +
               number + "x" + std::to_string(random.next() % 100'000'000) + "; " + date + "\r\n";
    out += "Message-ID: <" + number + ".bench@example.org>\r\nDate: " + date + "\r\nFrom: Teller " + number +
           " <teller" + std::to_string(i % 997) +
           "@example.org>\r\nTo: Stories <stories@example.net>\r\nSubject: " + encoded_words(title) +
           "\r\nMIME-Version: 1.0\r\n";
    return out + body(text, i, random);
}

}  // namespace tangible::bench
