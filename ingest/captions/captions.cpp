// The parser of WebVTT, and the reader of captions of every kind.
//
// The parser follows the specification step by step (W3C WebVTT, section 6.1), since it says what to do with every
// mistake: the names in quotation marks below are those of its algorithms.  Linear, without recursion.
#include "ingest/captions/captions.h"
#include "ingest/formats/readers.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <optional>

namespace tangible::ingest {
namespace {

constexpr std::string_view signature = "WEBVTT", arrow = "-->", space = " \t\n\f";
constexpr std::size_t max_digits = 9;  // of one number, so that it cannot overflow

bool digit(char c) { return c >= '0' && c <= '9'; }

bool is_webvtt(std::string_view text) {
    if (!text.starts_with(signature)) return false;
    text.remove_prefix(signature.size());
    return text.empty() || text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r';
}

/// Returns the text without a byte order mark.
std::string_view without_mark(std::string_view text) {
    if (text.starts_with("\uFEFF")) text.remove_prefix(3);
    return text;
}

/// Returns the text with U+FFFD for NUL and LF for every line end: the first steps of the algorithm.
std::string normal_lines(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            out += '\n';
            if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
        } else if (text[i] == '\0')
            out += "\uFFFD";
        else
            out += text[i];
    }
    return out;
}

void skip_space(std::string_view& s) { s.remove_prefix(std::min(s.find_first_not_of(space), s.size())); }

/// A number and how many digits it had.
struct Digits {
    std::int64_t value = 0;
    std::size_t count = 0;
};
/// Takes a number off the front; nullopt when there is none or it has more than max_digits digits.
std::optional<Digits> digits(std::string_view& s) {
    Digits found;
    for (; !s.empty() && digit(s[0]) && found.count < max_digits; s.remove_prefix(1), ++found.count)
        found.value = found.value * 10 + (s[0] - '0');
    if (found.count == 0 || (!s.empty() && digit(s[0]))) return std::nullopt;
    return found;
}

bool take(std::string_view& s, char c) {
    if (s.empty() || s[0] != c) return false;
    s.remove_prefix(1);
    return true;
}

/// "Collect a WebVTT timestamp": takes "[hours:]mm:ss.fff" off the front.  Hours may have any number of digits, so a
/// first number that cannot be minutes must be hours.
std::optional<std::int64_t> timestamp_ms(std::string_view& s) {
    auto first = digits(s);
    if (!first || !take(s, ':')) return std::nullopt;
    bool hours = first->count != 2 || first->value > 59;
    auto second = digits(s);
    if (!second || second->count != 2) return std::nullopt;
    Digits third = *second, h, m = *first;
    if (hours || (!s.empty() && s[0] == ':')) {
        if (!take(s, ':')) return std::nullopt;
        auto seconds = digits(s);
        if (!seconds || seconds->count != 2) return std::nullopt;
        h = *first, m = *second, third = *seconds;
    }
    if (!take(s, '.')) return std::nullopt;
    auto fraction = digits(s);
    if (!fraction || fraction->count != 3 || m.value > 59 || third.value > 59) return std::nullopt;
    return ((h.value * 60 + m.value) * 60 + third.value) * 1000 + fraction->value;
}

/// Returns the times of a line such as "00:01.000 --> 00:04.000 align:start"; nullopt when it has none.  The settings
/// behind the times place the cue on the screen and are ignored.
std::optional<Cue> timings(std::string_view line) {
    skip_space(line);
    auto start = timestamp_ms(line);
    skip_space(line);
    if (!start || !line.starts_with(arrow)) return std::nullopt;
    line.remove_prefix(arrow.size());
    skip_space(line);
    auto end = timestamp_ms(line);
    if (!end) return std::nullopt;
    return Cue{*start, *end, {}};
}

/// Reads the file block by block; blank lines separate blocks.
class Blocks {
public:
    explicit Blocks(std::string_view text) : rest_(text) {}

    std::vector<Cue> cues() {
        next_line();  // the signature's
        if (!rest_.empty() && rest_[0] != '\n') block(true);
        while (!rest_.empty()) {
            if (rest_[0] == '\n')
                rest_.remove_prefix(1);
            else if (auto cue = block(false))
                found_.push_back(std::move(*cue));
        }
        return std::move(found_);
    }

private:
    std::string_view next_line() {
        std::string_view line = rest_.substr(0, rest_.find('\n'));
        rest_.remove_prefix(std::min(line.size() + 1, rest_.size()));
        return line;
    }

    /// "Collect a WebVTT block": returns the block's cue; nullopt for the header, notes, styles and broken blocks.  A
    /// cue has its times in the first line, or in the second below an identifier.  A later line with an arrow begins
    /// the next block, though no blank line is before it.
    std::optional<Cue> block(bool header) {
        std::optional<Cue> cue;
        std::string text;
        bool seen_arrow = false;
        for (int lines = 1; !rest_.empty(); ++lines) {
            std::string_view before = rest_, line = next_line();
            if (line.find(arrow) != line.npos) {
                bool ours = !header && (lines == 1 || (lines == 2 && !seen_arrow));
                if (!ours) {
                    rest_ = before;
                    break;
                }
                seen_arrow = true;
                if ((cue = timings(line))) text.clear();
            } else if (line.empty())
                break;
            else
                text += (text.empty() ? "" : "\n") + std::string(line);
        }
        if (cue) cue->text = std::move(text);
        return cue;
    }

    std::string_view rest_;
    std::vector<Cue> found_;
};

}  // namespace

std::vector<Cue> cues_of_webvtt(std::string_view utf8) {
    std::string text = normal_lines(without_mark(utf8));
    return is_webvtt(text) ? Blocks(text).cues() : std::vector<Cue>();
}

std::vector<Cue> cues_of(std::string_view utf8) {
    return is_webvtt(without_mark(utf8)) ? cues_of_webvtt(utf8) : cues_of_subtitles(utf8);
}

// 1. Read the cues: WebVTT is always UTF-8, other captions have any charset.
// 2. If WebVTT gave none, read it as SubRip: some programs put the signature above SubRip's times.
// 3. Return the spoken words.  Without any cue the file is plain text under a misleading name.
Document read_captions(std::string_view bytes, std::string_view declared_charset) {
    bool webvtt = is_webvtt(without_mark(bytes));
    Decoded source = decoded(bytes, webvtt ? "UTF-8" : declared_charset);
    Document document = begun(source);
    std::vector<Cue> cues = cues_of(source.text);
    if (cues.empty() && webvtt) {
        cues = cues_of_subtitles(source.text);
        if (!cues.empty()) document.problems.push_back("The times in this file are not written as WebVTT requires.");
    }
    document.text = spoken_text(cues);
    if (!document.text.empty()) return document;
    if (webvtt || !cues.empty()) {
        document.rejection = {"no_text", "There are no words in these captions."};
        return document;
    }
    document = read_text(bytes, declared_charset);
    document.problems.push_back("This file has no captions with times, so it was read as plain text.");
    return document;
}

}  // namespace tangible::ingest
