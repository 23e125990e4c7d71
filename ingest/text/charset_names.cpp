// Maps charset labels, in the spellings of thirty years of mail, to ICU's converters, and converts by these.
#include "ingest/text/charset.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <cctype>
#include <map>
#include <memory>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace tangible::ingest {
namespace {

// clang-format off
/// Labels that mean a wider charset than they say (as browsers read them), or that only some programs use.
const std::map<std::string_view, std::string_view> meant = {
    {"gb2312", "GB18030"}, {"gbk", "GB18030"}, {"gb_2312-80", "GB18030"}, {"x-gbk", "GB18030"},
    {"cp936", "GB18030"}, {"windows-936", "GB18030"}, {"euc-cn", "GB18030"}, {"hz", "HZ-GB-2312"},
    {"euc-kr", "windows-949"}, {"ks_c_5601-1987", "windows-949"}, {"ks_c_5601", "windows-949"},
    {"cp949", "windows-949"}, {"shift-jis", "Shift_JIS"}, {"sjis", "Shift_JIS"}, {"x-sjis", "Shift_JIS"},
    {"windows-31j", "Shift_JIS"}, {"cp932", "Shift_JIS"}, {"mac-centraleurope", "mac-centraleurope"},
    {"x-mac-ce", "mac-centraleurope"}, {"maccentraleurope", "mac-centraleurope"}, {"x-mac-roman", "macintosh"},
    {"macroman", "macintosh"}, {"utf8", "UTF-8"}, {"unicode-1-1-utf-8", "UTF-8"}, {"utf-8-sig", "UTF-8"},
    {"cp1252", "windows-1252"}, {"ansi", "windows-1252"}, {"ansi_x3.110-1983", "ISO-8859-1"},
    {"latin-1", "ISO-8859-1"}, {"latin1", "ISO-8859-1"}, {"iso8859-1", "ISO-8859-1"}, {"visual", "ISO-8859-8"},
    {"iso-8859-8-i", "ISO-8859-8"}, {"iso-8859-8-e", "ISO-8859-8"}, {"x-user-defined", ""}, {"x-unknown", ""},
    {"unknown", ""}, {"unknown-8bit", ""}, {"binary", ""}, {"8bit", ""}, {"7bit", ""}, {"default", ""},
    {"default_charset", ""}, {"iso-8859-16", "ISO-8859-16"}, {"iso8859-16", "ISO-8859-16"}, {"latin10", "ISO-8859-16"},
    {"viscii", "VISCII"}, {"csviscii", "VISCII"}, {"tcvn", "TCVN"}, {"tcvn-5712", "TCVN"},
    {"euc-jisx0213", "EUC-JISX0213"}, {"euc_jisx0213", "EUC-JISX0213"}, {"euc-jis-2004", "EUC-JISX0213"},
    {"shift_jisx0213", "Shift_JISX0213"}, {"shift_jis-2004", "Shift_JISX0213"},
};
// clang-format on

/// ICU's own names of converters for names of ours that it does not know.
const std::map<std::string_view, const char*> converters = {{"mac-centraleurope", "x-mac-centraleurroman"}};

struct Close {
    void operator()(UConverter* c) const { ucnv_close(c); }
};
using Converter = std::unique_ptr<UConverter, Close>;

Converter open(const std::string& charset) {
    const auto ours = converters.find(charset);
    UErrorCode status = U_ZERO_ERROR;
    Converter made(ucnv_open(ours == converters.end() ? charset.c_str() : ours->second, &status));
    if (U_FAILURE(status)) return nullptr;
    return made;
}

/// ICU counts in 32 bits, and the output may be larger than the input.
constexpr std::size_t max_bytes = std::size_t{1} << 29;

/// Converts piece by piece, through UTF-16, to UTF-8. With `strict`, returns nullopt at the first invalid byte.
std::optional<std::string> through(UConverter* converter, std::string_view bytes, bool strict) {
    if (converter == nullptr || bytes.size() > max_bytes) return {};
    UErrorCode status = U_ZERO_ERROR;
    if (strict) ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string out;
    out.reserve(bytes.size() + bytes.size() / 4);
    char16_t piece[4096];
    std::ptrdiff_t kept = 0;
    const char *at = bytes.data(), *end = at + bytes.size();
    do {
        status = U_ZERO_ERROR;
        char16_t* to = piece + kept;
        ucnv_toUnicode(converter, &to, std::end(piece), &at, end, nullptr, true, &status);
        if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return {};
        // A surrogate pair may be split at the end of a piece: its first half waits for the second.
        kept = status == U_BUFFER_OVERFLOW_ERROR && U16_IS_LEAD(to[-1]) ? 1 : 0;
        icu::UnicodeString(false, piece, static_cast<std::int32_t>(to - piece - kept)).toUTF8String(out);
        if (kept) piece[0] = to[-1];
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    return out;
}

}  // namespace

// In order: characters that no label has are dropped; our own table; ICU's preferred name, and again our table for it;
// ICU's aliases.
std::string charset_named(std::string_view label) {
    std::string name;
    for (const char c : trimmed(label.substr(0, 64)))
        if (std::isalnum(static_cast<unsigned char>(c)) ||
            std::string_view("-_.:()+").find(c) != std::string_view::npos)
            name += lower_ascii(c);
    if (const auto found = meant.find(name); found != meant.end()) return std::string(found->second);
    for (const char* standard : {"MIME", "IANA"}) {
        UErrorCode status = U_ZERO_ERROR;
        if (const char* preferred = ucnv_getStandardName(name.c_str(), standard, &status);
            preferred && U_SUCCESS(status)) {
            const auto wider = meant.find(lower_ascii(std::string_view(preferred)));
            return std::string(wider == meant.end() ? preferred : wider->second);
        }
    }
    UErrorCode status = U_ZERO_ERROR;
    return ucnv_countAliases(name.c_str(), &status) > 0 ? name : "";
}

std::optional<std::string> converted(std::string_view bytes, const std::string& charset) {
    if (is_rare_charset(charset)) return rare_charset_text(bytes, charset, true);
    return through(open(charset).get(), bytes, true);
}

std::string converted_somehow(std::string_view bytes, const std::string& charset) {
    if (is_rare_charset(charset)) return rare_charset_text(bytes, charset, false).value_or(std::string(bytes));
    return through(open(charset).get(), bytes, false).value_or(std::string(bytes));
}

bool has_many_bytes(const std::string& charset) {
    if (charset.ends_with("X0213")) return true;
    UErrorCode status = U_ZERO_ERROR;
    const Converter c = open(charset);
    return c && ucnv_getMaxCharSize(c.get()) > 1 && ucnv_getType(c.get()) != UCNV_SBCS && U_SUCCESS(status);
}

}  // namespace tangible::ingest
