// Every character has a kind, taken from a table for ASCII and from ICU for the rest. Word reads on from a first letter
// or digit, and decides at each joining sign, by the characters on either side, whether the word goes on. ICU's own
// word iterator is not used because it parts words at every hyphen.
#include "index/words/words.h"
#include <algorithm>
#include <array>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>
#include <utility>

namespace tangible::index {
namespace {

// What a character can do to a word. A mark never ends a word (accents, vowel signs, invisible characters); a run
// is a character of a script without spaces; all others end it.
enum class Kind : std::uint8_t { other, letter, digit, mark, hyphen, apostrophe, point, comma, space, run };

constexpr std::array<Kind, 128> ascii_kinds = [] {
    std::array<Kind, 128> kinds{};
    for (int c = '0'; c <= '9'; ++c) kinds[c] = Kind::digit;
    for (int c = 'a'; c <= 'z'; ++c) kinds[c] = kinds[c - 32] = Kind::letter;
    kinds['-'] = Kind::hyphen;
    kinds['\''] = Kind::apostrophe;
    kinds['.'] = Kind::point;
    kinds[','] = Kind::comma;
    kinds[' '] = Kind::space;
    return kinds;
}();

// Signs outside ASCII that join words as their ASCII kin do. U+200B, the zero width space, is "other" because it parts
// words, although Unicode puts it among the invisible format characters (Cf).
constexpr std::pair<UChar32, Kind> signs[] = {
    {0x00A0, Kind::space},      {0x02BC, Kind::apostrophe}, {0x2010, Kind::hyphen}, {0x2011, Kind::hyphen},
    {0x2019, Kind::apostrophe}, {0x200B, Kind::other},      {0x202F, Kind::space},  {0xFE63, Kind::hyphen},
    {0xFF07, Kind::apostrophe}, {0xFF0D, Kind::hyphen},
};

// Scripts that write words without spaces between them.
bool without_spaces(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
        return true;
    default:
        return false;
    }
}

Kind kind_of(UChar32 c) {
    if (c < 0) return Kind::other;
    if (c < 0x80) return ascii_kinds[static_cast<std::size_t>(c)];
    for (const auto& [sign, kind] : signs)
        if (c == sign) return kind;
    const auto category = U_GET_GC_MASK(c);
    if (category & U_GC_ND_MASK) return Kind::digit;
    // Format characters (Cf), such as soft hyphens, joiners and direction marks, are invisible: a word goes on over
    // them.
    if (category & U_GC_CF_MASK) return Kind::mark;
    if (!(category & (U_GC_L_MASK | U_GC_M_MASK))) return Kind::other;
    if (without_spaces(c)) return Kind::run;
    return category & U_GC_L_MASK ? Kind::letter : Kind::mark;
}

// A character and its end in bytes.
struct Letter {
    Kind kind = Kind::other;
    std::size_t end = 0;  ///< where the next one begins
};

// At the end of the text, an "other" that takes no bytes.
Letter letter_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {Kind::other, at};
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) return {ascii_kinds[byte], at + 1};
    // Only a window of the text goes to ICU, which counts in 32 bits.
    const auto window = text.substr(at, U8_MAX_LENGTH);
    int32_t used = 0;
    UChar32 c;
    U8_NEXT(window.data(), used, static_cast<int32_t>(window.size()), c);
    return {kind_of(c), at + static_cast<std::size_t>(used)};
}

bool is_word_kind(Kind k) { return k == Kind::letter || k == Kind::digit; }

// Equal but for the case of ASCII letters; `lower` is in lower case.
bool same_ascii(std::string_view text, std::string_view lower) {
    return text.size() == lower.size() && std::equal(text.begin(), text.end(), lower.begin(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b;
           });
}

// Prefixes that seldom are English words by themselves, and pairs that people write both as one word and as two. They
// join in texts of every language, since the language is not known here.
constexpr std::string_view prefixes[] = {"co", "non", "pre", "anti", "inter", "multi", "self", "semi", "micro", "ex"};
constexpr std::pair<std::string_view, std::string_view> pairs[] = {{"well", "being"}, {"e", "mail"}, {"on", "going"}};

// Decides whether `first` and the word at the start of `rest` are one word over a space.
bool prefix_joins(std::string_view first, std::string_view rest) {
    if (std::any_of(std::begin(prefixes), std::end(prefixes), [&](auto p) { return same_ascii(first, p); }))
        return true;
    return std::any_of(std::begin(pairs), std::end(pairs), [&](const auto& p) {
        return same_ascii(first, p.first) && same_ascii(rest.substr(0, p.second.size()), p.second) &&
               !is_word_kind(letter_at(rest, p.second.size()).kind);
    });
}

// Exactly three digits follow: 1,000 is one number, while 3,4 and 2019,2020 are two each.
bool thousands(std::string_view rest) {
    const auto digit = [&](std::size_t i) { return i < rest.size() && rest[i] >= '0' && rest[i] <= '9'; };
    return digit(0) && digit(1) && digit(2) && !is_word_kind(letter_at(rest, 3).kind);
}

// Reads one word from its first letter or digit.
class Word {
public:
    Word(std::string_view text, std::size_t begin) : text_(text), begin_(begin), piece_(begin), end_(begin) {}

    Written read() {
        for (;;) {
            const auto next = letter_at(text_, end_);
            if (is_word_kind(next.kind))
                take(next);
            else if (next.kind == Kind::mark && next.end > end_)
                end_ = next.end;
            else if (joins(next))
                join(next);
            else
                break;
        }
        return {{static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end_)}, false, joined_};
    }

private:
    void take(Letter l) {
        last_ = l.kind;
        digits_only_ = digits_only_ && l.kind == Kind::digit;
        ++length_;
        end_ = l.end;
    }
    // A point or comma joins without making pieces: 3.5 and U.K. are found only as a whole.
    void join(Letter joiner) {
        joined_ =
            joined_ || joiner.kind == Kind::hyphen || joiner.kind == Kind::apostrophe || joiner.kind == Kind::space;
        end_ = piece_ = joiner.end;
        length_ = 0;
        digits_only_ = true;
    }
    bool joins(Letter joiner) const {
        if (joiner.kind == Kind::other || joiner.kind == Kind::run) return false;
        const auto next = letter_at(text_, joiner.end);
        switch (joiner.kind) {
        case Kind::hyphen:
            return last_ == Kind::letter && next.kind == Kind::letter;
        case Kind::apostrophe:
            return next.kind == Kind::letter;
        case Kind::point:
            return point_joins(next);
        case Kind::comma:
            // The group before a comma of thousands has one to three digits.
            return digits_only_ && length_ <= 3 && thousands(text_.substr(joiner.end));
        case Kind::space:
            // Only the first piece of a word can be a prefix, and the longest prefixes ("inter", "multi") have five
            // letters.
            return piece_ == begin_ && length_ <= 5 && next.kind == Kind::letter &&
                   prefix_joins(text_.substr(begin_, end_ - begin_), text_.substr(joiner.end));
        default:
            return false;
        }
    }
    bool point_joins(Letter next) const {
        // A point joins digits (3.5), or single letters: the K of U.K. must not be followed by another letter, so that
        // "e.g.Then" or "I.think" is not one word.
        if (last_ == Kind::digit) return next.kind == Kind::digit;
        const auto after = letter_at(text_, next.end).kind;
        return length_ == 1 && next.kind == Kind::letter && !is_word_kind(after) && after != Kind::mark;
    }

    std::string_view text_;
    // Positions are in bytes; `length_` counts letters and digits since the last join.
    std::size_t begin_, piece_, end_, length_ = 0;
    Kind last_ = Kind::other;
    bool joined_ = false, digits_only_ = true;
};

// The run of characters of scripts without spaces that begins here, with their marks.
Written run_from(std::string_view text, std::size_t begin) {
    auto end = begin;
    for (auto l = letter_at(text, end); (l.kind == Kind::run || l.kind == Kind::mark) && l.end > end;
         l = letter_at(text, end))
        end = l.end;
    return {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, true, false};
}

}  // namespace

std::optional<Written> next_word(std::string_view text, std::size_t from) {
    while (from < text.size()) {
        const auto first = letter_at(text, from);
        if (is_word_kind(first.kind)) return Word(text, from).read();
        if (first.kind == Kind::run) return run_from(text, from);
        from = first.end;
    }
    return std::nullopt;
}

std::vector<std::string_view> pieces(std::string_view word) {
    std::vector<std::string_view> out;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < word.size();) {
        const auto l = letter_at(word, at);
        // What follows an apostrophe is a word in O'Brien and l'espoir, and none in didn't or we're.
        const bool splits =
            l.kind == Kind::hyphen || l.kind == Kind::space || (l.kind == Kind::apostrophe && word.size() - l.end >= 3);
        if (splits) {
            out.push_back(word.substr(begin, at - begin));
            begin = l.end;
        }
        at = l.end;
    }
    if (out.empty()) return out;
    out.push_back(word.substr(begin));
    return out;
}

}  // namespace tangible::index
