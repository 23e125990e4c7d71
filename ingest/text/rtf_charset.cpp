// Names charsets by two tables: from a font's character set to a code page, and from a code page to a charset. Pages
// that are not in the table are looked up as "cp" and their number.
#include "ingest/text/rtf_charset.h"
#include "ingest/text/charset.h"
#include <algorithm>
#include <array>
#include <string_view>

namespace tangible::ingest {
namespace {

/// A code page and its label.
struct Page {
    int page;
    std::string_view label;
};

/// Pages whose label is not "cp" and their number.
constexpr std::array pages = {
    Page{708, "ISO-8859-6"},      Page{709, "ISO-8859-6"},       Page{710, "ISO-8859-6"}, Page{819, "ISO-8859-1"},
    Page{10000, "macintosh"},     Page{10001, "Shift_JIS"},      Page{10002, "Big5"},     Page{10003, "windows-949"},
    Page{10006, "x-mac-greek"},   Page{10007, "x-mac-cyrillic"}, Page{10008, "GB18030"},  Page{10029, "x-mac-ce"},
    Page{10081, "x-mac-turkish"}, Page{20866, "KOI8-R"},         Page{21866, "KOI8-U"},   Page{28592, "ISO-8859-2"},
    Page{54936, "GB18030"},       Page{65001, "UTF-8"},
};

struct FontSet {
    int character_set, page;
};

/// Character sets of fonts (RTF 1.9.1, \fcharset) and their code pages. 1 means the document's own, and 2 is symbols:
/// neither is here.
constexpr std::array font_sets = {
    FontSet{0, 1252},   FontSet{77, 10000}, FontSet{78, 10001}, FontSet{79, 10003}, FontSet{80, 10008},
    FontSet{81, 10002}, FontSet{85, 10006}, FontSet{86, 10081}, FontSet{88, 10029}, FontSet{89, 10007},
    FontSet{128, 932},  FontSet{129, 949},  FontSet{130, 1361}, FontSet{134, 936},  FontSet{136, 950},
    FontSet{161, 1253}, FontSet{162, 1254}, FontSet{163, 1258}, FontSet{177, 1255}, FontSet{178, 1256},
    FontSet{186, 1257}, FontSet{204, 1251}, FontSet{222, 874},  FontSet{238, 1250}, FontSet{254, 437},
    FontSet{255, 850},
};

}  // namespace

std::string charset_of_code_page(int page) {
    const auto found = std::ranges::find(pages, page, &Page::page);
    return charset_named(found == pages.end() ? "cp" + std::to_string(page) : std::string(found->label));
}

std::string charset_of_font(int character_set) {
    const auto found = std::ranges::find(font_sets, character_set, &FontSet::character_set);
    return found == font_sets.end() ? "" : charset_of_code_page(found->page);
}

}  // namespace tangible::ingest
