// Workbooks of Excel 5 to 2003 (MS-XLS) made from records, for tests of their readers.
#pragma once
#include "tests/ingest/made_compound.h"
#include <bit>
#include <string>
#include <vector>

namespace tangible::made {

inline std::string record(std::uint16_t type, const std::string& data) {
    return little(type, 2) + little(static_cast<std::uint32_t>(data.size()), 2) + data;
}

inline constexpr std::uint16_t excel_5 = 0x0500, excel_97 = 0x0600;
inline std::string begin_part(std::uint16_t version, std::uint16_t kind) {
    return record(0x0809, little(version, 2) + little(kind, 2) + std::string(4, '\0'));
}
inline const std::string end_part = record(0x000A, "");

/// Text as Excel 97 stores it: its length, the width of its letters, its letters.
inline std::string biff_text(const std::string& narrow) {
    return little(static_cast<std::uint32_t>(narrow.size()), 2) + '\0' + narrow;
}
inline std::string biff_text(std::u16string_view wide) {
    return little(static_cast<std::uint32_t>(wide.size()), 2) + '\1' + utf16(wide);
}
inline std::string biff_number(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    return little(static_cast<std::uint32_t>(bits), 4) + little(static_cast<std::uint32_t>(bits >> 32), 4);
}
inline std::string cell(std::uint16_t type, std::uint16_t row, std::uint16_t column, const std::string& value,
                        std::uint16_t style = 0) {
    return record(type, little(row, 2) + little(column, 2) + little(style, 2) + value);
}

struct BiffSheet {
    std::string records;
    std::uint16_t state = 0;  ///< 1: hidden; 0x0200: a chart
};

/// The stream of a workbook; `shared`: records in front of its sheets.
inline std::string biff(const std::string& shared, const std::vector<BiffSheet>& sheets,
                        std::uint16_t version = excel_97) {
    const std::string name = version == excel_97 ? std::string("\1\0S", 3) : "\1S";
    const auto head = [&](std::vector<std::size_t> places) {
        std::string out = begin_part(version, 5) + shared;
        for (std::size_t i = 0; i < sheets.size(); ++i)
            out += record(0x0085, little(static_cast<std::uint32_t>(places[i]), 4) + little(sheets[i].state, 2) + name);
        return out + end_part;
    };
    std::vector<std::size_t> places(sheets.size());
    std::size_t at = head(places).size();
    std::string all;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        places[i] = at + all.size();
        all += begin_part(version, 0x10) + sheets[i].records + end_part;
    }
    return head(places) + all;
}

inline std::string xls_of(const std::string& stream, const std::string& name = "Workbook") {
    CompoundFile file(4096);
    file.add(name, stream);
    return file.take();
}

/// One sheet, each cell a shared string.
inline std::string xls(const std::vector<std::vector<std::string>>& rows) {
    std::string strings, cells;
    std::uint32_t count = 0;
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            strings += biff_text(rows[r][c]);
            cells += cell(0x00FD, static_cast<std::uint16_t>(r), static_cast<std::uint16_t>(c), little(count++, 4));
        }
    return xls_of(biff(record(0x00FC, little(count, 4) + little(count, 4) + strings), {{cells}}));
}

}  // namespace tangible::made
