// Reads captions without a signature: SubRip, SBV, and what is like them.
//
//     12                                    0:00:01.000,0:00:04.000
//     00:00:01,000 --> 00:00:04,000         We met.
//     We met.
//
// SubRip has no specification and programs write it differently (a comma or a point, with or without numbers, blank
// lines inside a cue).  So a line with two times begins a cue, and nothing else does.
#include "ingest/captions/captions.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <optional>

namespace tangible::ingest {
namespace {

// A line with two times is short, so no more of a line is looked at.  Captions are recognised by their first lines.
constexpr std::size_t max_time_bytes = 64, looked_at_bytes = 1024;

bool digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view s) { return !s.empty() && std::ranges::all_of(s, digit); }
void skip_blanks(std::string_view& s) { s.remove_prefix(std::min(s.find_first_not_of(" \t"), s.size())); }

/// Takes "[h:]m:s" off the front, with a fraction of a second behind a point or, with `comma`, behind a comma.  Six
/// digits for a number and nine for the fraction are enough, and cannot overflow.
std::optional<std::int64_t> time_ms(std::string_view& s, bool comma) {
    std::int64_t seconds = 0, ms = 0;
    int groups = 0;
    for (;;) {
        std::int64_t value = 0;
        int count = 0;
        for (; !s.empty() && digit(s[0]) && count < 6; s.remove_prefix(1), ++count) value = value * 10 + (s[0] - '0');
        if (count == 0 || ++groups > 3) return std::nullopt;
        seconds = seconds * 60 + value;
        if (s.empty() || s[0] != ':') break;
        s.remove_prefix(1);
    }
    if (groups < 2) return std::nullopt;
    if (!s.empty() && (s[0] == '.' || (comma && s[0] == ','))) {
        s.remove_prefix(1);
        int count = 0;
        for (std::int64_t unit = 100; !s.empty() && digit(s[0]) && count < 9; s.remove_prefix(1), unit /= 10, ++count)
            ms += (s[0] - '0') * unit;
        if (count == 0) return std::nullopt;
    }
    return seconds * 1000 + ms;
}

/// Reads SubRip's "time --> time", with anything behind it; the arrow may have more dashes.
std::optional<Cue> subrip_times(std::string_view line) {
    skip_blanks(line);
    auto start = time_ms(line, true);
    skip_blanks(line);
    if (!start || !line.starts_with("--")) return std::nullopt;
    line.remove_prefix(std::min(line.find_first_not_of('-'), line.size()));
    if (!line.starts_with('>')) return std::nullopt;
    line.remove_prefix(1);
    skip_blanks(line);
    auto end = time_ms(line, true);
    if (!end) return std::nullopt;
    return Cue{*start, *end, {}};
}

/// Reads SBV's "time,time", with nothing behind it.
std::optional<Cue> sbv_times(std::string_view line) {
    auto start = time_ms(line, false);
    if (!start || !line.starts_with(',')) return std::nullopt;
    line.remove_prefix(1);
    auto end = time_ms(line, false);
    if (!end || !trimmed(line).empty()) return std::nullopt;
    return Cue{*start, *end, {}};
}

std::optional<Cue> times_in(std::string_view line) {
    line = trimmed(line.substr(0, max_time_bytes));
    if (line.empty() || !digit(line[0])) return std::nullopt;
    auto cue = subrip_times(line);
    return cue ? cue : sbv_times(line);
}

/// Returns the text of a cue from the lines below its times, without blank lines.  When another cue follows
/// (`more_follow`), a number in the last line is that cue's and is left out.
std::string text_of(std::vector<std::string_view> lines, bool more_follow) {
    auto drop_blank = [&] {
        while (!lines.empty() && trimmed(lines.back()).empty()) lines.pop_back();
    };
    drop_blank();
    bool numbered = more_follow && !lines.empty() && all_digits(trimmed(lines.back()));
    if (numbered) lines.pop_back(), drop_blank();
    std::string text;
    for (std::string_view line : lines)
        if (!trimmed(line).empty()) text += (text.empty() ? "" : "\n") + std::string(line);
    return text;
}

/// Calls `each` with every line.  Unlike for_each_line(), takes a CR alone as a line end, too, as old programs wrote
/// it.
template <class Each> void each_line(std::string_view text, Each each) {
    while (!text.empty()) {
        auto end = text.find_first_of("\r\n");
        each(text.substr(0, end));
        if (end == text.npos) return;
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

}  // namespace

std::vector<Cue> cues_of_subtitles(std::string_view utf8) {
    if (utf8.starts_with("\uFEFF")) utf8.remove_prefix(3);
    std::vector<Cue> cues;
    std::vector<std::string_view> lines;
    auto finish = [&](bool more_follow) {
        if (!cues.empty()) cues.back().text = text_of(std::move(lines), more_follow);
        lines.clear();
    };
    each_line(utf8, [&](std::string_view line) {
        if (auto cue = times_in(line)) {
            finish(true);
            cues.push_back(*cue);
        } else
            lines.push_back(line);
    });
    finish(false);
    return cues;
}

// Looks at the first line with words and, when that is a number, at the second.  SBV is not recognised here: lists of
// numbers can look like it, and its files have a name that says what they are.
bool looks_like_captions(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    int lines = 0;  // a number counts as 1, any other line as 2; from 2 on no line is looked at
    bool found = false;
    each_line(bytes.substr(0, looked_at_bytes), [&](std::string_view line) {
        if (trimmed(line).empty() || lines > 1) return;
        found = found || subrip_times(trimmed(line.substr(0, max_time_bytes)));
        lines += all_digits(trimmed(line)) ? 1 : 2;
    });
    return found;
}

}  // namespace tangible::ingest
