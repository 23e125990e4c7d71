// Finds the mails of an mbox, in one pass and with a window of half a megabyte.
//
// The format has no one definition: programs disagree on how a line that begins "From " in a letter is hidden, and on
// what a separator says. A line is therefore taken for a separator by what stands in it and around it. A Content-Length
// is believed only where a separator or the end of the file follows.
#include "ingest/formats/kinds.h"
#include "ingest/mail/mail.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace tangible::ingest {
namespace {

/// How far into a mail its Content-Length is looked for.
constexpr std::size_t max_header_bytes = 256 << 10;
/// The separator of MMDF: four control bytes on a line.
constexpr std::string_view mmdf_line = "\1\1\1\1";
constexpr std::array<std::string_view, 7> days = {"Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "};
constexpr std::array<std::string_view, 12> months = {"Jan ", "Feb ", "Mar ", "Apr ", "May ", "Jun ",
                                                     "Jul ", "Aug ", "Sep ", "Oct ", "Nov ", "Dec "};

bool digit(char c) { return c >= '0' && c <= '9'; }

/// Decides whether a line has a time, `hh:mm`, and a year of four digits behind it.
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

/// Decides whether a line has a date such as "Fri Feb 22 17:06:23 2008", as C's asctime() writes it, anywhere in it.
bool has_asctime(std::string_view line) {
    for (std::string_view day : days)
        for (auto at = line.find(day); at != line.npos; at = line.find(day, at + 1)) {
            std::string_view rest = line.substr(at + day.size());
            if (std::ranges::any_of(months, [&](std::string_view month) { return rest.starts_with(month); }))
                return has_time_and_year(rest);
        }
    return false;
}

/// Returns the line that begins at `at`, with its line end; "" at the end.
std::string_view line_at(std::string_view bytes, std::size_t at) {
    if (at >= bytes.size()) return {};
    const auto end = bytes.find('\n', at);
    return bytes.substr(at, end == bytes.npos ? bytes.npos : end + 1 - at);
}

/// Decides whether a line begins a header field, `Name: ...` without a space in the name.
bool is_field(std::string_view line) {
    const auto colon = line.find_first_of(": \t");
    return colon != line.npos && colon > 0 && line[colon] == ':';
}

/// Decides whether `text` begins with a separator line. Sure is one with a date after a blank line, with a header field
/// or another blank line below it. Netscape wrote `From -` without a blank line above, others leave out the date: these
/// need a header field below. `after_blank`: the line above is blank, or there is none.
bool separates(std::string_view text, bool after_blank) {
    constexpr std::size_t max_line_bytes = 1000;
    const std::string_view line = line_at(text, 0);
    if (!line.starts_with("From ") || line.size() > max_line_bytes) return false;
    const std::string_view rest = trimmed(line.substr(5)), next = line_at(text, line.size());
    if (has_asctime(line) && after_blank && trimmed(next).empty()) return true;  // a mail without a header
    if (!is_field(next)) return false;
    const bool sender_alone = rest.find_first_of(" \t") == rest.npos && rest.find('@') != rest.npos;
    return has_asctime(line) || rest == "-" || rest.starts_with("- ") ||
           (after_blank && (sender_alone || has_time_and_year(line)));
}

/// A view of a mailbox of any size, of which one piece is in memory. A view that it returns is valid until the next
/// call.
class Window {
public:
    Window(const BytesAt& bytes_at, std::uint64_t size) : bytes_at_(bytes_at), size_(size) {}
    std::uint64_t size() const { return size_; }
    /// Returns `reach` bytes from `at` on, or fewer at the end.
    std::string_view from(std::uint64_t at) {
        const std::uint64_t wanted = std::min(at + reach, size_);
        if (at >= size_) return {};
        if (at < begin_ || wanted > begin_ + piece_.size()) piece_ = bytes_at_(begin_ = at, piece_bytes);
        return std::string_view(piece_).substr(at - begin_, reach);
    }
    /// Returns the line at `at`, or the part of it within reach.
    std::string_view line(std::uint64_t at) { return line_at(from(at), 0); }
    /// Returns where the next line begins, however long this one is.
    std::uint64_t after_line(std::uint64_t at) {
        for (;;) {
            const std::string_view line = this->line(at);
            at += line.size();
            if (line.empty() || line.back() == '\n') return at;
        }
    }

private:
    // A line longer than `reach` is no separator and no header field, so the rest of it need not be seen.
    static constexpr std::size_t reach = 64 << 10, piece_bytes = 512 << 10;
    const BytesAt& bytes_at_;
    const std::uint64_t size_;
    std::uint64_t begin_ = 0;
    std::string piece_;
};

/// Returns where the mail with its header at `begin` ends by its own Content-Length. nullopt when it gives none, or
/// when neither a separator nor the end of the mailbox follows there: programs that edit mails leave a wrong length
/// behind.
std::optional<std::uint64_t> said_end(Window& box, std::uint64_t begin) {
    std::optional<std::uint64_t> length;
    std::uint64_t at = begin;
    for (; at < box.size() && at - begin < max_header_bytes; at = box.after_line(at)) {
        const std::string_view line = box.line(at);
        const bool goes_on = line.front() == ' ' || line.front() == '\t';
        if (!goes_on && !is_field(line)) break;
        if (lower_ascii(line.substr(0, 15)) != "content-length:") continue;
        const std::string_view value = trimmed(line.substr(15));
        std::uint64_t said = 0;
        const auto [end, trouble] = std::from_chars(value.data(), value.data() + value.size(), said);
        length = trouble == std::errc() && end == value.data() + value.size() ? std::optional(said) : std::nullopt;
    }
    at = box.after_line(at);
    if (!length || *length > box.size() - at) return std::nullopt;
    at += *length;
    // Some writers count the line end before the separator, others do not.
    for (int lines = 0; lines < 2 && at < box.size() && trimmed(box.line(at)).empty(); ++lines) at = box.after_line(at);
    if (at == box.size()) return at;
    const std::string_view text = box.from(at - 1);
    return text.front() == '\n' && separates(text.substr(1), true) ? std::optional(at) : std::nullopt;
}

/// Finds the mails of an MMDF mailbox: each stands between two lines of four control bytes.
void each_in_mmdf(Window& box, const std::function<void(MailPlace)>& each) {
    std::uint64_t begin = 0;
    bool blank = true;
    for (std::uint64_t at = 0; at < box.size();) {
        const std::string_view line = box.line(at);
        const bool separator = trimmed(line) == mmdf_line;
        blank = blank && (separator || trimmed(line).empty());
        const std::uint64_t next = box.after_line(at);
        if (separator) {
            if (!std::exchange(blank, true)) each({begin, at - begin});
            begin = next;
        }
        at = next;
    }
    if (!blank) each({begin, box.size() - begin});
}

}  // namespace

bool looks_like_mbox(std::string_view bytes) {
    return separates(bytes, true) || trimmed(line_at(bytes, 0)) == mmdf_line;
}

bool is_mailbox(std::string_view bytes, std::string_view filename) {
    Kind claim = claimed(filename, "");
    bool plain = claim == Kind::unknown || claim == Kind::text;
    return claim == Kind::mbox || (plain && looks_like_mbox(bytes));
}

// Each round looks at one line. A separator ends the mail before it; if the new mail has a Content-Length that proves
// right, the walk jumps to its end. Linear: a jump only skips bytes.
void each_in_mbox(const BytesAt& bytes_at, std::uint64_t size, const std::function<void(MailPlace)>& each) {
    Window box(bytes_at, size);
    if (trimmed(box.line(0)) == mmdf_line) return each_in_mmdf(box, each);
    std::uint64_t begin = 0;
    bool after_blank = true, separated = false;
    // Text in front of the first separator is kept only if it is a mail.
    auto end_message = [&](std::uint64_t at) {
        if (separated || looks_like_mail(box.from(begin).substr(0, at - begin))) each({begin, at - begin});
    };
    for (std::uint64_t at = 0; at < size;) {
        const std::string_view text = box.from(at);
        if (separates(text, after_blank)) {
            const std::uint64_t separator = at;
            at += line_at(text, 0).size();
            end_message(separator);
            begin = at;
            separated = after_blank = true;
            if (const auto end = said_end(box, begin)) at = *end;
            continue;
        }
        after_blank = trimmed(line_at(text, 0)).empty();
        at = box.after_line(at);
    }
    end_message(size);
}

std::vector<std::string_view> messages_in_mbox(std::string_view bytes) {
    std::vector<std::string_view> messages;
    each_in_mbox([&](std::uint64_t at, std::size_t size) { return std::string(bytes.substr(at, size)); }, bytes.size(),
                 [&](MailPlace place) { messages.push_back(bytes.substr(place.begin, place.size_bytes)); });
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
        // With quoted lines around it, the line was a quotation before the mail came into the mailbox.
        const bool quotation = marks == 1 && (before.starts_with('>') || next.starts_with('>'));
        body = body || trimmed(line).empty();
        out += line.substr(hidden && !quotation ? 1 : 0);
        at += line.size();
        before = line;
    }
    return out;
}

}  // namespace tangible::ingest
