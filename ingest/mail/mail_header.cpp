// Decodes header values in one pass. Encoded words that follow each other are decoded together, because programs split
// a character between two of them, although RFC 2047 5 forbids it.
#include "ingest/mail/mail_header.h"
#include "ingest/mail/transfer.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace tangible::ingest {
namespace {

/// RFC 2047 2 allows 75 bytes; some programs put a whole subject into one word.
constexpr std::size_t max_word_bytes = 8192;

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Returns the value of the first pair with this key (lower case), or "".
std::string_view found(const Pairs& pairs, std::string_view name, bool any_case) {
    for (const auto& [key, value] : pairs)
        if (any_case ? lower_ascii(key) == name : key == name) return value;
    return {};
}

/// Converts to UTF-8; pure ASCII without a charset needs no conversion.
std::string utf8(std::string_view bytes, std::string_view charset) {
    return all_ascii(bytes) && charset.empty() ? std::string(bytes) : decoded(bytes, charset).text;
}

/// An encoded word, `=?charset?B?text?=` or `=?charset?Q?text?=`, with its text decoded to bytes.
struct Word {
    std::string charset, bytes;
    std::size_t size = 0;  ///< bytes of the word as written
};

/// Reads the encoded word that `in` begins with; nullopt when it begins with none.
std::optional<Word> word_at(std::string_view in) {
    if (!in.starts_with("=?")) return {};
    const auto charset_end = in.find('?', 2);
    if (charset_end > 60 || charset_end + 3 > in.size() || in[charset_end + 2] != '?') return {};
    const auto text_begin = charset_end + 3;
    const auto text_size = in.substr(text_begin, max_word_bytes).find("?=");
    if (text_size == in.npos) return {};
    const auto text = in.substr(text_begin, text_size);
    const auto charset = in.substr(2, charset_end - 2);
    const char encoding = lower_ascii(in[charset_end + 1]);
    if (encoding != 'b' && encoding != 'q') return {};
    return Word{lower_ascii(charset.substr(0, charset.find('*'))),  // RFC 2231 5: a language may follow
                encoding == 'b' ? from_base64(text) : from_quoted_printable(text, true), text_begin + text_size + 2};
}

/// Decides whether words of this charset must be decoded one by one. Each ISO-2022 word shifts back to ASCII at its
/// end; joined, they would contain shifts that ICU refuses.
bool shifts(std::string_view charset) { return charset.starts_with("iso-2022"); }

/// Decodes the run of encoded words at `at` and moves `at` behind it. Words of one charset are joined before they are
/// converted, since a character may be split between two. White space between words is dropped (RFC 2047 6.2).
std::string words_from(std::string_view in, std::size_t& at) {
    std::string text, bytes, charset;
    for (std::size_t next = at; auto word = word_at(in.substr(next));) {
        if (word->charset != charset || shifts(charset)) {
            text += utf8(bytes, charset);
            bytes.clear();
            charset = word->charset;
        }
        bytes += word->bytes;
        at = next + word->size;
        next = std::min(in.find_first_not_of(ascii_space, at), in.size());
    }
    return text + utf8(bytes, charset);
}

/// Copies `in`, and calls `put` with the output, the decoded text of each run of encoded words, and whether the run
/// stands within quotes.
template <class Put> std::string with_words(std::string_view in, std::string_view hint, Put put) {
    const std::string whole = all_ascii(in) ? std::string(in) : utf8(in, hint);
    std::string out;
    bool in_quotes = false;
    for (std::size_t at = 0; at < whole.size();) {
        const std::size_t before = at;
        if (whole[at] == '=') {
            std::string words = words_from(whole, at);
            if (at != before) {
                put(out, words, in_quotes);
                continue;
            }
        }
        if (whole[at] == '"' && (at == 0 || whole[at - 1] != '\\')) in_quotes = !in_quotes;
        out += whole[at++];
    }
    return out;
}

/// Replaces control characters, line ends among them, by spaces.
std::string without_controls(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') c = ' ';
    return text;
}

std::string single_spaced(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    if (out.ends_with(' ')) out.pop_back();
    return out;
}

/// Takes the next item up to a ";" outside quotes from `rest`, without its quotes and backslashes.
std::string next_item(std::string_view& rest) {
    std::string item;
    bool in_quotes = false;
    std::size_t i = 0;
    for (; i < rest.size() && (in_quotes || rest[i] != ';'); ++i) {
        if (rest[i] == '"')
            in_quotes = !in_quotes;
        else if (rest[i] == '\\' && in_quotes && i + 1 < rest.size())
            item += rest[++i];
        else
            item += rest[i];
    }
    rest.remove_prefix(std::min(i + 1, rest.size()));
    return std::string(trimmed(item));
}

/// The pieces of one parameter by their numbers (RFC 2231 3): `filename*0*=...; filename*1=...`.
struct Pieces {
    std::map<int, std::pair<bool, std::string>> by_number;  ///< whether percent-encoded, and the text
};

/// Joins the pieces of a parameter. The first one may begin with charset'language' if it is percent-encoded (RFC 2231
/// 4.1). A parameter that is not percent-encoded may contain encoded words, which RFC 2047 5 forbids and many programs
/// write.
std::string joined(const Pieces& pieces, std::string_view hint) {
    std::string bytes, charset(hint);
    bool first = true, encoded = false;
    for (const auto& [number, piece] : pieces.by_number) {
        std::string_view text = piece.second;
        if (first && piece.first) {
            if (const auto a = text.find('\''), b = text.find('\'', a + 1); a != text.npos && b != text.npos) {
                charset = lower_ascii(text.substr(0, a));
                text.remove_prefix(b + 1);
            }
        }
        first = false;
        encoded |= piece.first;
        bytes += piece.first ? from_percent(text) : std::string(text);
    }
    return encoded ? single_spaced(without_controls(utf8(bytes, charset))) : header_text(bytes, hint);
}

/// Adds an item such as `filename*1*=b` to the pieces of its parameter.
void add_piece(std::string_view item, std::map<std::string, Pieces>& pieces) {
    const auto equals = item.find('=');
    if (equals == item.npos) return;
    std::string name = lower_ascii(trimmed(item.substr(0, equals)));
    const bool encoded = name.ends_with('*');
    if (encoded) name.pop_back();
    int number = 0;
    if (const auto star = name.find('*'); star != name.npos) {
        std::from_chars(name.data() + star + 1, name.data() + name.size(), number);
        name.resize(star);
    }
    pieces[name].by_number.try_emplace(number, encoded, std::string(trimmed(item.substr(equals + 1))));
}

}  // namespace

std::string_view Fields::get(std::string_view name) const { return found(all, name, true); }
std::string Fields::all_of(std::string_view name) const {
    std::string joined;
    for (const auto& [key, value] : all)
        if (lower_ascii(key) == name) joined += (joined.empty() ? "" : ", ") + value;
    return joined;
}
std::string_view Parametered::get(std::string_view name) const { return found(parameters, name, false); }

std::string header_text(std::string_view raw, std::string_view hint) {
    auto text = with_words(raw, hint, [](std::string& out, const std::string& words, bool) { out += words; });
    return single_spaced(without_controls(std::move(text)));
}

std::string header_phrases(std::string_view raw, std::string_view hint) {
    return with_words(raw, hint, [](std::string& out, const std::string& words, bool in_quotes) {
        if (!in_quotes) out += '"';
        for (const char c : without_controls(words)) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        if (!in_quotes) out += '"';
    });
}

Parametered header_parameters(std::string_view raw, std::string_view hint) {
    Parametered result;
    const std::string line = without_controls(std::string(raw));
    std::string_view rest = line;
    result.value = lower_ascii(next_item(rest));
    std::map<std::string, Pieces> pieces;
    while (!rest.empty()) add_piece(next_item(rest), pieces);
    for (const auto& [name, of_name] : pieces) result.parameters.emplace_back(name, joined(of_name, hint));
    return result;
}

}  // namespace tangible::ingest
