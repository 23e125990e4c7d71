// What charset bytes are in, in the order of what is hardest to get wrong: a mark, a label that
// fits, UTF-8 by its own rules, and only then a guess.
#include "ingest/text/charset.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

struct Mark {
    std::string_view bytes, charset;
};
constexpr Mark marks[] = {
    {"\xEF\xBB\xBF", "UTF-8"},
    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
    {"\x84\x31\x95\x33", "GB18030"},
};

/// ASCII alone has no mark of its charset, and the Encoding Standard reads the label "us-ascii" so.
constexpr const char* charset_of_ascii = "windows-1252";

bool has_escape(std::string_view bytes) { return bytes.find('\x1b') != bytes.npos; }
bool is_wide(const std::string& charset) { return charset.starts_with("UTF-16") || charset.starts_with("UTF-32"); }
/// Bytes 80 to 9F are letters and quotes in Windows' charset and controls in the one it is mistaken for.
bool has_c1(std::string_view bytes) {
    return std::ranges::any_of(
        bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) < 0xA0; });
}

std::string windows_for(const std::string& charset) {
    if (charset == "ISO-8859-1" || charset == "US-ASCII") return "windows-1252";
    if (charset == "ISO-8859-9") return "windows-1254";
    if (charset == "TIS-620" || charset == "ISO-8859-11") return "windows-874";
    return charset;
}

Decoded utf8_text(std::string text) {
    if (!is_utf8(text)) text = converted_somehow(text, "UTF-8");
    std::string problem;
    if (encode_once(text)) problem = "The text was encoded twice. This was corrected.";
    return {std::move(text), "UTF-8", std::move(problem)};
}

/// Broken in a few places only: a cut, or a stray byte.
bool is_nearly_utf8(std::string_view bytes) {
    std::size_t good = 0, bad = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) < 0x80) {
            ++at;
            continue;
        }
        ++(next_code_point(bytes, at) == invalid ? bad : good);
    }
    return good > 0 && bad * 20 <= good;
}

std::optional<Decoded> as_declared(std::string_view bytes, const std::string& charset) {
    if (charset.empty()) return {};
    if (charset == "UTF-8") return is_utf8(bytes) ? std::optional(utf8_text(std::string(bytes))) : std::nullopt;
    const bool no_zero = bytes.find('\0') == bytes.npos;
    if (is_wide(charset) && no_zero && is_utf8(bytes)) return {};
    if (all_ascii(bytes) && !has_escape(bytes) && !is_wide(charset) && charset != "UTF-7" && charset != "HZ-GB-2312")
        return Decoded{std::string(bytes), charset, ""};
    // UTF-8 has rules that no text in a charset of single bytes keeps by chance.
    if (!all_ascii(bytes) && is_utf8(bytes) && !has_many_bytes(charset)) return {};
    if (charset == "US-ASCII" && !all_ascii(bytes)) return {};
    const std::string name = has_c1(bytes) ? windows_for(charset) : charset;
    if (auto text = converted(bytes, name)) return Decoded{std::move(*text), name, ""};
    return {};
}

Decoded as_found(std::string_view bytes) {
    if (std::string wide = guessed_wide_charset(bytes); !wide.empty())
        return {converted_somehow(bytes, wide), wide, ""};
    if (all_ascii(bytes) && !has_escape(bytes)) return {std::string(bytes), charset_of_ascii, ""};
    if (is_utf8(bytes) && !has_escape(bytes)) return utf8_text(std::string(bytes));
    const std::string charset = guessed_charset(bytes);
    if (charset.empty() || is_nearly_utf8(bytes)) return utf8_text(std::string(bytes));
    return {converted_somehow(bytes, charset), charset, ""};
}

/// In words, that the bytes belie their label; not where plain letters leave it open.
std::string belied(const std::string& declared, const Decoded& found) {
    if (declared.empty() || declared == "US-ASCII" || all_ascii(found.text)) return {};
    return "The text is labelled " + declared + ", but reads as " + found.charset + ".";
}

}  // namespace

Decoded decoded(std::string_view bytes, std::string_view declared_charset) {
    for (const Mark& mark : marks)
        if (bytes.starts_with(mark.bytes)) {
            const std::string charset(mark.charset);
            bytes.remove_prefix(mark.bytes.size());
            return charset == "UTF-8" ? utf8_text(std::string(bytes))
                                      : Decoded{converted_somehow(bytes, charset), charset, ""};
        }
    const std::string declared = charset_named(declared_charset);
    if (auto text = as_declared(bytes, declared)) return std::move(*text);
    Decoded found = as_found(bytes);
    if (found.problem.empty()) found.problem = belied(declared, found);
    return found;
}

}  // namespace tangible::ingest
