// Reads the shapes of lists with their levels, then the lists and what each of them changes in its shape (MS-DOC
// 2.4.6.3). The patterns of levels are rewritten in the form that ListNumbers uses: "%1.%2.".
#include "ingest/word/doc_lists.h"
#include "ingest/formats/compound.h"
#include "ingest/text/charset.h"
#include "ingest/word/doc_text.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

constexpr std::size_t shapes_structure = 73, lists_structure = 74, structures_at = 0x9A;
constexpr std::size_t shape_bytes = 28, level_bytes = 28, list_bytes = 16, change_bytes = 8, max_lists = 0x7FE;

/// Takes bytes one after the other; fewer at the end.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}
    std::string_view take(std::size_t count) {
        const std::string_view found = rest_.substr(0, count);
        rest_.remove_prefix(found.size());
        return found;
    }
    bool done() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

/// Returns the format as ordinal() takes it, by its number (MS-OSHARED 2.2.1.3); 0 for one that is not shown.
char format_of(unsigned char number) {
    constexpr std::string_view formats = "1IiAa";
    constexpr unsigned char with_zero = 22;
    return number < formats.size() ? formats[number] : number == with_zero ? '1' : '\0';
}

/// Returns where a level starts to count. A crafted file may say any number.
int start_in(std::string_view bytes) { return static_cast<int>(std::min<std::uint32_t>(u32_at(bytes, 0), 1'000'000)); }

/// Returns the pattern of a level. In the file, characters below 9 stand for the numbers of levels (MS-DOC 2.9.150).
std::string pattern_of(std::string_view utf16) {
    std::string text, pattern;
    text = converted_somehow(utf16, "UTF-16LE");
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < list_depth)
            pattern += "%" + std::to_string(c + 1);
        else if (static_cast<unsigned char>(c) >= ' ')
            pattern += c;
    }
    return pattern;
}

/// Reads a level: 28 bytes, then two lists of formatting rules, which are skipped, then its text.
ListLevel level_in(Bytes& bytes) {
    const std::string_view head = bytes.take(level_bytes);
    if (head.size() < level_bytes) return {};
    bytes.take(static_cast<unsigned char>(head[24]));
    bytes.take(static_cast<unsigned char>(head[25]));
    const std::size_t letters = u16_at(bytes.take(2), 0);
    return {start_in(head), format_of(static_cast<unsigned char>(head[4])), pattern_of(bytes.take(2 * letters))};
}

/// Reads the shapes. Their levels are stored behind the table of shapes, one or nine for each.
std::map<std::string, ListShape> shapes_in(std::string_view shapes, std::string_view behind) {
    std::map<std::string, ListShape> all;
    Bytes levels(behind);
    const std::size_t count = std::min<std::size_t>({u16_at(shapes, 0), shapes.size() / shape_bytes, max_lists});
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view shape = shapes.substr(2 + shape_bytes * i, shape_bytes);
        const bool has_one_level = shape.size() == shape_bytes && shape[26] & 1;
        ListShape& found = all[std::to_string(u32_at(shape, 0))];
        for (int level = 0; level < (has_one_level ? 1 : list_depth); ++level)
            found[static_cast<std::size_t>(level)] = level_in(levels);
    }
    return all;
}

/// Reads what a list changes in its shape: where levels start anew. A new look of a level is skipped.
std::map<int, int> restarts_in(Bytes& changes, std::size_t count) {
    constexpr std::uint32_t level_bits = 15, starts_anew = 16, looks_anew = 32;
    std::map<int, int> restarts;
    changes.take(4);
    for (std::size_t i = 0; i < count && !changes.done(); ++i) {
        const std::string_view change = changes.take(change_bytes);
        const std::uint32_t what = u32_at(change, 4);
        const int level = static_cast<int>(what & level_bits);
        const ListLevel look = what & looks_anew ? level_in(changes) : ListLevel{};
        if (what & starts_anew && level < list_depth)
            restarts[level] = what & looks_anew ? look.start : start_in(change);
    }
    return restarts;
}

}  // namespace

ListNumbers doc_list_numbers(std::string_view document, std::string_view table) {
    const std::string_view shapes = doc_structure(document, table, shapes_structure),
                           lists = doc_structure(document, table, lists_structure);
    const std::size_t behind = u32_at(document, structures_at + 8 * shapes_structure) + shapes.size();
    ListNumbers numbers;
    if (shapes.empty() || lists.empty()) return numbers;
    numbers.shapes = shapes_in(shapes, table.substr(std::min(behind, table.size())));
    const std::size_t count = std::min<std::size_t>({u32_at(lists, 0), lists.size() / list_bytes, max_lists});
    Bytes changes(lists.substr(std::min(4 + list_bytes * count, lists.size())));
    for (std::size_t i = 0; i < count; ++i) {
        const std::string_view list = lists.substr(4 + list_bytes * i, list_bytes);
        const std::size_t changed = list.size() == list_bytes ? static_cast<unsigned char>(list[12]) : 0;
        numbers.lists[std::to_string(i + 1)] = {std::to_string(u32_at(list, 0)), restarts_in(changes, changed)};
    }
    return numbers;
}

}  // namespace tangible::ingest
