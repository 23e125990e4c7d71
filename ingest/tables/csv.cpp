// Reads tables as text (RFC 4180 and what programs really write). Any text is a table: a quote that is never closed
// ends with the text, and a quote that closes nothing is a letter. The separator is found by trying each one on the
// first 64 KiB.
#include "ingest/formats/readers.h"
#include "ingest/tables/table.h"
#include "ingest/text/normalise.h"
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tangible::ingest {
namespace {

constexpr std::size_t looked_at_bytes = 64 << 10, max_cells = 1'000'000;
constexpr std::array separators = {',', ';', '\t', '|'};

using Rows = std::vector<std::vector<std::string>>;

/// What separates cells and rows in this text. Where rows end with LF, a lone CR is part of a cell.
struct Signs {
    char separator;
    bool lone_cr_ends;
};

/// Decides whether a cell ends at `at`.
bool ends_cell(std::string_view s, std::size_t at, Signs signs) {
    return at >= s.size() || s[at] == signs.separator || s[at] == '\n' ||
           (s[at] == '\r' && (signs.lone_cr_ends || s.substr(at).starts_with("\r\n")));
}

/// Decides whether the quote at `at` closes its cell: only spaces stand between it and the cell's end. Any other quote
/// is a letter.
bool closes(std::string_view s, std::size_t at, Signs signs) {
    do ++at;
    while (at < s.size() && s[at] == ' ');
    return ends_cell(s, at, signs);
}

/// Reads a quoted cell. `at` is behind the opening quote, and is moved to the cell's end. Two quotes stand for one.
std::string quoted_cell(std::string_view s, std::size_t& at, Signs signs) {
    std::string cell;
    for (; at < s.size(); ++at) {
        bool doubled = s[at] == '"' && at + 1 < s.size() && s[at + 1] == '"';
        if (doubled)
            ++at;
        else if (s[at] == '"' && closes(s, at, signs))
            break;
        cell += s[at];
    }
    while (!ends_cell(s, at, signs)) ++at;
    return cell;
}

/// Reads a cell without quotes, and moves `at` to its end.
std::string bare_cell(std::string_view s, std::size_t& at, Signs signs) {
    std::size_t begin = at;
    while (!ends_cell(s, at, signs)) ++at;
    return std::string(s.substr(begin, at - begin));
}

/// Reads all rows; nullopt when there are more than max_cells cells.
std::optional<Rows> rows(std::string_view s, char separator) {
    Signs signs{separator, s.find('\n') == s.npos};
    Rows rows;
    std::vector<std::string> row;
    std::size_t cells = 0;
    for (std::size_t at = 0; at < s.size(); ++cells) {
        if (cells == max_cells) return std::nullopt;
        row.push_back(s[at] == '"' ? quoted_cell(s, ++at, signs) : bare_cell(s, at, signs));
        if (at < s.size() && s[at] == separator) {
            if (++at == s.size()) row.emplace_back();
            continue;
        }
        if (at < s.size()) at += s[at] == '\r' && at + 1 < s.size() && s[at + 1] == '\n' ? 2 : 1;
        rows.push_back(std::exchange(row, {}));
    }
    if (!row.empty()) rows.push_back(std::move(row));
    return rows;
}

/// Rates a separator by how many rows it cuts into as many cells as the first row; more cells win a tie. 0 for a
/// separator that does not occur in the first row.
std::size_t agreement(std::string_view head, char separator) {
    const Rows found = rows(head, separator).value_or(Rows{});
    if (found.empty() || found[0].size() < 2) return 0;
    auto like_the_first = std::ranges::count(found, found[0].size(), &std::vector<std::string>::size);
    return static_cast<std::size_t>(like_the_first) * 1000 / found.size() + std::min<std::size_t>(found[0].size(), 99);
}

/// Returns the separator with the best agreement, the comma if there is none.
char separator_of(std::string_view text) {
    std::string_view head = text.substr(0, looked_at_bytes);
    return *std::ranges::max_element(separators, {}, [&](char c) { return agreement(head, c); });
}

}  // namespace

Table table_of_csv(std::string_view text) {
    if (text.starts_with("\uFEFF")) text.remove_prefix(3);
    auto found = rows(text, separator_of(text));
    if (!found) return {{}, {}, {}, table_too_large};
    return {std::move(*found), {}, {}, {}};
}

Rows rows_of_csv(std::string_view text) { return table_of_csv(text).rows; }

Document read_csv(std::string_view bytes, std::string_view declared_charset) {
    Decoded source = decoded(bytes, declared_charset);
    Document document = begun(source);
    const Table found = table_of_csv(source.text);
    document.text = text_of(found.rows);
    document.rejection = found.rejection;
    return document;
}

}  // namespace tangible::ingest
