// The lists of a Word 97 document: which paragraphs are items of which list, and how each level is numbered
// (MS-DOC 2.4.6.3).  Takes any bytes.
#pragma once
#include "ingest/formats/list_numbers.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Of a paragraph or of a style.
struct DocItem {
    std::uint16_t list = 0;  ///< 0: none
    std::uint8_t level = 0;
};

/// Which paragraphs are items, by where they lie in the document's stream.
class DocItems {
public:
    DocItems(std::string_view document, std::string_view table);
    /// Of the paragraph with a character at this place.
    DocItem item(std::size_t at) const;
    bool ends_at(std::size_t at) const;

private:
    struct Run {
        std::size_t begin, end;
        DocItem item;
    };
    const Run* run(std::size_t at) const;
    std::vector<Run> runs_;  ///< in order
};

/// The styles of paragraphs by their number, with what they take from those that they are based on.
std::vector<DocItem> doc_style_items(std::string_view style_sheet);
/// What rules of formatting (MS-DOC 2.6.2) make of a paragraph.
DocItem formatted(DocItem, std::string_view rules);
/// The lists by their numbers, from 1.
ListNumbers doc_list_numbers(std::string_view document, std::string_view table);

}  // namespace tangible::ingest
