// Lines that were broken to fit a width, joined again.  A line was broken there if the next line's
// first word would not have fitted; a block is prose if that holds for most of its lines.
#include "ingest/text/normalise.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <cctype>

namespace tangible::ingest {
namespace {

constexpr std::size_t narrowest = 50, widest = 100;  // columns of a page, a typewriter, a mail
constexpr std::size_t narrowest_pair = 60;           // two lines alone prove less

struct Line {
    std::string_view text;  ///< without outer white space
    std::size_t indent = 0;
    std::size_t columns = 0, first_word = 0;  ///< in code points
    bool is_item = false;
};

/// "- ", "* ", "3. ", "b) ", "> ", "| ": begins something of its own.
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

using Block = std::vector<Line>;

/// A line that is one long word, such as an address, tells nothing of the width.
bool is_one_word(const Line& l) { return l.first_word == l.columns; }

std::size_t width_of(const Block& block) {
    std::size_t width = 0;
    for (const Line& l : block)
        if (!is_one_word(l)) width = std::max(width, l.columns + l.indent);
    return width;
}

bool broken_between(const Line& a, const Line& b, std::size_t width) {
    return a.indent + a.columns + 1 + b.first_word > width && !b.is_item;
}

bool ends_sentence(std::string_view text) {
    return !text.empty() && std::string_view(".!?:").find(text.back()) != std::string_view::npos;
}
bool begins_small(std::string_view text) {
    return !text.empty() && (std::islower(static_cast<unsigned char>(text[0])) != 0);
}

/// The widest line is full by itself: it proves something only beside others.
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

/// The second line of an item hangs under its text; a deeper indent otherwise begins a paragraph.
bool joins(const Line& a, const Line& b, const Line& first, std::size_t width) {
    return broken_between(a, b, width) && (b.indent <= a.indent || first.is_item);
}

void append(std::string& out, std::string_view text) {
    const bool hyphen =
        out.ends_with('-') && out.size() > 1 && out[out.size() - 2] != ' ' && out[out.size() - 2] != '-';
    if (!out.empty() && out.back() != '\n' && !(hyphen && begins_small(text))) out += ' ';
    out += text;
}

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
