// The mbox half of mail.h.  Programs disagree on how a "From " line in a letter is hidden and on what a separator
// says, so a line is taken for one when it looks like the writer's (a time and a year) or a header follows it.
#include "ingest/ascii.h"
#include "ingest/mail.h"

namespace tangible::ingest {
namespace {

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

/// Netscape wrote `From -`, others leave out the date.
bool separates(std::string_view bytes, std::size_t at, bool after_blank) {
    const std::string_view line = line_at(bytes, at);
    if (!line.starts_with("From ")) return false;
    if (has_time_and_year(line) && after_blank) return true;
    const std::string_view sender = line.substr(5, line.find_first_of(" \t\r\n", 5) - 5);
    return is_field(line_at(bytes, at + line.size())) &&
           (sender == "-" || sender.find('@') != sender.npos || has_time_and_year(line));
}

}  // namespace

bool looks_like_mbox(std::string_view bytes) { return separates(bytes, 0, true); }

std::vector<std::string_view> messages_in_mbox(std::string_view bytes) {
    std::vector<std::string_view> messages;
    std::size_t begin = bytes.npos;
    bool after_blank = true;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::string_view line = line_at(bytes, at);
        if (separates(bytes, at, after_blank)) {
            if (begin != bytes.npos) messages.push_back(bytes.substr(begin, at - begin));
            begin = at + line.size();
        }
        after_blank = trimmed(line).empty();
        at += line.size();
    }
    if (begin != bytes.npos) messages.push_back(bytes.substr(begin));
    return messages;
}

}  // namespace tangible::ingest
