// Makes text normal in two steps, each with its map. Seen drops what cannot be seen and makes white space single; then
// ICU brings the result into NFC. The order matters: letters may meet, and compose, when what stood between them is
// gone.
//
// Most text is ASCII, which NFC leaves alone: Seen copies it in pieces, and pure ASCII skips the second step.
#include "ingest/text/normalise.h"
#include "ingest/text/characters.h"
#include "schemas/ground/error.h"
#include "schemas/ground/limit_text.h"
#include "schemas/ground/utf8.h"
#include <array>
#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_bytes = std::size_t{1} << 30;  // offsets have 32 bits, and NFC may make three bytes of one

/// Emoji that are built from several characters: flags from tags, and shapes chosen by a variation selector.
constexpr char32_t black_flag = 0x1F3F4, emoji_variation = 0xFE0F, last_tag = 0xE007F;

/// Notes that byte `normal` came from byte `source`. Adds a run only where the two do not advance together.
void map_to(OffsetMap& map, std::size_t normal, std::size_t source) {
    const auto at = static_cast<std::uint32_t>(normal), from = static_cast<std::uint32_t>(source);
    const OffsetMap::Run last = map.runs.empty() ? OffsetMap::Run{} : map.runs.back();
    if (last.source + (at - last.normal) != from) map.runs.push_back({at, from});
}

bool is_mark(char32_t c) { return (U_GET_GC_MASK(static_cast<UChar32>(c)) & U_GC_M_MASK) != 0; }
bool is_graphic_ascii(char c) { return c > ' ' && c < 0x7F; }

/// Writes what can be seen of a text, with a single separator between words and paragraphs. A separator is owed
/// (`parted_`) until a character follows it, so none stands at the beginning or end.
class Seen {
public:
    explicit Seen(std::string_view source) : source_(source) { out_.text.reserve(source.size()); }

    bool is_ascii() const { return ascii_; }

    Normal take() {
        for (std::size_t at = 0; at < source_.size();) at = is_graphic_ascii(source_[at]) ? ascii(at) : other(at);
        return std::move(out_);
    }

private:
    /// Copies words of printable ASCII with single spaces between them as one piece. Returns where it ends.
    std::size_t ascii(std::size_t begin) {
        std::size_t end = begin + 1;
        for (; end < source_.size(); ++end)
            if (!is_graphic_ascii(source_[end]) && !(source_[end] == ' ' && source_[end - 1] != ' ')) break;
        if (source_[end - 1] == ' ') --end;
        write(begin, source_.substr(begin, end - begin));
        last_ = static_cast<unsigned char>(source_[end - 1]);
        joins_ = false;
        return end;
    }

    /// Handles one character that is not printable ASCII. Returns where the next one begins.
    std::size_t other(std::size_t begin) {
        std::size_t end = begin;
        const char32_t c = next_code_point(source_, end);
        if (c == invalid) {
            keep(begin, "\uFFFD", 0xFFFD);
            map_to(out_.map, out_.text.size(), end);
            return end;
        }
        const Character kind = kind_of(c);
        if (kind == Character::space || kind == Character::line_end)
            part(begin, kind);
        else if (is_kept(c, kind, end))
            keep(begin, source_.substr(begin, end - begin), c);
        return end;
    }

    /// Decides whether a character stays in the text.
    bool is_kept(char32_t c, Character kind, std::size_t next) const {
        switch (kind) {
        case Character::plain:
            return true;
        case Character::joiner:
            return joins_to(c, next);
        case Character::variation:
            return varies(c);
        case Character::tag:
            return last_ == black_flag || (last_ > 0xE0000 && last_ < last_tag);
        default:
            return false;
        }
    }

    // Keeps a joiner between letters of a joining script, and U+200D between emoji ("family"). Asks only about
    // properties that NFC does not change, whatever the order of marks, so that a second pass gives the same answer.
    bool joins_to(char32_t joiner, std::size_t next) const {
        if (parted_ != Character::plain || next >= source_.size()) return false;
        const char32_t c = next_code_point(source_, next);
        if (c == invalid || kind_of(c) != Character::plain) return false;
        if (joins_ && (in_joining_script(c) || is_mark(c))) return true;
        return joiner == 0x200D && u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) && ends_emoji();
    }
    bool ends_emoji() const {
        return last_ == emoji_variation || last_ == last_tag || u_hasBinaryProperty(last_, UCHAR_EMOJI_MODIFIER) ||
               u_hasBinaryProperty(last_, UCHAR_EXTENDED_PICTOGRAPHIC);
    }
    // Keeps a variation selector behind an emoji, an ideograph or, for Mongolian selectors, a Mongolian letter.
    bool varies(char32_t c) const {
        if (parted_ != Character::plain) return false;
        if (c < 0x2000) return last_ >= 0x1820 && last_ <= 0x18AF;  // Mongolian selectors
        return u_hasBinaryProperty(last_, UCHAR_EMOJI) || u_hasBinaryProperty(last_, UCHAR_IDEOGRAPHIC);
    }

    // Writes a character that is not ASCII.
    void keep(std::size_t begin, std::string_view bytes, char32_t c) {
        write(begin, bytes);
        ascii_ = false;
        last_ = c;
        // A mark leaves the letter under it what it is.
        if (in_joining_script(c))
            joins_ = true;
        else if (joins_ && !is_mark(c))
            joins_ = false;
    }

    // Owes a separator. A line end wins over a space, and the first one wins over later ones.
    void part(std::size_t at, Character kind) {
        if (parted_ == Character::line_end || parted_ == kind) return;
        parted_ = kind;
        parted_at_ = at;
        joins_ = false;
        last_ = ' ';
    }

    // Writes bytes of the source, after the separator that is owed.
    void write(std::size_t begin, std::string_view bytes) {
        if (parted_ != Character::plain && !out_.text.empty()) {
            map_to(out_.map, out_.text.size(), parted_at_);
            out_.text += parted_ == Character::space ? ' ' : '\n';
        }
        parted_ = Character::plain;
        map_to(out_.map, out_.text.size(), begin);
        out_.text += bytes;
    }

    std::string_view source_;
    Normal out_;
    Character parted_ = Character::plain;  ///< space or line_end when a separator is owed
    std::size_t parted_at_ = 0;
    char32_t last_ = 0;   ///< the last character kept
    bool ascii_ = true;   ///< only ASCII was kept so far
    bool joins_ = false;  ///< the last letter, whatever marks it carries, is of a joining script
};

bool begins_letter(char byte) { return !continues(byte); }

/// Returns the map for a text after NFC. `map` led to the text before, and the edits made `text` of it. Where several
/// characters became one, its first byte leads to all of them, so that no letter of the source is split.
OffsetMap composed(const OffsetMap& map, const icu::Edits& edits, std::string_view text) {
    OffsetMap out;
    UErrorCode status = U_ZERO_ERROR;
    auto run = map.runs.begin();
    std::uint32_t end = 0;
    for (auto edit = edits.getFineIterator(); edit.next(status);) {
        const auto begin = static_cast<std::uint32_t>(edit.sourceIndex());
        end = begin + static_cast<std::uint32_t>(edit.oldLength());
        const auto to = static_cast<std::size_t>(edit.destinationIndex()),
                   to_end = to + static_cast<std::size_t>(edit.newLength());
        map_to(out, to, map.source_of(begin));
        for (; run != map.runs.end() && run->normal < end; ++run)
            if (!edit.hasChange()) map_to(out, to + (run->normal - begin), run->source);
        if (!edit.hasChange()) continue;
        for (std::size_t at = to + 1; at <= to_end; ++at)
            if (at == text.size() || begins_letter(text[at])) map_to(out, at, map.source_of(end));
    }
    map_to(out, text.size(), map.source_of(end));
    return out;
}

/// Brings a text into NFC. Text that is in NFC already, as most is, is returned as it is.
Normal in_nfc(Normal seen) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) throw Error(ErrorKind::temporary, "ICU has no normalisation data", "Install libicu72.");
    const icu::StringPiece text(seen.text.data(), static_cast<std::int32_t>(seen.text.size()));
    if (nfc->isNormalizedUTF8(text, status)) return seen;
    Normal out;
    icu::Edits edits;
    icu::StringByteSink<std::string> sink(&out.text, text.length());
    nfc->normalizeUTF8(0, text, sink, &edits, status);
    if (U_FAILURE(status))
        throw Error(ErrorKind::temporary, "ICU could not normalise a text", "Check whether there is enough memory.");
    out.map = composed(seen.map, edits, out.text);
    return out;
}

}  // namespace

Normal normal(std::string_view utf8) {
    if (utf8.size() > max_bytes)
        throw Error(ErrorKind::refused, "the text is longer than " + in_bytes(max_bytes),
                    "Split the text into several parts.");
    Seen seen(utf8);
    Normal made = seen.take();
    return seen.is_ascii() ? made : in_nfc(std::move(made));
}

}  // namespace tangible::ingest
