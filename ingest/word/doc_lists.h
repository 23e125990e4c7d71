// The lists of a Word 97 document: which paragraphs are items of which list, and how each level is numbered (MS-DOC
// 2.4.6.3). Takes any bytes.
#pragma once
#include "ingest/formats/list_numbers.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// The place of a paragraph or style in a list.
struct DocItem {
    std::uint16_t list = 0;  ///< number of the list, from 1; 0: not in a list
    std::uint8_t level = 0;  ///< 0: the outermost
};

/// Knows which paragraphs are list items, by their byte offset in the document's stream.
class DocItems {
public:
    /// Reads the styles and paragraph formats. `document` and `table` are the streams "WordDocument" and "0Table" or
    /// "1Table".
    DocItems(std::string_view document, std::string_view table);
    /// Returns the item of the paragraph around byte `at`. O(log paragraphs).
    DocItem item(std::size_t at) const;
    /// Decides whether the character at byte `at` is the last one of a paragraph.
    bool ends_at(std::size_t at) const;

private:
    struct Run {
        std::size_t begin, end;
        DocItem item;
    };
    const Run* run(std::size_t at) const;
    std::vector<Run> runs_;  ///< in order
};

/// Returns the list item of each paragraph style, by its number, with what it inherits from the styles it is based on.
std::vector<DocItem> doc_style_items(std::string_view style_sheet);
/// Applies formatting rules (MS-DOC 2.6.2) to an item.
DocItem formatted(DocItem, std::string_view rules);
/// Returns the lists with the numbering of their levels. Lists are named by their number, from "1".
ListNumbers doc_list_numbers(std::string_view document, std::string_view table);

}  // namespace tangible::ingest
