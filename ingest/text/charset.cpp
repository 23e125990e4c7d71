// Decides which charset bytes are in, starting with the proof that is hardest to get wrong: a byte order mark, then a
// declared charset that fits the bytes, then UTF-8 by its own rules, and only then a guess. Declared charsets are wrong
// too often to be believed without a check.
#include "ingest/text/charset.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/utf8.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// A byte order mark. UTF-32LE must be tried before UTF-16LE, whose mark it begins with.
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

/// What pure ASCII is reported as. ASCII shows nothing of its charset, and the Encoding Standard reads the label
/// "us-ascii" so.
constexpr const char* charset_of_ascii = "windows-1252";

/// Decides whether bytes contain an escape: then pure ASCII may be ISO-2022, which shifts charsets with escapes.
bool has_escape(std::string_view bytes) { return bytes.find('\x1b') != bytes.npos; }
bool is_wide(const std::string& charset) { return charset.starts_with("UTF-16") || charset.starts_with("UTF-32"); }
/// Decides whether bytes 80 to 9F occur. They are letters and quotes in a Windows charset, and controls in the ISO
/// charset that it is mistaken for; texts have no such controls.
bool has_c1(std::string_view bytes) {
    return std::ranges::any_of(
        bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80 && static_cast<unsigned char>(c) < 0xA0; });
}

/// Returns the Windows charset that a declared ISO charset is mistaken for.
std::string windows_for(const std::string& charset) {
    if (charset == "ISO-8859-1" || charset == "US-ASCII") return "windows-1252";
    if (charset == "ISO-8859-9") return "windows-1254";
    if (charset == "TIS-620" || charset == "ISO-8859-11") return "windows-874";
    return charset;
}

/// Returns UTF-8 with invalid bytes replaced and double encoding undone.
Decoded utf8_text(std::string text) {
    if (!is_utf8(text)) text = converted_somehow(text, "UTF-8");
    std::string problem;
    if (encode_once(text)) problem = "The text was encoded twice. This was corrected.";
    return {std::move(text), "UTF-8", std::move(problem)};
}

/// Decides whether bytes are UTF-8 that is broken in a few places only, by a cut or a stray byte: at most one bad
/// sequence to twenty good ones.
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

/// Converts by the declared charset, or returns nullopt when the bytes contradict it.
std::optional<Decoded> as_declared(std::string_view bytes, const std::string& charset) {
    if (charset.empty()) return {};
    if (charset == "UTF-8") return is_utf8(bytes) ? std::optional(utf8_text(std::string(bytes))) : std::nullopt;
    // UTF-16 of real text has zero bytes; UTF-8 that is labelled UTF-16 has none.
    const bool no_zero = bytes.find('\0') == bytes.npos;
    if (is_wide(charset) && no_zero && is_utf8(bytes)) return {};
    if (all_ascii(bytes) && !has_escape(bytes) && !is_wide(charset) && charset != "UTF-7" && charset != "HZ-GB-2312")
        return Decoded{std::string(bytes), charset, ""};
    // A text in a charset of single bytes keeps the rules of UTF-8 by chance almost never.
    if (!all_ascii(bytes) && is_utf8(bytes) && !has_many_bytes(charset)) return {};
    if (charset == "US-ASCII" && !all_ascii(bytes)) return {};
    const std::string name = has_c1(bytes) ? windows_for(charset) : charset;
    if (auto text = converted(bytes, name)) return Decoded{std::move(*text), name, ""};
    return {};
}

/// Converts by what the bytes show, without a declared charset.
Decoded as_found(std::string_view bytes) {
    if (std::string wide = guessed_wide_charset(bytes); !wide.empty())
        return {converted_somehow(bytes, wide), wide, ""};
    if (all_ascii(bytes) && !has_escape(bytes)) return {std::string(bytes), charset_of_ascii, ""};
    if (is_utf8(bytes) && !has_escape(bytes)) return utf8_text(std::string(bytes));
    const std::string charset = guessed_charset(bytes);
    if (charset.empty() || is_nearly_utf8(bytes)) return utf8_text(std::string(bytes));
    return {converted_somehow(bytes, charset), charset, ""};
}

/// Returns a sentence that the declared charset is wrong; "" when none was declared, or when plain ASCII leaves it
/// open.
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
