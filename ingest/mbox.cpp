// The mbox half of mail.h.  Programs disagree on how a "From " line in a letter is hidden and on what a separator
// says, so a line is taken for one by what stands in it and around it, and a Content-Length is believed only where
// a separator or the end follows.
#include "ingest/ascii.h"
#include "ingest/mail.h"
#include <algorithm>
#include <array>
#include <charconv>

namespace tangible::ingest {
namespace {

constexpr std::size_t max_header_bytes = 256 << 10;
constexpr std::string_view mmdf_line = "\1\1\1\1";
constexpr std::array<std::string_view, 7> days = {"Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "};
constexpr std::array<std::string_view, 12> months = {"Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ",
                                                     "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "};

bool digit(char c) { return c >= '0' && c <= '9'; }

/// `hh:mm` stands in it, and a year follows.
bool has_time_and_year(std::string_view line) {
    for (std::size_t i = 1; i + 2 < line.size(); ++i) {
        if (line[i] != ':' || !digit(line[i - 1]) || !digit(line[i + 1]) || !digit(line[i + 2])) continue;
        int digits = 0;
        for (const char c : line.substr(i + 3)) {
            digits = digit(c) ? digits + 1 : 0;
            if (digits == 4) return true;
        }
        return false;  // what follows a later time follows this one
    }
    return false;
}

/// "Fri Feb 22 17:06:23 2008" as C's asctime() writes it, whatever stands before it.
bool has_asctime(std::string_view line) {
    for (std::string_view day : days)
        for (auto at = line.find(day); at != line.npos; at = line.find(day, at + 1)) {
            std::string_view rest = line.substr(at + day.size());
            if (std::ranges::any_of(months, [&](std::string_view month) { return rest.starts_with(month); }))
                return has_time_and_year(rest);
        }
    return false;
}

std::string_view line_at(std::string_view bytes, std::size_t at) {
    if (at >= bytes.size()) return {};
    const auto end = bytes.find('\n', at);
    return bytes.substr(at, end == bytes.npos ? bytes.npos : end + 1 - at);
}

/// `Name: ...`, no space in the name.
bool is_field(std::string_view line) {
    const auto colon = line.find_first_of(": \t");
    return colon != line.npos && colon > 0 && line[colon] == ':';
}

/// Netscape wrote `From -` and no blank line before it; others leave out the date.
bool separates(std::string_view bytes, std::size_t at, bool after_blank) {
    constexpr std::size_t max_line_bytes = 1000;
    const std::string_view line = line_at(bytes, at);
    if (!line.starts_with("From ") || line.size() > max_line_bytes) return false;
    const std::string_view rest = trimmed(line.substr(5)), next = line_at(bytes, at + line.size());
    if (has_asctime(line) && after_blank && trimmed(next).empty()) return true;  // a mail without a header
    if (!is_field(next)) return false;
    const bool sender_alone = rest.find_first_of(" \t") == rest.npos && rest.find('@') != rest.npos;
    return has_asctime(line) || rest == "-" || rest.starts_with("- ") ||
           (after_blank && (sender_alone || has_time_and_year(line)));
}

/// Where the mail whose header begins at `begin` ends by its own Content-Length; npos when it does not say so.
std::size_t said_end(std::string_view bytes, std::size_t begin) {
    std::size_t length = bytes.npos, at = begin;
    for (std::string_view line; at < bytes.size() && at - begin < max_header_bytes; at += line.size()) {
        line = line_at(bytes, at);
        const bool goes_on = line.front() == ' ' || line.front() == '\t';
        if (!goes_on && !is_field(line)) break;
        if (lower_ascii(line.substr(0, 15)) != "content-length:") continue;
        const std::string_view value = trimmed(line.substr(15));
        std::size_t said = bytes.npos;
        const auto [end, trouble] = std::from_chars(value.data(), value.data() + value.size(), said);
        length = trouble == std::errc() && end == value.data() + value.size() ? said : bytes.npos;
    }
    at += line_at(bytes, at).size();
    if (length > bytes.size() - std::min(at, bytes.size())) return bytes.npos;
    at += length;
    // Writers count the line end before the separator, or not.
    for (int lines = 0; lines < 2 && at < bytes.size() && trimmed(line_at(bytes, at)).empty(); ++lines)
        at += line_at(bytes, at).size();
    const bool at_line = at == bytes.size() || (at > 0 && bytes[at - 1] == '\n' && separates(bytes, at, true));
    return at_line ? at : bytes.npos;
}

/// MMDF: each mail stands between two lines of four control bytes.
std::vector<std::string_view> messages_in_mmdf(std::string_view bytes) {
    std::vector<std::string_view> messages;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::string_view line = line_at(bytes, at);
        if (trimmed(line) == mmdf_line) {
            if (!trimmed(bytes.substr(begin, at - begin)).empty()) messages.push_back(bytes.substr(begin, at - begin));
            begin = at + line.size();
        }
        at += line.size();
    }
    if (!trimmed(bytes.substr(begin)).empty()) messages.push_back(bytes.substr(begin));
    return messages;
}

}  // namespace

bool looks_like_mbox(std::string_view bytes) {
    return separates(bytes, 0, true) || trimmed(line_at(bytes, 0)) == mmdf_line;
}

std::vector<std::string_view> messages_in_mbox(std::string_view bytes) {
    if (trimmed(line_at(bytes, 0)) == mmdf_line) return messages_in_mmdf(bytes);
    std::vector<std::string_view> messages;
    std::size_t begin = 0;
    bool after_blank = true, separated = false;
    // What stands before the first separator is kept when it is a mail.
    auto end_message = [&](std::size_t at) {
        const std::string_view message = bytes.substr(begin, at - begin);
        if (separated || looks_like_mail(message)) messages.push_back(message);
    };
    for (std::size_t at = 0; at < bytes.size();) {
        const std::string_view line = line_at(bytes, at);
        if (separates(bytes, at, after_blank)) {
            end_message(at);
            begin = at += line.size();
            separated = after_blank = true;
            if (const std::size_t end = said_end(bytes, begin); end != bytes.npos) at = end;
            continue;
        }
        after_blank = trimmed(line).empty();
        at += line.size();
    }
    end_message(bytes.size());
    return messages;
}

std::string without_from_quotes(std::string_view message) {
    std::string out;
    out.reserve(message.size());
    std::string_view before;
    bool body = false;
    for (std::size_t at = 0; at < message.size();) {
        std::string_view line = line_at(message, at);
        const std::string_view next = line_at(message, at + line.size());
        const std::size_t marks = std::min(line.find_first_not_of('>'), line.size());
        const bool hidden = body && marks > 0 && line.substr(marks).starts_with("From ");
        // Amid other quoted lines it was somebody's quotation before it came into the mailbox.
        const bool quotation = marks == 1 && (before.starts_with('>') || next.starts_with('>'));
        body = body || trimmed(line).empty();
        out += line.substr(hidden && !quotation ? 1 : 0);
        at += line.size();
        before = line;
    }
    return out;
}

}  // namespace tangible::ingest
