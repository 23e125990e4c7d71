// Word 97 documents (MS-DOC) with lists, notes and margins, made from parts for tests of their reader.
#pragma once
#include "tests/ingest/made_compound.h"
#include <map>
#include <string>
#include <vector>

namespace tangible::made {

struct DocParagraph {
    std::string text;   ///< including the character that ends it
    std::string rules;  ///< formatting, made by item()
    std::uint16_t style = 0;
};

struct DocParts {
    std::vector<DocParagraph> body;
    std::vector<std::string> footnotes, margins, comments, endnotes;  ///< stories; the first six margins are separators
    std::string styles, shapes, levels, lists;
};

inline std::string item(std::uint16_t list) { return little(0x460B, 2) + little(list, 2); }
inline std::string item(std::uint16_t list, std::uint8_t level) {
    return item(list) + little(0x260A, 2) + static_cast<char>(level);
}

inline std::string doc_style(const std::string& rules, std::uint16_t based_on = 0xFFF) {
    const std::string formatting = little(0, 2) + rules;
    const std::string style = little(0, 2) + little(1 | based_on << 4, 2) + std::string(6, '\0') + little(1, 2) +
                              little('S', 2) + little(0, 2) + little(static_cast<std::uint32_t>(formatting.size()), 2) +
                              formatting;
    return little(static_cast<std::uint32_t>(style.size()), 2) + padded(style, 2);
}
inline std::string doc_styles(const std::vector<std::string>& styles) {
    std::string out = little(4, 2) + little(static_cast<std::uint32_t>(styles.size()), 2) + little(10, 2);
    for (const std::string& style : styles) out += style;
    return out;
}

inline std::string list_level(std::uint32_t start, std::uint8_t format, std::u16string_view pattern) {
    return little(start, 4) + static_cast<char>(format) + std::string(19, '\0') + "\2\3" + std::string(2, '\0') +
           "22333" + little(static_cast<std::uint32_t>(pattern.size()), 2) + utf16(pattern);
}
inline std::string list_shapes(const std::vector<std::pair<std::uint32_t, bool>>& shapes) {
    std::string out = little(static_cast<std::uint32_t>(shapes.size()), 2);
    for (const auto& [number, has_one_level] : shapes)
        out += little(number, 4) + std::string(22, '\0') + (has_one_level ? '\1' : '\0') + '\0';
    return out;
}

/// Lists, each given by the number of its shape and its changes to the levels.
inline std::string lists_of(const std::vector<std::pair<std::uint32_t, std::vector<std::string>>>& lists) {
    std::string out = little(static_cast<std::uint32_t>(lists.size()), 4), all_changes;
    for (const auto& [shape, changes] : lists) {
        out += little(shape, 4) + std::string(8, '\0') + static_cast<char>(changes.size()) + std::string(3, '\0');
        all_changes += little(0xFFFFFFFF, 4);
        for (const std::string& change : changes) all_changes += change;
    }
    return out + all_changes;
}
inline std::string restart(std::uint8_t level, std::uint32_t start) { return little(start, 4) + little(level | 16, 4); }

/// A page with the place and the formatting of each paragraph (MS-DOC 2.9.175).
inline std::string doc_page(const std::vector<DocParagraph>& paragraphs, std::size_t begin) {
    std::string places = little(static_cast<std::uint32_t>(begin), 4), boxes, page(512, '\0');
    std::size_t free = 510, at = begin;
    for (const DocParagraph& each : paragraphs) {
        at += each.text.size();
        places += little(static_cast<std::uint32_t>(at), 4);
        const std::string formatting = little(each.style, 2) + each.rules;
        const std::size_t half = formatting.size() / 2;
        const std::string found = formatting.size() % 2 ? std::string(1, static_cast<char>(half + 1)) + formatting
                                                        : '\0' + std::string(1, static_cast<char>(half)) + formatting;
        free = (free - found.size()) / 2 * 2;
        page.replace(free, found.size(), found);
        boxes += static_cast<char>(free / 2) + std::string(12, '\0');
    }
    page.replace(0, places.size() + boxes.size(), places + boxes);
    page[511] = static_cast<char>(paragraphs.size());
    return page;
}

inline std::string doc_of(const DocParts& parts) {
    std::string block(0x400, '\0'), text, table;
    const auto put = [&](std::size_t at, const std::string& value) { block.replace(at, value.size(), value); };
    const auto structure = [&](std::size_t number, const std::string& bytes) {
        put(0x9A + 8 * number,
            little(static_cast<std::uint32_t>(table.size()), 4) + little(static_cast<std::uint32_t>(bytes.size()), 4));
        table += bytes;
    };
    put(0, little(0xA5EC, 2) + little(0xC1, 2));
    for (const DocParagraph& each : parts.body) text += each.text;
    put(0x4C, little(static_cast<std::uint32_t>(text.size()), 4));
    const auto stories = [&](std::size_t length_at, std::size_t number, const std::vector<std::string>& all) {
        std::uint32_t at = 0;
        std::string places;
        for (const std::string& story : all) {
            places += little(at, 4);
            at += static_cast<std::uint32_t>(story.size());
            text += story;
        }
        put(length_at, little(at, 4));
        if (!all.empty()) structure(number, places + little(at, 4) + little(0, 4));
    };
    stories(0x50, 3, parts.footnotes);
    stories(0x54, 11, parts.margins);
    stories(0x5C, 5, parts.comments);
    stories(0x60, 47, parts.endnotes);
    const std::string document = padded(block + text, 512);
    const auto page = static_cast<std::uint32_t>(document.size() / 512);
    structure(33, "\x02" + little(16, 4) + little(0, 4) + little(static_cast<std::uint32_t>(text.size()), 4) +
                      little(0, 2) + little(0x400 * 2 | 0x40000000, 4) + little(0, 2));
    structure(13, little(0x400, 4) + little(0x400 + static_cast<std::uint32_t>(text.size()), 4) + little(page, 4));
    structure(1, parts.styles);
    structure(74, parts.lists);
    structure(73, parts.shapes);
    table += parts.levels;
    CompoundFile file(4096);
    file.add("WordDocument", block + document.substr(block.size()) + doc_page(parts.body, 0x400));
    file.add("0Table", table);
    return file.take();
}

}  // namespace tangible::made
