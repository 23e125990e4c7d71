// Small workbooks made from rows, as Excel writes them (with shared strings), or from custom parts.
#pragma once
#include "tests/ingest/made_documents.h"
#include <string>
#include <utility>
#include <vector>

namespace tangible::made {

struct WorkbookParts {
    std::string rows;     ///< the content of <sheetData>
    std::string strings;  ///< <si> elements
    std::string styles;   ///< within <styleSheet>
    std::string properties;
    std::string hidden_rows;  ///< rows of a hidden sheet that comes first; "" for none
};

inline std::string workbook_of(const WorkbookParts& parts) {
    const std::string type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    auto relations = [&](const std::vector<std::pair<std::string, std::string>>& list) {
        std::string all = "<Relationships>";
        for (std::size_t i = 0; i < list.size(); ++i)
            all += "<Relationship Id=\"r" + std::to_string(i) + "\" Type=\"" + type + list[i].first + "\" Target=\"" +
                   list[i].second + "\"/>";
        return all + "</Relationships>";
    };
    auto sheet = [](const std::string& rows) { return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"; };
    std::string hidden =
        parts.hidden_rows.empty() ? "" : "<sheet name=\"H\" sheetId=\"1\" state=\"hidden\" r:id=\"r3\"/>";
    return zip({{"[Content_Types].xml", "<Types/>"},
                {"_rels/.rels", relations({{"/officeDocument", "xl/workbook.xml"}})},
                {"xl/workbook.xml", "<workbook xmlns:r=\"r\">" + parts.properties + "<sheets>" + hidden +
                                        "<sheet name=\"S\" sheetId=\"2\" r:id=\"r0\"/></sheets></workbook>"},
                {"xl/_rels/workbook.xml.rels", relations({{"/worksheet", "worksheets/sheet1.xml"},
                                                          {"/sharedStrings", "sharedStrings.xml"},
                                                          {"/styles", "/xl/styles.xml"},
                                                          {"/worksheet", "./worksheets/../worksheets/hidden.xml"}})},
                {"xl/worksheets/sheet1.xml", sheet(parts.rows)},
                {"xl/worksheets/hidden.xml", sheet(parts.hidden_rows)},
                {"xl/sharedStrings.xml", "<sst>" + parts.strings + "</sst>"},
                {"xl/styles.xml", "<styleSheet>" + parts.styles + "</styleSheet>"}});
}

/// Each cell a shared string.
inline std::string workbook(const std::vector<std::vector<std::string>>& rows) {
    WorkbookParts parts;
    int number = 0;
    for (const auto& row : rows) {
        parts.rows += "<row>";
        for (const std::string& cell : row) {
            parts.rows += "<c t=\"s\"><v>" + std::to_string(number++) + "</v></c>";
            parts.strings += "<si><t xml:space=\"preserve\">" + escaped(cell) + "</t></si>";
        }
        parts.rows += "</row>";
    }
    return workbook_of(parts);
}

}  // namespace tangible::made
