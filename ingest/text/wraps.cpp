// Joins lines that were broken to fit a width. A line was broken there if the first word of the next line would not
// have fitted. A block of lines is prose, and joined, if that is true of most of its lines; in verses and addresses
// lines end earlier, so they stay. Linear.
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <cctype>

namespace tangible::ingest {
namespace {

constexpr std::size_t narrowest = 50, widest = 100;  // columns: of a narrow mail window, and of a wide page
constexpr std::size_t narrowest_pair = 60;           // two lines alone prove less, so they must be longer

/// A line of a block.
struct Line {
    std::string_view text;  ///< without outer white space
    std::size_t indent = 0;
    std::size_t columns = 0, first_word = 0;  ///< in code points
    bool is_item = false;
};

/// Decides whether a line begins something of its own: "- ", "* ", "3. ", "b) ", "> ", "| ".
bool begins_item(std::string_view text) {
    for (std::string_view sign : {"- ", "* ", "+ ", "• ", "– ", "— ", "· ", "◦ ", ">", "|", "#", "--", "=="})
        if (text.starts_with(sign)) return true;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 4 && std::isdigit(static_cast<unsigned char>(text[digits]))) ++digits;
    if (digits == 0 && !text.empty() && std::isalpha(static_cast<unsigned char>(text[0])))
        digits = text.substr(1, 1) == ")" ? 1 : 0;
    return digits > 0 && digits + 1 < text.size() && (text[digits] == '.' || text[digits] == ')') &&
           text[digits + 1] == ' ';
}

Line line_of(std::string_view whole) {
    Line line;
    line.text = trimmed(whole);
    line.indent = line.text.empty() ? 0 : static_cast<std::size_t>(line.text.data() - whole.data());
    line.columns = code_points(line.text);
    line.first_word = code_points(line.text.substr(0, line.text.find(' ')));
    line.is_item = begins_item(line.text);
    return line;
}

/// The lines between two blank lines.
using Block = std::vector<Line>;

/// Decides whether a line is one word. If it is long, such as a web address, it shows nothing about the width.
bool is_one_word(const Line& l) { return l.first_word == l.columns; }

/// Returns the width that a block was broken to fit: that of its widest line.
std::size_t width_of(const Block& block) {
    std::size_t width = 0;
    for (const Line& l : block)
        if (!is_one_word(l)) width = std::max(width, l.columns + l.indent);
    return width;
}

/// Decides whether `b` begins a new line only because its first word did not fit behind `a`.
bool broken_between(const Line& a, const Line& b, std::size_t width) {
    return a.indent + a.columns + 1 + b.first_word > width && !b.is_item;
}

bool ends_sentence(std::string_view text) {
    return !text.empty() && std::string_view(".!?:").find(text.back()) != std::string_view::npos;
}
bool begins_small(std::string_view text) {
    return !text.empty() && (std::islower(static_cast<unsigned char>(text[0])) != 0);
}

/// Decides whether a block is prose. The widest line is always full, so it proves something only beside others: at
/// least 3 lines in 5 must be full, and at least half of the breaks must lie within a sentence.
bool is_prose(const Block& block, std::size_t width) {
    if (block.size() < 2 || width < narrowest || width > widest) return false;
    if (block.size() == 2) {
        const bool goes_on = begins_small(block[1].text) || !ends_sentence(block[0].text);
        return goes_on && block[0].columns >= narrowest_pair && broken_between(block[0], block[1], width);
    }
    std::size_t full = 0, small = 0;
    for (std::size_t i = 0; i + 1 < block.size(); ++i) {
        full += broken_between(block[i], block[i + 1], width);
        small += begins_small(block[i + 1].text) || !ends_sentence(block[i].text);
    }
    return 5 * full >= 3 * (block.size() - 1) && 2 * small >= block.size() - 1;
}

/// Decides whether `b` continues `a`. The second line of a list item hangs under its text; otherwise a deeper indent
/// begins a paragraph.
bool joins(const Line& a, const Line& b, const Line& first, std::size_t width) {
    return broken_between(a, b, width) && (b.indent <= a.indent || first.is_item);
}

/// Appends a line to a paragraph. A hyphen between letters stays, with no space behind it: it may be the word's own.
void append(std::string& out, std::string_view text) {
    const bool hyphen =
        out.ends_with('-') && out.size() > 1 && out[out.size() - 2] != ' ' && out[out.size() - 2] != '-';
    if (!out.empty() && out.back() != '\n' && !(hyphen && begins_small(text))) out += ' ';
    out += text;
}

/// Writes a block, joined if it is prose.
void write(const Block& block, std::string& out) {
    const std::size_t width = width_of(block);
    const bool prose = is_prose(block, width);
    const Line* first = nullptr;
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (i > 0 && prose && joins(block[i - 1], block[i], *first, width)) {
            append(out, block[i].text);
            continue;
        }
        if (i > 0) out += '\n';
        first = &block[i];
        out += block[i].text;
    }
    if (!block.empty()) out += '\n';
}

}  // namespace

std::string without_hard_wraps(std::string_view utf8) {
    std::string out;
    out.reserve(utf8.size());
    Block block;
    for_each_line(utf8, [&](std::string_view text) {
        if (Line line = line_of(text); !line.text.empty()) {
            block.push_back(line);
            return;
        }
        write(block, out);
        block.clear();
        out += '\n';
    });
    write(block, out);
    return out;
}

}  // namespace tangible::ingest
