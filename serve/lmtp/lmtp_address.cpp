// path_in() looks for the closing bracket outside quotes and removes a source route. mail_parameters() knows SIZE, BODY
// and SMTPUTF8, and answers any other parameter with the reply that refuses it.
#include "serve/lmtp/lmtp_address.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <charconv>

namespace tangible::serve {
namespace {

/// Returns where `wanted` is, from `from` on, outside quotes; npos if nowhere. `"a>b"@c` contains no '>'. In quotes a
/// backslash makes the next character plain.
std::size_t unquoted(std::string_view text, char wanted, std::size_t from) {
    bool quoted = false;
    for (std::size_t i = from; i < text.size(); ++i) {
        if (quoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && text[i] == wanted)
            return i;
    }
    return text.npos;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

/// Returns the reply that refuses this value of BODY; "" if it is good. BINARYMIME needs an extension that we lack.
std::string body_trouble(std::string_view value) {
    const std::string lower = lower_ascii(value);
    return lower == "7bit" || lower == "8bitmime" ? "" : "501 5.5.4 BODY must be 7BIT or 8BITMIME\r\n";
}

}  // namespace

std::optional<std::string> path_in(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (!rest.starts_with('<')) return std::nullopt;
    const auto end = unquoted(rest, '>', 1);
    if (end == rest.npos) return std::nullopt;
    std::string_view path = rest.substr(1, end - 1);
    rest.remove_prefix(end + 1);
    if (!rest.empty() && !rest.starts_with(' ')) return std::nullopt;
    if (path.starts_with('@')) {  // a source route, "@a,@b:user@c": obsolete, and ignored (RFC 5321, 4.1.1.3)
        const auto route = unquoted(path, ':', 0);
        if (route == path.npos) return std::nullopt;
        path.remove_prefix(route + 1);
    }
    if (std::ranges::any_of(path, is_control)) return std::nullopt;
    return std::string(path);
}

MailParameters mail_parameters(std::string_view rest) {
    MailParameters found;
    while (!(rest = trimmed(rest)).empty() && found.trouble.empty()) {
        const std::string_view word = rest.substr(0, rest.find(' '));
        rest.remove_prefix(word.size());
        const auto equals = word.find('=');
        const std::string name = lower_ascii(word.substr(0, equals));
        const std::string_view value = equals == word.npos ? std::string_view() : word.substr(equals + 1);
        if (name == "size") {
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), found.size_bytes);
            if (error != std::errc() || end != value.data() + value.size())
                found.trouble = "501 5.5.4 SIZE must be a number of bytes\r\n";
        } else if (name == "body") {
            found.trouble = body_trouble(value);
        } else if (name != "smtputf8" || equals != word.npos) {
            found.trouble = "555 5.5.4 unknown parameter\r\n";
        }
    }
    return found;
}

}  // namespace tangible::serve
