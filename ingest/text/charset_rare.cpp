// Converts charsets that ICU has no tables for, with the C library's iconv. Its tables are files, which a confined
// reader cannot open, so load_rare_charsets() loads them beforehand and keeps them.
#include "ingest/text/charset.h"
#include <algorithm>
#include <array>
#include <cerrno>
#include <iconv.h>

namespace tangible::ingest {
namespace {

/// A charset by our name and by the C library's.
struct Rare {
    std::string_view name;
    const char* for_iconv;
};
constexpr std::array rare_charsets = {
    Rare{"ISO-8859-16", "ISO-8859-16"},
    Rare{"VISCII", "VISCII"},
    Rare{"TCVN", "TCVN"},
    Rare{"EUC-JISX0213", "EUC-JISX0213"},
    Rare{"Shift_JISX0213", "SHIFT_JISX0213"},
};

/// An iconv conversion to UTF-8. RAII around iconv_t.
class Converter {
public:
    explicit Converter(const char* charset) : to_utf8_(iconv_open("UTF-8", charset)) {}
    ~Converter() {
        if (usable()) iconv_close(to_utf8_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;
    bool usable() const { return to_utf8_ != reinterpret_cast<iconv_t>(-1); }

    /// Converts `bytes`. An invalid byte becomes U+FFFD or, with `strict`, ends the conversion with nullopt.
    std::optional<std::string> text(std::string_view bytes, bool strict) {
        std::string out, in(bytes);
        char* at = in.data();
        std::size_t left = in.size();
        while (left > 0) {
            if (step(out, at, left)) continue;
            if (strict) return {};
            out += "\uFFFD";
            ++at, --left;
        }
        step(out, at, left, true);
        return out;
    }

private:
    /// Converts up to one buffer of output and moves `at` and `left`. `finish` flushes a pending shift state instead.
    /// Returns false where the input is invalid.
    bool step(std::string& out, char*& at, std::size_t& left, bool finish = false) {
        std::array<char, 4096> piece;
        char* to = piece.data();
        std::size_t room = piece.size();
        const auto said = iconv(to_utf8_, finish ? nullptr : &at, finish ? nullptr : &left, &to, &room);
        out.append(piece.data(), static_cast<std::size_t>(to - piece.data()));
        return said != static_cast<std::size_t>(-1) || errno == E2BIG;
    }
    iconv_t to_utf8_;
};

/// Returns the row of a charset, or nullptr.
const Rare* rare(std::string_view charset) {
    const auto found = std::ranges::find(rare_charsets, charset, &Rare::name);
    return found == rare_charsets.end() ? nullptr : found;
}

}  // namespace

bool is_rare_charset(std::string_view charset) { return rare(charset) != nullptr; }

std::optional<std::string> rare_charset_text(std::string_view bytes, std::string_view charset, bool strict) {
    const Rare* found = rare(charset);
    Converter converter(found->for_iconv);
    if (!converter.usable()) return {};
    return converter.text(bytes, strict);
}

void load_rare_charsets() {
    // Never closed, so that the C library keeps the tables: it drops a table after others were closed a few times.
    // UTF-16 is here because poppler makes its text with it.
    static std::array<iconv_t, rare_charsets.size() + 1> kept;
    std::ranges::transform(rare_charsets, kept.begin(),
                           [](const Rare& each) { return iconv_open("UTF-8", each.for_iconv); });
    kept.back() = iconv_open("UTF-8", "UTF-16");
}

}  // namespace tangible::ingest
