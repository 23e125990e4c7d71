// Makes an excerpt: tries to read the submission and, if that finds no words, collects runs of printable characters, as
// strings(1) does. The hexadecimal dump shows the beginning only: it is there to recognise a format by.
#include "ingest/reading/excerpt.h"
#include "ingest/reading/read.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/utf8.h"
#include <string_view>
#include <variant>

namespace tangible::ingest {
namespace {

/// As much as a person looks through, and a dump of 32 lines.
constexpr std::size_t most_words = 64 * 1024, shown_bytes = 512, bytes_a_line = 16;
/// In binary data, shorter runs of printable bytes occur by chance (strings(1) takes four).
constexpr std::size_t shortest_run = 5;

constexpr bool is_ascii_print(char32_t c) { return c >= 0x20 && c < 0x7f; }
/// A tab, printable ASCII, or any valid character from U+00A0 on.
constexpr bool is_printable(char32_t c) { return is_ascii_print(c) || c == '\t' || (c >= 0xa0 && c != invalid); }

/// Returns the runs of printable UTF-8 that are long enough, a line each. Stops at `most_words` bytes.
std::string readable_runs(std::string_view bytes) {
    std::string out, run;
    const auto end_run = [&] {
        if (run.size() >= shortest_run) out += run + "\n";
        run.clear();
    };
    for (std::size_t at = 0; at < bytes.size() && out.size() + run.size() <= most_words;) {
        const char32_t c = next_code_point(bytes, at);
        if (is_printable(c))
            append(run, c);
        else
            end_run();
    }
    end_run();
    return out;
}

/// Returns at most `most` bytes of UTF-8, cut between characters.
std::string beginning(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    text.resize(most);
    return text;
}

/// Returns lines such as "50 4b 03 04 ...  PK..": bytes in hexadecimal, then as ASCII with '.' for the rest.
std::string hex_of(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    bytes = bytes.substr(0, shown_bytes);
    for (std::size_t at = 0; at < bytes.size(); at += bytes_a_line) {
        const auto line = bytes.substr(at, bytes_a_line);
        std::string shown;
        for (const char c : line) {
            const auto byte = static_cast<unsigned char>(c);
            out += digits[byte >> 4];
            out += digits[byte & 15];
            out += ' ';
            shown += is_ascii_print(byte) ? c : '.';
        }
        out.append(3 * (bytes_a_line - line.size()) + 1, ' ').append(shown).append("\n");
    }
    return out;
}

/// Returns the texts of all drafts, with an empty line between.
std::string words_found(const Submission& submission) {
    const Reading reading = read(submission);
    std::string words;
    if (const auto* drafts = std::get_if<std::vector<Draft>>(&reading))
        for (const Draft& d : *drafts)
            if (!d.text.empty()) words += (words.empty() ? "" : "\n\n") + d.text;
    return words;
}

}  // namespace

Excerpt excerpt(const Submission& submission, bool raw) {
    Excerpt made;
    if (!raw) made.words = words_found(submission);
    made.was_read = !made.words.empty();
    if (!made.was_read) made.words = normal(readable_runs(submission.bytes)).text;
    made.is_whole = made.words.size() <= most_words;
    made.words = beginning(std::move(made.words), most_words);
    made.hex = hex_of(submission.bytes);
    return made;
}

}  // namespace tangible::ingest
