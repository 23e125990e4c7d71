// Reads documents of Word 6 to 2003 (MS-DOC): the text in the order of the piece table, with the numbers of lists;
// notes, comments, headers and footers are kept beside it. Text that was deleted under tracked changes cannot be told
// from the rest.
//
// The document's stream holds all characters, part after part: body, footnotes, headers and so on. Each part's length
// is in the file information block at the beginning. Structures in the table stream say where its stories (single
// notes, headers) begin.
#include "ingest/formats/asides.h"
#include "ingest/formats/compound.h"
#include "ingest/formats/readers.h"
#include "ingest/text/charset.h"
#include "ingest/word/doc_lines.h"
#include "ingest/word/doc_lists.h"
#include "ingest/word/doc_text.h"
#include <algorithm>
#include <array>

namespace tangible::ingest {
namespace {

// Byte offsets in the file information block (MS-DOC 2.5), and its flags.
constexpr std::size_t flags_at = 0x0A, text_begin_at = 0x18, text_end_at = 0x1C, lengths_at = 0x4C;
constexpr std::uint16_t is_complex = 0x0004, is_encrypted = 0x0100, uses_table_1 = 0x0200, word_97 = 0x00C1;
// Parts of the text, in the order in which they stand; each has its length in the block.
enum Part { body, footnotes, headers, macros, comments, endnotes, boxes };

/// Limits on what a crafted file could repeat: list numbers, headers and footers.
constexpr std::size_t max_label_bytes = 8 << 20, max_margins = 300;

/// The characters [begin, end).
struct Range {
    std::uint64_t begin, end;
};

/// A part whose stories are notes, and the structure that lists where they begin. The last two positions in it begin no
/// story.
struct StoriesPart {
    Part part;
    AsideKind kind;
    std::size_t structure;
};
constexpr std::array note_parts = {StoriesPart{footnotes, AsideKind::footnote, 3},
                                   StoriesPart{endnotes, AsideKind::endnote, 47},
                                   StoriesPart{comments, AsideKind::comment, 5}};
constexpr std::size_t margins_structure = 11;

/// Headers and footers of even and odd pages, then of a section's first page, six for each section. The first six
/// stories are separators of notes (MS-DOC 2.8.19).
constexpr std::array margin_kinds = {AsideKind::header, AsideKind::header, AsideKind::footer,
                                     AsideKind::footer, AsideKind::header, AsideKind::footer};

/// Reads a document of Word 97 or later.
class WordReader {
public:
    WordReader(std::string_view document, std::string_view table)
        : document_(document), table_(table), text_(document, table), items_(document, table),
          numbers_(doc_list_numbers(document, table)) {}

    Document read() {
        Document out;
        out.text = words(range(body)) + words(range(boxes));
        for (const StoriesPart& each : note_parts)
            for (const Range& story : stories(each.part, each.structure))
                add_aside(out.asides, each.kind, words(story));
        const std::vector<Range> margins = stories(headers, margins_structure);
        for (std::size_t i = margin_kinds.size(); i < std::min(margins.size(), max_margins); ++i)
            add_aside(out.asides, margin_kinds[i % margin_kinds.size()], words(margins[i]));
        read_headers_of_an_empty_page(out);
        return out;
    }

private:
    /// Returns where a part lies: behind all parts before it.
    Range range(Part wanted) const {
        std::uint64_t begin = 0;
        for (std::size_t part = body; part < wanted; ++part) begin += u32_at(document_, lengths_at + 4 * part);
        return {begin, begin + u32_at(document_, lengths_at + std::size_t{4} * wanted)};
    }

    /// Returns the stories of a part. One that is out of order becomes empty, so that a crafted file cannot repeat
    /// text.
    std::vector<Range> stories(Part part, std::size_t structure) const {
        const Range whole = range(part);
        const std::string_view places = doc_structure(document_, table_, structure);
        std::vector<Range> all;
        std::uint64_t last_end = whole.begin;
        for (std::size_t at = 0; at + 12 <= places.size(); at += 4) {
            const Range story{whole.begin + u32_at(places, at), whole.begin + u32_at(places, at + 4)};
            const bool in_order = story.begin >= last_end && story.begin <= story.end && story.end <= whole.end;
            all.push_back(in_order ? story : Range{last_end, last_end});
            last_end = all.back().end;
        }
        return all;
    }

    /// Returns the text of a range, as lines.
    std::string words(const Range& range) {
        Lines lines;
        add_doc_text(lines,
                     text_.text(range.begin, range.end, [this](char mark, std::size_t at) { return label(mark, at); }));
        return lines.take();
    }

    /// Returns the list number in front of a paragraph, by the character that ends it; nullopt if that character ends
    /// none.
    std::optional<std::string> label(char mark, std::size_t at) {
        constexpr char paragraph_end = '\r', cell_end = '\x07', page_or_section_end = '\x0C';
        const bool ends =
            mark == paragraph_end || mark == cell_end || (mark == page_or_section_end && items_.ends_at(at));
        if (!ends) return std::nullopt;
        const DocItem item = items_.item(at);
        if (item.list == 0 || label_bytes_ > max_label_bytes) return "";
        std::string label = numbers_.label(std::to_string(item.list), item.level);
        label_bytes_ += label.size();
        return label;
    }

    std::string_view document_, table_;
    DocText text_;
    DocItems items_;
    ListNumbers numbers_;
    std::size_t label_bytes_ = 0;
};

Document refused(Rejection why) {
    Document document;
    document.rejection = std::move(why);
    return document;
}

/// Returns the text of a document from before Word 97, which is in one piece and in windows-1252.
std::string old_text(std::string_view document) {
    const std::size_t begin = u32_at(document, text_begin_at), end = u32_at(document, text_end_at);
    if (begin >= end || begin >= document.size()) return {};
    Lines lines;
    add_doc_text(lines, converted_somehow(document.substr(begin, end - begin), "windows-1252"));
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
    if (u16_at(document, 2) >= word_97) {
        const std::string table = file.stream(flags & uses_table_1 ? "1Table" : "0Table").value_or("");
        out = WordReader(document, table).read();
    } else if (!(flags & is_complex)) {
        out.text = old_text(document);
    }
    if (out.text.empty()) return refused({"no_text", "There is no text in this Word file."});
    return out;
}

}  // namespace tangible::ingest
