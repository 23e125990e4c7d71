// Finds mail and web addresses. A mail address is found by its "@", and read from there in both directions; a web
// address is a run without spaces that has a scheme, "www." or a common ending.
#include "ingest/personal/personal_scan.h"
#include "schemas/ground/ascii.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_local_bytes = 64;    // RFC 5321, 4.5.3.1
constexpr std::size_t max_domain_bytes = 255;  // the same
/// Longer addresses are rare, and the limit keeps the scan linear.
constexpr std::size_t max_link_bytes = 2048;
constexpr std::string_view local_marks = ".!#$%&'*+/=?^_`{|}~-";
/// Punctuation and brackets around an address that are not part of it.
constexpr std::string_view around = "\"'.,;:!?()[]{}<>*_";

bool is_local(char c) { return is_digit(c) || is_letter(c) || local_marks.find(c) != local_marks.npos; }
/// Letters, digits and the bytes of Latin letters with marks (U+00C0 to U+024F).
bool is_label(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return is_digit(c) || is_letter(c) || c == '-' || (byte >= 0x80 && byte <= 0xC9);
}

/// Returns the end of the domain that begins at `begin`, or `begin`. It needs at least two labels, of which the last
/// has two characters or more and begins with no digit.
std::size_t domain_end(std::string_view text, std::size_t begin) {
    std::size_t at = begin, label = begin, good = begin;
    for (; at < text.size() && at - begin < max_domain_bytes; ++at) {
        if (text[at] == '.') {
            if (at == label) break;
            label = at + 1;
        } else if (!is_label(text[at])) {
            break;
        } else if (label > begin && at - label >= 1 && !is_digit(text[label])) {
            good = at + 1;
        }
    }
    return good;
}

/// Decides whether a host ends in a domain that our tellers use. Others count only with a scheme or "www.": "file.txt"
/// is no link.
bool in_common_domain(std::string_view host) {
    constexpr std::string_view ends[] = {".com", ".org",  ".net",  ".uk",    ".ie",
                                         ".eu",  ".info", ".scot", ".wales", ".cymru"};
    return std::ranges::any_of(ends, [&](std::string_view end) { return host.ends_with(end); });
}

/// Decides whether a run without spaces is a web address.
bool is_link(std::string_view token) {
    const std::string lower = lower_ascii(token);
    std::string_view host = lower;
    for (const std::string_view scheme : {"http://", "https://"})
        if (lower.starts_with(scheme)) host.remove_prefix(scheme.size());
    const bool told = host.size() < lower.size();
    host = host.substr(0, host.find_first_of("/?#:"));
    if (host.find('@') != host.npos || host.empty() || domain_end(host, 0) != host.size()) return false;
    if (host.starts_with("www.")) return std::ranges::count(host, '.') >= 2;
    return told || in_common_domain(host);
}

}  // namespace

Spans email_addresses(std::string_view text) {
    Spans out;
    std::size_t free = 0;
    for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
        std::size_t begin = at;
        while (begin > free && at - begin < max_local_bytes && is_local(text[begin - 1])) --begin;
        while (begin < at && !is_digit(text[begin]) && !is_letter(text[begin]) && text[begin] != '_' &&
               text[begin] != '!')
            ++begin;
        const std::size_t end = domain_end(text, at + 1);
        if (begin == at || text[at - 1] == '.' || end == at + 1) continue;
        out.push_back(span(begin, end));
        free = end;
    }
    return out;
}

Spans links(std::string_view text) {
    Spans out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t begin = text.find_first_not_of(" \n\t\r", at);
        if (begin == text.npos) break;
        at = std::min(text.find_first_of(" \n\t\r<>\"", begin + 1), text.size());
        std::size_t end = at;
        while (begin < end && around.find(text[begin]) != around.npos) ++begin;
        while (end > begin && around.find(text[end - 1]) != around.npos) --end;
        if (end - begin <= max_link_bytes && is_link(text.substr(begin, end - begin))) out.push_back(span(begin, end));
    }
    return out;
}

}  // namespace tangible::ingest
