#include "ingest/reading/documents.h"
#include "ingest/tables/table.h"
#include "tests/ingest/made_workbook.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

using Rows = std::vector<Row>;

const std::string styles =
    "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/></numFmts><cellXfs>"
    "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"20\"/></cellXfs>";

Rows rows_of(const std::string& rows, const std::string& strings = "", const std::string& properties = "") {
    return table_of_xlsx(made::workbook_of({rows, strings, styles, properties, ""})).rows;
}

TEST(Xlsx, CellsOfEveryTypeAreRead) {
    struct Case {
        std::string cell, text;
    };
    const Case cases[] = {
        {"<c t=\"s\"><v>0</v></c>", "shared"},
        {"<c t=\"s\"><v>1</v></c>", "in two runs"},
        {"<c t=\"s\"><v>7</v></c>", ""},
        {"<c t=\"s\"><v>-1</v></c>", ""},
        {"<c t=\"inlineStr\"><is><t>inline</t></is></c>", "inline"},
        {"<c t=\"str\"><f>A1&amp;B1</f><v>of a formula</v></c>", "of a formula"},
        {"<c t=\"str\"><v>one_x000D_\ntwo _x005F_x000D_ _xZZZZ_</v></c>", "one\r\ntwo _x000D_ _xZZZZ_"},
        {"<c t=\"b\"><v>1</v></c>", "TRUE"},
        {"<c t=\"b\"><v>0</v></c>", "FALSE"},
        {"<c t=\"e\"><v>#N/A</v></c>", "#N/A"},
        {"<c t=\"d\"><v>2019-03-04T00:00:00</v></c>", "2019-03-04"},
        {"<c><v>2019</v></c>", "2019"},
        {"<c><v>0.10000000000000001</v></c>", "0.1"},
        {"<c><v>1.23456789012345E+14</v></c>", "123456789012345"},
        {"<c><v>nonsense</v></c>", "nonsense"},
        {"<c s=\"1\"><v>43528</v></c>", "2019-03-04"},
        {"<c s=\"2\"><v>43528.4375</v></c>", "2019-03-04 10:30"},
        {"<c s=\"3\"><v>0.4375</v></c>", "10:30"},
        {"<c s=\"99\"><v>43528</v></c>", "43528"},
    };
    const std::string strings =
        "<si><t>shared</t></si><si><r><t>in </t></r><r><t xml:space=\"preserve\">two runs</t></r>"
        "<rPh><t>reading aid</t></rPh></si>";
    for (const Case& c : cases) {
        Rows expected = c.text.empty() ? Rows{} : Rows{{c.text}};
        EXPECT_EQ(rows_of("<row>" + c.cell + "</row>", strings), expected) << c.cell;
    }
}

TEST(Xlsx, CellsAreWhereTheSheetSays) {
    EXPECT_EQ(rows_of("<row r=\"2\"><c r=\"C2\"><v>1</v></c><c><v>2</v></c></row><row><c r=\"A3\"><v>3</v></c></row>"
                      "<row r=\"9\"><c r=\"A9\" s=\"1\"/></row>"),
              (Rows{{}, {"", "", "1", "2"}, {"3"}}));
    EXPECT_EQ(rows_of("<row><c r=\"AB1\"><v>1</v></c></row>")[0].size(), 28u);
}

TEST(Xlsx, DaysOfTheCalendarOf1904AreRead) {
    EXPECT_EQ(rows_of("<row><c s=\"1\"><v>42066</v></c></row>", "", "<workbookPr date1904=\"1\"/>"),
              (Rows{{"2019-03-04"}}));
}

TEST(Xlsx, AHiddenSheetIsNotRead) {
    made::WorkbookParts parts;
    parts.rows = "<row><c><v>1</v></c></row>";
    parts.hidden_rows = "<row><c><v>2</v></c></row>";
    EXPECT_EQ(table_of_xlsx(made::workbook_of(parts)).rows, (Rows{{"1"}}));
}

TEST(Xlsx, ATableThatIsTooLargeIsRefusedAsAWhole) {
    Table found = table_of_xlsx(made::workbook_of({"<row r=\"1\"><c><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>"
                                                   "<row r=\"1048576\"><c><v>3</v></c></row>",
                                                   "", "", "", ""}));
    EXPECT_EQ(found.rows, Rows());
    EXPECT_EQ(found.rejection.reason, table_too_large.reason);
}

TEST(Xlsx, AFileThatIsNotAWorkbookIsRefused) {
    EXPECT_EQ(table_of_xlsx("PK\x03\x04 and no more").rejection.reason, "unreadable");
    EXPECT_EQ(
        table_of_xlsx(made::zip({{"[Content_Types].xml", "<Types/>"}, {"xl/workbook.xml", "<!DOCTYPE a><workbook/>"}}))
            .rejection.reason,
        "unreadable");
}

TEST(Xlsx, IsRecognisedByItsContentAndReadAsText) {
    const std::string bytes = made::workbook({{"name", "words"}, {"Ann", "We met <here>"}});
    EXPECT_EQ(kind_of(bytes, "a.docx", ""), Kind::xlsx);
    EXPECT_EQ(document(bytes, Kind::xlsx).text, "name\twords\nAnn\tWe met <here>\n");
}

}  // namespace
}  // namespace tangible::ingest
