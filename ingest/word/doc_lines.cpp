// Interprets control characters in three steps: removes the instructions of fields, divides the text at the marks that
// end rows, and divides each part into cells and paragraphs. Breaks become line ends; other control characters, except
// tabs and hard hyphens, are dropped.
#include "ingest/word/doc_lines.h"
#include <algorithm>
#include <string>
#include <vector>

namespace tangible::ingest {
namespace {

// Signs with a meaning of their own (MS-DOC 2.4.1 and 2.8).
constexpr char cell_end = '\x07', line_break = '\x0B', page_break = '\x0C', column_break = '\x0E', field_begin = '\x13',
               field_result = '\x14', field_end = '\x15', hard_hyphen = '\x1E';

/// Removes what fields say to programs and keeps what they show: a field is its begin mark, instructions, a separator,
/// the result, its end mark. Fields may nest, so the open ones are kept on a stack.
std::string without_instructions(std::string_view text) {
    std::string out;
    std::vector<bool> shows;  // for each open field: whether its result has begun
    std::size_t hiding = 0;
    for (const char c : text) {
        if (c == field_begin) {
            shows.push_back(false);
            ++hiding;
        } else if (c == field_result && !shows.empty() && !shows.back()) {
            shows.back() = true;
            --hiding;
        } else if (c == field_end && !shows.empty()) {
            if (!shows.back()) --hiding;
            shows.pop_back();
        } else if (hiding == 0) {
            out += c;
        }
    }
    return out;
}

/// Returns a paragraph without control characters.
std::string plain(std::string_view paragraph) {
    std::string out;
    for (const char c : paragraph) {
        if (c == line_break || c == page_break || c == column_break)
            out += '\n';
        else if (c == hard_hyphen)
            out += "\u2011";
        else if (static_cast<unsigned char>(c) >= ' ' || c == '\t')
            out += c;
    }
    return out;
}

/// Adds paragraphs, which end with '\r'.
void add_paragraphs(Lines& lines, std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\r'), text.size());
        lines.end_line();
        lines.add(plain(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    lines.end_line();
}

/// Adds a row. Each cell ends with a mark, and the row with one more. Text in front of the first cell's last paragraph
/// is taken to be before the table: nothing in the text marks where a row begins.
void add_row(Lines& lines, std::string_view cells) {
    const std::size_t first_end = cells.find(cell_end), before = cells.substr(0, first_end).rfind('\r');
    if (before != cells.npos) {
        add_paragraphs(lines, cells.substr(0, before));
        cells.remove_prefix(before + 1);
    }
    lines.begin_row();
    while (!cells.empty()) {
        const std::size_t end = std::min(cells.find(cell_end), cells.size());
        lines.begin_cell();
        add_paragraphs(lines, cells.substr(0, end));
        cells.remove_prefix(std::min(end + 1, cells.size()));
    }
    lines.end_row();
}

}  // namespace

void add_doc_text(Lines& lines, std::string_view utf8) {
    const std::string shown = without_instructions(utf8);
    std::string_view text = shown;
    constexpr std::string_view row_end("\x07\x07", 2);
    for (std::size_t end; (end = text.find(row_end)) != text.npos; text.remove_prefix(end + row_end.size()))
        add_row(lines, text.substr(0, end));
    add_paragraphs(lines, text);
}

}  // namespace tangible::ingest
