// Splits an answer into tokens, which are views into it, and looks for the few forms of answers that we need. Any other
// answer is ignored: a server may send any at any time (RFC 3501 2.2.2). fetched_items() counts parentheses with a
// number, not by recursion, because the server decides how deep they nest.
#include "ingest/mailbox/imap_answers.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <charconv>
#include <span>

namespace tangible::ingest {
namespace {

/// A token of an answer: a parenthesis, a word, or the text of a quoted string or literal.
struct Token {
    enum class Kind { open, close, word, text } kind = Kind::word;
    std::string_view value;
};

/// Far above the tokens of any answer we ask for.
constexpr std::size_t max_tokens = 10'000;

/// Divides a line into words, quoted strings (still with their backslashes), literals and parentheses. The tokens are
/// views into what is given.
std::vector<Token> tokens(std::string_view line, std::span<const std::string> literals) {
    std::vector<Token> all;
    std::size_t literal = 0;
    for (std::size_t at = 0; at < line.size() && all.size() < max_tokens;) {
        const char c = line[at];
        if (c == ' ') {
            ++at;
        } else if (c == '(' || c == ')') {
            all.push_back({c == '(' ? Token::Kind::open : Token::Kind::close, line.substr(at++, 1)});
        } else if (c == literal_mark) {
            ++at;
            if (literal < literals.size()) all.push_back({Token::Kind::text, literals[literal++]});
        } else if (c == '"') {
            std::size_t end = at + 1;
            while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
            end = std::min(end, line.size());
            all.push_back({Token::Kind::text, line.substr(at + 1, end - at - 1)});
            at = end + 1;
        } else {
            const std::size_t end = std::min(line.find_first_of(std::string_view(" ()\"\0", 5), at), line.size());
            all.push_back({Token::Kind::word, line.substr(at, end - at)});
            at = end;
        }
    }
    return all;
}

std::vector<Token> tokens(const ImapAnswer& answer) { return tokens(answer.line, answer.literals); }
/// Deleted: the tokens of a temporary would be views into bytes that are gone.
std::vector<Token> tokens(const ImapAnswer&&) = delete;

/// Removes the backslashes of a quoted string.
std::string unquoted(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

/// Returns the number that `text` consists of; nullopt when it is anything else.
template <class T> std::optional<T> number(std::string_view text) {
    T n{};
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(n) : std::nullopt;
}

/// Compares in any case; IMAP's words are in any case.
bool same_letters(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, {}, [](char c) { return lower_ascii(c); }, [](char c) { return lower_ascii(c); });
}

bool is(const Token& token, std::string_view word) {
    return token.kind == Token::Kind::word && same_letters(token.value, word);
}

/// An item of "* n FETCH (name value name (values) ...)": its name, and its value or the values in its parentheses.
struct Item {
    std::string_view name;
    std::vector<Token> values;
    bool is_list = false;
};
/// Returns the items of a FETCH answer; none when it is another answer.
std::vector<Item> fetched_items(const std::vector<Token>& all) {
    std::vector<Item> items;
    if (all.size() < 5 || all[0].value != "*" || !is(all[2], "FETCH") || all[3].kind != Token::Kind::open) return items;
    std::size_t depth = 0;
    bool has_name = false;
    for (std::size_t i = 4; i < all.size(); ++i) {
        const Token& token = all[i];
        if (token.kind == Token::Kind::close && depth == 0) break;
        if (!has_name) {
            items.push_back({token.value, {}, false});
            has_name = true;
            continue;
        }
        if (token.kind == Token::Kind::open)
            ++depth, items.back().is_list = true;
        else if (token.kind == Token::Kind::close)
            --depth;
        else
            items.back().values.push_back(token);
        if (depth == 0) has_name = false;
    }
    return items;
}

std::optional<std::uint32_t> uid_of(const std::vector<Item>& items) {
    for (const Item& item : items)
        if (same_letters(item.name, "UID") && item.values.size() == 1)
            return number<std::uint32_t>(item.values[0].value);
    return std::nullopt;
}

}  // namespace

std::optional<std::uint64_t> literal_announced(std::string_view line) {
    if (!line.ends_with('}')) return std::nullopt;
    const std::size_t open = line.rfind('{');
    if (open == std::string_view::npos) return std::nullopt;
    return number<std::uint64_t>(line.substr(open + 1, line.size() - open - 2));
}

std::set<std::string> capabilities_in(const ImapAnswer& answer) {
    std::set<std::string> out;
    constexpr std::string_view untagged = "* CAPABILITY ", code = "[CAPABILITY ";
    std::string_view line = answer.line;
    if (const std::size_t at = line.find(code); at != std::string_view::npos)
        line = line.substr(at + code.size(), line.find(']', at) - at - code.size());
    else if (same_letters(line.substr(0, untagged.size()), untagged))
        line.remove_prefix(untagged.size());
    else
        return out;
    for (const Token& token : tokens(line, {})) {
        std::string word(token.value);
        std::ranges::transform(word, word.begin(), [](char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
        out.insert(word);
    }
    return out;
}

std::optional<std::uint32_t> messages_in(const ImapAnswer& answer) {
    const std::vector<Token> all = tokens(answer);
    if (all.size() != 3 || all[0].value != "*" || !is(all[2], "EXISTS")) return std::nullopt;
    return number<std::uint32_t>(all[1].value);
}

std::optional<std::uint32_t> number_of_code(const ImapAnswer& answer, std::string_view code) {
    const std::string_view line = answer.line;
    const std::size_t open = line.find('['), close = line.find(']');
    if (!line.starts_with("* ") || open == std::string_view::npos || close == std::string_view::npos || close < open)
        return std::nullopt;
    const std::string_view inside = line.substr(open + 1, close - open - 1);
    const std::size_t space = inside.find(' ');
    if (space == std::string_view::npos || !same_letters(inside.substr(0, space), code)) return std::nullopt;
    return number<std::uint32_t>(inside.substr(space + 1));
}

std::optional<std::string> folder_in(const ImapAnswer& answer) {
    const std::vector<Token> all = tokens(answer);
    if (all.size() < 5 || all[0].value != "*" || !is(all[1], "LIST") || all[2].kind != Token::Kind::open)
        return std::nullopt;
    std::size_t at = 3;
    for (; at < all.size() && all[at].kind == Token::Kind::word; ++at)
        if (is(all[at], "\\Noselect") || is(all[at], "\\NonExistent")) return std::nullopt;
    // Behind the flags: the closing parenthesis, the separator of levels, the name.
    if (at + 3 != all.size() || all[at].kind != Token::Kind::close) return std::nullopt;
    const Token& name = all[at + 2];
    if (name.kind != Token::Kind::text && name.kind != Token::Kind::word) return std::nullopt;
    // A literal is raw; only quoted strings have backslashes to remove.
    const bool is_literal = !answer.literals.empty() && name.value.data() == answer.literals.back().data();
    return name.kind == Token::Kind::word || is_literal ? std::string(name.value) : unquoted(name.value);
}

std::optional<MailConnection::Mail> mail_in(const ImapAnswer& answer) {
    const std::vector<Token> all = tokens(answer);
    const std::vector<Item> items = fetched_items(all);
    MailConnection::Mail mail;
    std::optional<std::uint64_t> size;
    for (const Item& item : items) {
        if (same_letters(item.name, "RFC822.SIZE") && item.values.size() == 1)
            size = number<std::uint64_t>(item.values[0].value);
        if (same_letters(item.name, "FLAGS"))
            mail.deleted = std::ranges::any_of(item.values, [](const Token& t) { return is(t, "\\Deleted"); });
    }
    const std::optional<std::uint32_t> uid = uid_of(items);
    if (!uid || *uid == 0 || !size) return std::nullopt;
    mail.uid = *uid, mail.size = *size;
    return mail;
}

std::optional<std::string> body_in(const ImapAnswer& answer, std::uint32_t uid) {
    const std::vector<Token> all = tokens(answer);
    const std::vector<Item> items = fetched_items(all);
    if (uid_of(items) != uid) return std::nullopt;
    for (const Item& item : items) {
        if (!same_letters(item.name.substr(0, 6), "BODY[]") || item.values.size() != 1) continue;
        const Token& value = item.values[0];
        if (value.kind != Token::Kind::text) return std::nullopt;  // NIL
        const bool is_literal =
            std::ranges::any_of(answer.literals, [&](const std::string& l) { return l.data() == value.value.data(); });
        return is_literal ? std::string(value.value) : unquoted(value.value);
    }
    return std::nullopt;
}

std::string_view end_of(const ImapAnswer& answer, std::string_view tag) {
    const std::string_view line = answer.line;
    if (!line.starts_with(tag) || line.size() <= tag.size() || line[tag.size()] != ' ') return {};
    const std::string_view rest = line.substr(tag.size() + 1), word = rest.substr(0, rest.find(' '));
    for (std::string_view known : {"OK", "NO", "BAD"})
        if (same_letters(word, known)) return known;
    return "BAD";
}

std::string words_of(std::string_view line) {
    constexpr std::size_t longest = 200;
    std::string out;
    for (unsigned char c : line.substr(0, longest)) out += c < ' ' || c > '~' ? '?' : static_cast<char>(c);
    return out;
}

std::string uid_set(const Uids& uids) {
    std::string out;
    for (std::size_t i = 0; i < uids.size();) {
        std::size_t last = i;
        while (last + 1 < uids.size() && uids[last + 1] == uids[last] + 1) ++last;
        if (!out.empty()) out += ',';
        out += std::to_string(uids[i]);
        if (last > i) out += ':' + std::to_string(uids[last]);
        i = last + 1;
    }
    return out;
}

}  // namespace tangible::ingest
