// Documents of Word 6 to 2003 (MS-DOC): the text as the piece table orders it.  List numbers, which such files keep
// apart from the text, are not made; text that was deleted under tracked changes is not told from the rest.
#include "ingest/charset.h"
#include "ingest/compound.h"
#include "ingest/lines.h"
#include "ingest/readers.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

// Places in the file information block (MS-DOC 2.5).
constexpr std::size_t flags_at = 0x0A, text_begin_at = 0x18, text_end_at = 0x1C, lengths_at = 0x4C, pieces_at = 0x1A2;
constexpr std::uint16_t is_complex = 0x0004, is_encrypted = 0x0100, uses_table_1 = 0x0200, word_97 = 0x00C1;
// Parts of the text, in the order in which they stand; each has its length in the block.
enum Part { body, footnotes, headers, macros, comments, endnotes, boxes, part_count };

// Signs with a meaning of their own (MS-DOC 2.4.1 and 2.8).
constexpr char cell_end = '\x07', line_break = '\x0B', page_break = '\x0C', column_break = '\x0E', field_begin = '\x13',
               field_result = '\x14', field_end = '\x15', hard_hyphen = '\x1E';

/// Text of the characters [begin, end), through the piece table of the table stream.
class Pieces {
public:
    Pieces(std::string_view document, std::string_view table) : document_(document) {
        // Formatting rules stand before the one piece table (MS-DOC 2.9.38).
        while (table.size() > 3 && table[0] == 1)
            table.remove_prefix(std::min<std::size_t>(3 + u16_at(table, 1), table.size()));
        if (table.size() > 5 && table[0] == 2) table_ = table.substr(5, u32_at(table, 1));
        count_ = table_.size() < 16 ? 0 : (table_.size() - 4) / 12;
    }
    bool empty() const { return count_ == 0; }

    std::string text(std::uint64_t begin, std::uint64_t end) const {
        std::string out;
        for (std::size_t i = 0; i < count_; ++i) {
            const std::uint64_t from = std::max<std::uint64_t>(begin, u32_at(table_, 4 * i)),
                                to = std::min<std::uint64_t>(end, u32_at(table_, 4 * (i + 1)));
            if (from < to) out += characters(i, from - u32_at(table_, 4 * i), to - from);
        }
        return out;
    }

private:
    std::string characters(std::size_t piece, std::uint64_t skip, std::uint64_t count) const {
        const std::uint32_t place = u32_at(table_, 4 * (count_ + 1) + 8 * piece + 2);
        const bool one_byte = place & 0x40000000;
        const std::uint64_t width = one_byte ? 1 : 2, offset = (place & 0x3FFFFFFF) / (one_byte ? 2 : 1) + skip * width;
        if (offset >= document_.size()) return {};
        return converted_somehow(document_.substr(offset, count * width), one_byte ? "windows-1252" : "UTF-16LE");
    }

    std::string_view document_, table_;
    std::size_t count_ = 0;
};

/// Without what fields say to programs; what they show stays.
std::string without_instructions(std::string_view text) {
    std::string out;
    std::vector<bool> shows;  // by field that is open
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

void add_paragraphs(Lines& lines, std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\r'), text.size());
        lines.end_line();
        lines.add(plain(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    lines.end_line();
}

/// `cells` end with a sign each, and the row with one more.  What stands before the first cell's last paragraph is
/// taken to be before the table.
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

void add_text(Lines& lines, std::string_view text) {
    constexpr std::string_view row_end("\x07\x07", 2);
    for (std::size_t end; (end = text.find(row_end)) != text.npos; text.remove_prefix(end + row_end.size()))
        add_row(lines, text.substr(0, end));
    add_paragraphs(lines, text);
}

Document refused(Rejection why) {
    Document document;
    document.rejection = std::move(why);
    return document;
}

std::string text_of(const Pieces& pieces, std::string_view block) {
    Lines lines;
    std::uint64_t begin = 0;
    for (int part = body; part < part_count; ++part) {
        const std::uint64_t end = begin + u32_at(block, lengths_at + 4 * static_cast<std::size_t>(part));
        if (part == body || part == footnotes || part == endnotes || part == boxes)
            add_text(lines, without_instructions(pieces.text(begin, end)));
        begin = end;
    }
    return lines.take();
}

/// Before Word 97 the text stands in one piece, in the bytes of Windows.
std::string old_text(std::string_view document) {
    const std::size_t begin = u32_at(document, text_begin_at), end = u32_at(document, text_end_at);
    if (begin >= end || begin >= document.size()) return {};
    Lines lines;
    add_text(lines, without_instructions(converted_somehow(document.substr(begin, end - begin), "windows-1252")));
    return lines.take();
}

}  // namespace

Document read_doc(std::string_view bytes) {
    const Compound file(bytes);
    const std::string document = file.stream("WordDocument").value_or("");
    const std::uint16_t flags = u16_at(document, flags_at);
    // A locked .docx is kept in such a file too, with an empty Word document beside it for old programs.
    if (flags & is_encrypted || file.stream("EncryptedPackage"))
        return refused({"encrypted", "The Word file is locked with a password."});
    Document out;
    if (u16_at(document, 2) < word_97) {
        if (!(flags & is_complex)) out.text = old_text(document);
    } else {
        const std::string table = file.stream(flags & uses_table_1 ? "1Table" : "0Table").value_or("");
        const std::size_t at = std::min<std::size_t>(u32_at(document, pieces_at), table.size());
        const Pieces pieces(document, std::string_view(table).substr(at, u32_at(document, pieces_at + 4)));
        out.text = text_of(pieces, document);
        if (u32_at(document, lengths_at + 4 * comments) > 0)
            out.problems.push_back("Comments in the margin were left out.");
    }
    if (out.text.empty()) return refused({"no_text", "There is no text in this Word file."});
    return out;
}

}  // namespace tangible::ingest
