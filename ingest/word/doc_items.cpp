// Finds which paragraphs of a Word 97 document are list items. Reads the rules of the styles, each after those of the
// styles that it is based on; then the 512-byte pages (PapxFkp in MS-DOC) that give each paragraph its style and more
// rules. Later rules win.
#include "ingest/formats/compound.h"
#include "ingest/word/doc_lists.h"
#include "ingest/word/doc_text.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::size_t style_sheet = 1, paragraph_pages = 13, page_bytes = 512, box_bytes = 13;
/// Formatting rules (MS-DOC 2.6.2) that matter here, and two whose length is special.
enum Rule : std::uint16_t { set_level = 0x260A, set_list = 0x460B, set_tabs = 0xC615, set_table = 0xD608 };

/// Returns the byte at `at`, or 0 beyond the end.
unsigned char byte_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0;
}

/// Returns the size of a rule's operand (MS-DOC 2.2.5.1). Its kind is in the upper three bits of the rule; kind 6 gives
/// its own length.
std::size_t operand_bytes(std::uint16_t rule, std::string_view operand) {
    constexpr std::size_t by_kind[] = {1, 1, 2, 4, 2, 2, 0, 3};
    if (rule >> 13 != 6) return by_kind[rule >> 13];
    if (rule == set_table) return 1 + u16_at(operand, 0);
    if (rule == set_tabs && byte_at(operand, 0) == 255) return operand.size();
    return 1 + byte_at(operand, 0);
}

/// Returns what a page says of its paragraph number `i`: a style, then rules (MS-DOC 2.9.175).
std::string_view formatting_in(std::string_view page, std::size_t count, std::size_t i) {
    const std::size_t at = std::size_t{2} * byte_at(page, 4 * (count + 1) + box_bytes * i);
    if (at == 0) return {};
    const std::size_t half = byte_at(page, at);
    return half ? page.substr(at + 1, 2 * half - 1)
                : page.substr(std::min(at + 2, page.size()), std::size_t{2} * byte_at(page, at + 1));
}

}  // namespace

DocItem formatted(DocItem item, std::string_view rules) {
    constexpr std::uint16_t last_list = 0x7FE;
    while (rules.size() > 2) {
        const std::uint16_t rule = u16_at(rules, 0);
        rules.remove_prefix(2);
        if (rule == set_level) item.level = byte_at(rules, 0);
        if (rule == set_list) item.list = u16_at(rules, 0) <= last_list ? u16_at(rules, 0) : 0;
        rules.remove_prefix(std::min(operand_bytes(rule, rules), rules.size()));
    }
    return item;
}

std::vector<DocItem> doc_style_items(std::string_view sheet) {
    constexpr std::uint16_t paragraph_style = 1, no_style = 0xFFF;
    constexpr std::size_t max_styles = 4095;
    constexpr int max_styles_on_styles = 20;
    struct Style {
        std::uint16_t based_on = no_style;
        std::string_view rules;
    };
    std::vector<Style> styles;
    const std::size_t base_bytes = u16_at(sheet, 4);
    sheet.remove_prefix(std::min<std::size_t>(2 + u16_at(sheet, 0), sheet.size()));
    while (sheet.size() >= 2 && styles.size() < max_styles) {
        const std::string_view style = sheet.substr(2, u16_at(sheet, 0));
        sheet.remove_prefix(std::min(2 + style.size() + style.size() % 2, sheet.size()));
        const std::size_t rules_at = base_bytes + 2 + 2 * std::size_t{u16_at(style, base_bytes)} + 2;
        styles.emplace_back();
        if ((u16_at(style, 2) & 15) != paragraph_style) continue;
        styles.back().based_on = u16_at(style, 2) >> 4;
        if (rules_at + 4 <= style.size() && u16_at(style, rules_at) > 2)
            styles.back().rules = style.substr(rules_at + 4, u16_at(style, rules_at) - 2);
    }
    std::vector<DocItem> items;
    for (std::size_t i = 0; i < styles.size(); ++i) {
        std::vector<std::string_view> rules;
        for (std::size_t at = i; at < styles.size() && rules.size() < max_styles_on_styles; at = styles[at].based_on)
            rules.push_back(styles[at].rules);
        DocItem item;
        for (auto each = rules.rbegin(); each != rules.rend(); ++each) item = formatted(item, *each);
        items.push_back(item);
    }
    return items;
}

DocItems::DocItems(std::string_view document, std::string_view table) {
    const std::vector<DocItem> styles = doc_style_items(doc_structure(document, table, style_sheet));
    const std::string_view pages = doc_structure(document, table, paragraph_pages);
    const std::size_t count = std::min(pages.size() < 8 ? 0 : (pages.size() - 4) / 8, document.size() / page_bytes);
    const std::size_t numbers_at = pages.size() < 8 ? 0 : 4 * ((pages.size() - 4) / 8 + 1);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = page_bytes * (u32_at(pages, numbers_at + 4 * i) & 0x3FFFFF);
        if (at + page_bytes > document.size()) continue;
        const std::string_view page = document.substr(at, page_bytes);
        const std::size_t runs = byte_at(page, page_bytes - 1);
        if (4 * (runs + 1) + box_bytes * runs >= page_bytes) continue;
        for (std::size_t r = 0; r < runs; ++r) {
            const std::string_view formatting = formatting_in(page, runs, r);
            const std::uint16_t style = u16_at(formatting, 0);
            runs_.push_back({u32_at(page, 4 * r), u32_at(page, 4 * (r + 1)),
                             formatted(style < styles.size() ? styles[style] : DocItem{},
                                       formatting.substr(std::min<std::size_t>(2, formatting.size())))});
        }
    }
    std::ranges::stable_sort(runs_, {}, &Run::begin);
}

const DocItems::Run* DocItems::run(std::size_t at) const {
    auto next = std::ranges::upper_bound(runs_, at, {}, &Run::begin);
    return next != runs_.begin() && at < std::prev(next)->end ? &*std::prev(next) : nullptr;
}

DocItem DocItems::item(std::size_t at) const {
    const Run* found = run(at);
    return found ? found->item : DocItem{};
}

bool DocItems::ends_at(std::size_t at) const {
    const Run* found = run(at);
    return found && (at + 1 == found->end || at + 2 == found->end);
}

}  // namespace tangible::ingest
