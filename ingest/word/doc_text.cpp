// Reads the characters of a Word 97 document. The constructor reads the piece table and keeps the pieces that are in
// order and inside the file. text() converts each piece and, if asked, puts labels in front of paragraphs: a
// paragraph's format hangs on its last character, so the label is inserted where the paragraph began.
#include "ingest/word/doc_text.h"
#include "ingest/formats/compound.h"
#include "ingest/text/charset.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::size_t structures_at = 0x9A, piece_table = 33;

/// Returns the piece table. Blocks of formatting rules (type 1) stand in front of it, and it has type 2 (MS-DOC
/// 2.9.38).
std::string_view piece_table_in(std::string_view rules) {
    while (rules.size() > 3 && rules[0] == 1)
        rules.remove_prefix(std::min<std::size_t>(3 + u16_at(rules, 1), rules.size()));
    return rules.size() > 5 && rules[0] == 2 ? rules.substr(5, u32_at(rules, 1)) : std::string_view{};
}

}  // namespace

std::string_view doc_structure(std::string_view document, std::string_view table, std::size_t number) {
    const std::size_t place = structures_at + 8 * number, at = u32_at(document, place);
    return at < table.size() ? table.substr(at, u32_at(document, place + 4)) : std::string_view{};
}

DocText::DocText(std::string_view document, std::string_view table) : document_(document) {
    table = piece_table_in(doc_structure(document, table, piece_table));
    const std::size_t count = table.size() < 16 ? 0 : (table.size() - 4) / 12;
    std::uint64_t characters = 0, last_end = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint32_t place = u32_at(table, 4 * (count + 1) + 8 * i + 2);
        // Bit 30: one byte a character, at half the offset that is given (MS-DOC 2.9.73).
        const bool one_byte = place & 0x40000000;
        const Piece piece{u32_at(table, 4 * i), u32_at(table, 4 * (i + 1)), (place & 0x3FFFFFFF) / (one_byte ? 2 : 1),
                          one_byte};
        if (piece.begin < last_end || piece.begin >= piece.end || piece.at >= document.size()) continue;
        characters += piece.end - piece.begin;
        if (characters > document.size()) break;
        pieces_.push_back(piece);
        last_end = piece.end;
    }
}

std::string DocText::text(std::uint64_t begin, std::uint64_t end, const Label& label) const {
    std::string out;
    std::size_t paragraph = 0;
    for (auto piece = std::ranges::upper_bound(pieces_, begin, {}, &Piece::end);
         piece != pieces_.end() && piece->begin < end; ++piece) {
        const std::uint64_t from = std::max(begin, piece->begin), to = std::min(end, piece->end);
        const std::size_t width = piece->one_byte ? 1 : 2;
        std::size_t at = piece->at + (from - piece->begin) * width;
        if (at >= document_.size()) continue;
        const std::string characters =
            converted_somehow(document_.substr(at, (to - from) * width), piece->one_byte ? "windows-1252" : "UTF-16LE");
        if (!label) {
            out += characters;
            continue;
        }
        for (const char c : characters) {
            out += c;
            const auto byte = static_cast<unsigned char>(c);
            if ((byte & 0xC0) == 0x80) continue;  // goes on a letter
            if (byte < ' ')
                if (const auto words = label(c, at)) {
                    if (out.size() > paragraph + 1) out.insert(paragraph, *words);
                    paragraph = out.size();
                }
            // A character that takes four bytes in UTF-8 takes two UTF-16 units.
            at += width == 2 && byte >= 0xF0 ? 4 : width;
        }
    }
    return out;
}

}  // namespace tangible::ingest
