// Decodes transfer encodings, each in one pass. All are lenient: they skip or keep what does not fit and never fail,
// because a part with one damaged byte is still worth reading.
#include "ingest/mail/transfer.h"
#include "schemas/ground/ascii.h"
#include <array>
#include <cstdint>

namespace tangible::ingest {
namespace {

/// The value of each base64 letter, 0 to 63; -1 for all other bytes.
constexpr std::array<std::int8_t, 256> base64_values() {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < letters.size(); ++i)
        values[static_cast<unsigned char>(letters[i])] = static_cast<std::int8_t>(i);
    return values;
}

/// The value of a hexadecimal digit, or -1.
int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/// Decodes a line of uuencode. Its first character says how many bytes the line holds; each further one gives 6 bits,
/// and four of them give three bytes. A space and "`" are both 0.
void add_uu_line(std::string_view line, std::string& out) {
    auto value = [&](std::size_t i) { return i < line.size() ? (line[i] - ' ') & 63 : 0; };
    int left = value(0);
    for (std::size_t i = 1; left > 0 && i < line.size(); i += 4, left -= 3) {
        const int bits = value(i) << 18 | value(i + 1) << 12 | value(i + 2) << 6 | value(i + 3);
        for (int k = 0; k < 3 && k < left; ++k) out += static_cast<char>(bits >> (16 - 8 * k) & 255);
    }
}

}  // namespace

std::string from_base64(std::string_view in) {
    static constexpr auto values = base64_values();
    std::string out;
    out.reserve(in.size() / 4 * 3);
    std::uint32_t bits = 0;
    int have = 0;
    for (const char c : in) {
        if (c == '=') have = 0;  // padding ends a run; another may follow
        const int v = values[static_cast<unsigned char>(c)];
        if (v < 0) continue;
        bits = bits << 6 | static_cast<std::uint32_t>(v);
        if ((have += 6) >= 8) out += static_cast<char>(bits >> (have -= 8) & 255);
    }
    return out;
}

std::string from_quoted_printable(std::string_view in, bool word) {
    std::string out;
    out.reserve(in.size());
    for (std::size_t i = 0; i < in.size(); ++i) {
        if (word && in[i] == '_')
            out += ' ';
        else if (in[i] != '=')
            out += in[i];
        else if (i + 2 < in.size() && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
            out += static_cast<char>(hex(in[i + 1]) << 4 | hex(in[i + 2]));
            i += 2;
        } else {
            // A soft line end may have white space before its line feed.
            std::size_t end = i + 1;
            while (end < in.size() && (in[end] == ' ' || in[end] == '\t' || in[end] == '\r')) ++end;
            if (end == in.size() || in[end] == '\n')
                i = end;
            else
                out += '=';
        }
    }
    return out;
}

std::string from_percent(std::string_view in) {
    std::string out;
    for (std::size_t i = 0; i < in.size(); ++i) {
        const bool coded = in[i] == '%' && i + 2 < in.size() && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0;
        out += coded ? static_cast<char>(hex(in[i + 1]) << 4 | hex(in[i + 2])) : in[i];
        if (coded) i += 2;
    }
    return out;
}

std::string from_uuencode(std::string_view in) {
    std::string out;
    bool inside = false;
    for_each_line(in, [&](std::string_view line) {
        if (!inside)
            inside = line.starts_with("begin ");
        else if (line == "end")
            inside = false;
        else if (!line.empty())
            add_uu_line(line, out);
    });
    return out;
}

std::string transfer_decoded(std::string_view bytes, std::string_view encoding) {
    const std::string name = lower_ascii(trimmed(encoding));
    if (name == "base64") return from_base64(bytes);
    if (name == "quoted-printable") return from_quoted_printable(bytes);
    if (name == "x-uuencode" || name == "uuencode" || name == "x-uue") return from_uuencode(bytes);
    return std::string(bytes);
}

}  // namespace tangible::ingest
