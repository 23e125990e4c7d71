// Prepares a mail's bytes for GMime. It finds where the header ends, also where that is broken, mends what GMime would
// misread, and applies the limits. looks_like_mail() of mail.h is here too, because it asks the same questions.
#include "ingest/mail/mail_bytes.h"
#include "ingest/mail/mail.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/limit_text.h"
#include "schemas/ground/submission_limit.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// Limits of mail.h. RFC 5322 2.1.1 allows lines of 998 bytes; programs write far longer ones, but not 64 KiB.
constexpr std::size_t max_line_bytes = std::size_t{64} << 10;
constexpr int max_header_lines = 2000, max_boundary_lines = 1000;

/// Decides whether a line begins a header field: `name:` (RFC 5322 2.2), or `name :` as some programs write it.
bool is_field(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == line.npos || colon == 0) return false;
    return std::all_of(line.begin(), line.begin() + trimmed(line.substr(0, colon)).size(),
                       [](char c) { return c > ' ' && c < 0x7f; });
}

/// Decides whether a line continues the field before it.
bool is_folded(std::string_view line) { return line.starts_with(' ') || line.starts_with('\t'); }

std::string field_name(std::string_view line) { return lower_ascii(trimmed(line.substr(0, line.find(':')))); }

/// Returns the header's lines within the limits. A line that is no field belongs to the one before, so it gets a space
/// in front. Of two Content-Type fields the first counts, as in most mail programs; GMime would take the last.
std::string limited_header(std::string_view header, std::vector<std::string>& problems) {
    std::string out;
    int lines = 0, types = 0;
    bool passed_over = false;
    for_each_line(header, [&](std::string_view line) {
        if (++lines > max_header_lines || trimmed(line).empty()) return;
        const bool begins = !is_folded(line) && is_field(line);
        if (begins) passed_over = field_name(line) == "content-type" && types++ > 0;
        if (passed_over) return;
        if (!begins && !is_folded(line)) out += ' ';
        out.append(line.substr(0, max_line_bytes)) += '\n';
        if (line.size() > max_line_bytes)
            problems.push_back("a header line was longer than " + in_bytes(max_line_bytes) + " and was cut");
    });
    if (lines > max_header_lines)
        problems.push_back("only the first " + in_digits(max_header_lines) + " header lines were read");
    return out += '\n';
}

/// Puts in the ";" that some programs forget in front of the boundary ("multipart/mixed boundary=x"). Without it GMime
/// would find no parts.
void mend_boundary(std::string& header) {
    const auto boundary = lower_ascii(header).find("boundary=");
    if (boundary == header.npos || boundary == 0) return;
    const auto before = header.find_last_not_of(" \t\r\n", boundary - 1);
    const bool spaced = before + 1 < boundary, parted = header[before] == ';' || header[before] == ':';
    if (spaced && !parted) header.insert(before + 1, ";");
}

/// Cuts the body before the first boundary line above the limit. What a boundary is does not matter here: any line that
/// begins with "--" counts.
std::string_view limited_body(std::string_view body, std::vector<std::string>& problems) {
    int boundaries = 0;
    for (auto at = body.find("\n--"); at != body.npos; at = body.find("\n--", at + 1)) {
        if (++boundaries <= max_boundary_lines) continue;
        problems.push_back("the message has more than " + in_digits(max_boundary_lines) +
                           " part boundaries; the rest was not opened");
        return body.substr(0, at + 1);
    }
    return body;
}

/// Makes the line end before each boundary line as long as that of the boundary line itself. It belongs to the boundary
/// and not to the part (RFC 2046 5.1.1), and GMime removes as many bytes as the boundary's own line end has.
std::string with_even_boundaries(std::string_view body) {
    std::string out;
    std::size_t done = 0;
    for (auto at = body.find("\n--"); at != body.npos; at = body.find("\n--", at + 1)) {
        const auto end = body.find('\n', at + 1);
        if (end == body.npos || body[end - 1] != '\r' || at == 0 || body[at - 1] == '\r') continue;
        out.append(body.substr(done, at - done)) += '\r';
        done = at;
    }
    return out += body.substr(done);
}

/// Returns the line that begins at `at`, with its line end.
std::string_view line_at(std::string_view bytes, std::size_t at) {
    const auto end = bytes.find('\n', at);
    return bytes.substr(at, end == bytes.npos ? bytes.npos : end + 1 - at);
}

/// Returns where the body begins: after the first empty line, or at the first line that nobody would take for a header
/// line. An empty line with more fields behind it does not end the header if it consists of white space: programs that
/// fold lines badly write such lines.
std::size_t body_begin(std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size();) {
        const std::string_view line = line_at(bytes, at),
                               next = line_at(bytes, std::min(at + line.size(), bytes.size()));
        const bool goes_on = is_field(next) || (is_folded(next) && !trimmed(next).empty());
        const bool blank = trimmed(line).empty();
        if (blank && (!is_folded(line) || !goes_on)) return at + line.size();
        // A line that lost its fold: more fields follow it, and no part begins.
        if (!blank && !is_folded(line) && !is_field(line) && (at == 0 || !goes_on || line.starts_with("--"))) return at;
        at += line.size();
    }
    return bytes.size();
}

}  // namespace

// In order: size; byte order mark, line ends of old Macs, "From " line, white space in front; then the header; last the
// boundaries, if there are any.
std::string within_limits(std::string_view bytes, std::vector<std::string>& problems) {
    if (bytes.size() > max_submission_bytes) {
        problems.push_back("the message is " + too_large() + "; the rest was not read");
        bytes = bytes.substr(0, max_submission_bytes);
    }
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    std::string unix_ends;
    if (bytes.find('\n') == bytes.npos && bytes.find('\r') != bytes.npos) {  // as old Macs end lines
        unix_ends = bytes;
        std::replace(unix_ends.begin(), unix_ends.end(), '\r', '\n');
        bytes = unix_ends;
    }
    if (bytes.starts_with("From ") || bytes.starts_with(">From "))
        bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    // Some programs put white space before the first field.
    if (const auto first = trimmed(bytes); is_field(first.substr(0, first.find('\n'))))
        bytes.remove_prefix(static_cast<std::size_t>(first.data() - bytes.data()));
    const auto split = body_begin(bytes);
    std::string out = limited_header(bytes.substr(0, split), problems);
    const bool parts = lower_ascii(out).find("multipart/") != out.npos;
    if (parts) mend_boundary(out);
    if (parts)
        out += with_even_boundaries(limited_body(bytes.substr(split), problems));
    else
        out += bytes.substr(split);
    // GMime takes a last boundary without line end for one with a bare line feed, and leaves a carriage return behind.
    if (const auto last = out.rfind('\n'); parts && out.compare(last + 1, 2, "--") == 0)
        out += out[last - 1] == '\r' ? "\r\n" : "\n";
    return out;
}

bool looks_like_mail(std::string_view bytes) {
    static constexpr std::string_view sure[] = {"received", "return-path", "message-id", "mime-version",
                                                "delivered-to"},
                                      usual[] = {"from", "to",     "cc",       "subject",
                                                 "date", "sender", "reply-to", "content-type"};
    if (looks_like_mbox(bytes)) bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    int points = 0;
    bool first = true, header = true;
    for_each_line(bytes.substr(0, std::min(body_begin(bytes), max_line_bytes)), [&](std::string_view line) {
        const bool folded = is_folded(line);
        header = header && !line.empty() && (is_field(line) || (folded && !first));
        first = false;
        if (!header || folded) return;
        const std::string name = field_name(line);
        if (std::count(std::begin(sure), std::end(sure), name)) points += 2;
        if (std::count(std::begin(usual), std::end(usual), name)) points += 1;
    });
    return points >= 2;
}

}  // namespace tangible::ingest
