// The readers of documents on small mutated files: they give an answer whatever the bytes are, with no more
// text than the bytes can contain.  The seeds are fixed, so that a failure can be repeated.
#include "ingest/reading/documents.h"
#include "ingest/text/normalise.h"
#include "tests/fuzz/mutations.h"
#include "tests/ingest/made_biff.h"
#include "tests/ingest/made_doc.h"
#include "tests/ingest/made_workbook.h"
#include <gtest/gtest.h>
#include <iostream>

namespace tangible::ingest {
namespace {

constexpr auto time_for_each_kind = std::chrono::milliseconds(700);
constexpr std::size_t max_growth_bytes = std::size_t{4} << 20;

void expect_an_answer(std::string_view bytes, Kind kind) {
    Document found = document(bytes, kind);
    EXPECT_LT(found.text.size(), bytes.size() * 100 + max_growth_bytes);
    EXPECT_TRUE(found.rejection.reason.empty() || !found.rejection.detail.empty());
    normal(without_list_signs(found.text));
}

void change_and_read(const std::string& input, Kind kind, std::vector<std::string> words) {
    int tried = fuzz::mutate_for(time_for_each_kind, fuzz::Mutator(20190304, {input}, std::move(words)),
                                 [&](const std::string& bytes) {
                                     kind_of(bytes, "", "");
                                     expect_an_answer(bytes, kind);
                                 });
    std::cout << name(kind) << ": " << tried << " tried\n";
    EXPECT_GT(tried, 0);
}

const made::Paragraphs story = {"Our garden", "It was a car park (once), and nobody had asked.", "• one • two",
                                "1. First\\ then"};
const std::string list = "<text:list text:style-name=\"L\"><text:list-item><text:p>One<text:s "
                         "text:c=\"9\"/><text:note-body><text:p>Two</text:p></text:note-body></text:p>"
                         "</text:list-item></text:list>";
const std::string table = "<w:tbl><w:tr><w:tc><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
                          "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>One</w:t></w:r></w:p></w:tc>"
                          "<w:tc><w:p><w:r><w:txbxContent><w:p><w:r><w:t>Two</w:t></w:r></w:p></w:txbxContent></w:r></"
                          "w:p></w:tc></w:tr></w:tbl>";
const std::string numbering =
    "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt "
    "w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
    "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";

TEST(FuzzDocuments, Text) { change_and_read(made::text(story), Kind::text, {"\n\n", "\xFF", "\u200d", "\u2029"}); }
TEST(FuzzDocuments, Markdown) {
    change_and_read("---\ntitle: x\n---\n# A *b* [c](d)\n- `e`\n| f | g |\n|---|---|\n```\nh\n```\n> i\n",
                    Kind::markdown, {"[", "](", "**", "___", "```\n", "\\", "<http:", "\n---\n"});
}
TEST(FuzzDocuments, Html) {
    change_and_read(
        "<!DOCTYPE html><meta charset=utf-8><style>a</style><ol type=i start=3><li>b<table><tr><td><p>c<p>d<td "
        "hidden>e</table></ol><blockquote>f&amp;<pre>g\nh</pre><template>i",
        Kind::html,
        {"<table>", "</tr>", "<li value=-9>", "</ol>", "<script>", "<!--", "&#1114112;", "<![CDATA[", "</template>",
         "<p hidden>"});
}
TEST(FuzzDocuments, Docx) {
    change_and_read(made::docx_of(table, {{"word/numbering.xml", numbering}}), Kind::docx,
                    {"PK\x01\x02", "PK\x05\x06", "<w:p>", "</w:tc>"});
}
TEST(FuzzDocuments, Doc) {
    change_and_read(made::doc("One\x07Two\x07\x07\x13 x \x14 Three\x15\r", u"Four\r"), Kind::doc,
                    {"\xFF\xFF\xFF\xFF", std::string(4, '\0'), "\xFE\xFF\xFF\xFF", "\x07\x07", "\x13"});
}
TEST(FuzzDocuments, DocWithListsAndNotes) {
    made::DocParts parts;
    parts.body = {{"One\r", made::item(1)}, {"Two\r", made::item(1, 1)}, {"\x13 x \x14Three\x15\x0C", "", 1}};
    parts.footnotes = parts.comments = {"Four\r", "Five\r"};
    parts.margins = {"", "", "", "", "", "", "Six\r", "Seven\r"};
    parts.shapes = made::list_shapes({{7, false}});
    for (int i = 0; i < 9; ++i) parts.levels += made::list_level(1, 1, {u"\0.\1", 3});
    parts.lists = made::lists_of({{7, {made::restart(0, 5)}}});
    parts.styles = made::doc_styles({made::doc_style(""), made::doc_style(made::item(1), 0)});
    const std::string words[] = {made::item(1, 8), made::doc_style("", 1), made::list_level(9, 0, {u"\0\1\2", 3})};
    change_and_read(made::doc_of(parts), Kind::doc,
                    {"\xFF\xFF\xFF\xFF", std::string(4, '\0'), "\xFF", words[0], words[1], words[2]});
}
TEST(FuzzDocuments, Rtf) {
    change_and_read(
        "{\\rtf1\\ansicpg1252{\\fonttbl{\\f1\\fcharset128 x;}}{\\info{\\title a}}b\\u373?\\'e9{\\footnote "
        "c\\par}\\trowd"
        "\\intbl d\\cell\\row\\itap2 e\\nestcell{\\*\\nesttableprops\\nestrow}{\\listtext 1.\\tab}f\\f1\\'92\\'86}",
        Kind::rtf,
        {"{", "}", "\\u-10240 ", "\\uc9", "\\bin9", "\\itap99 ", "\\nestcell", "{\\shptxt ", "\\row", "\\'", "\\*"});
}
TEST(FuzzDocuments, Odt) { change_and_read(made::odt_of(list), Kind::odt, {"PK\x03\x04", "<text:p>", "</text:list>"}); }
TEST(FuzzDocuments, Pdf) {
    change_and_read(made::pdf(story), Kind::pdf, {"endobj", "4 0 R", "stream", "<<", "/Kids[2 0 R]", "-1", "1e39"});
}
TEST(FuzzDocuments, Captions) {
    const std::string subtitles = "1\n00:00:01,000 --> 00:00:02,000\n<v Ann>We met &amp; left\n\n",
                      times = "00:01.000 --> ";
    change_and_read("WEBVTT\n\nNOTE x\n\n1\n00:01.000 --> 00:02.000 align:start\n<v Ann>We <b>met</b> &amp; left\n\n",
                    Kind::captions, {times, "-->", "<v ", "</v>", "&#x110000;", "\n\n", "{\\", "<"});
    change_and_read(subtitles + subtitles + subtitles + subtitles, Kind::captions,
                    {times, "-->", "9:9:9,9:9", ">>", "Ann: ", "\r"});
}
TEST(FuzzDocuments, Xlsx) {
    change_and_read(made::workbook({{"name", "words"}, {"Ann", "We met"}}), Kind::xlsx,
                    {"PK\x01\x02", "<row>", "<c r=\"ZZZZ9\">", "xl/workbook.xml"});
}
TEST(FuzzDocuments, Xls) {
    change_and_read(made::xls({{"name", "words"}, {"Ann", "We met"}}), Kind::xls,
                    {"\xFF\xFF\xFF\xFF", std::string(4, '\0'), "\xFE\xFF\xFF\xFF", "\x09\x08"});
}
/// The sectors of a compound file hide most mutations; here the file is intact and the records inside are mutated.
TEST(FuzzDocuments, RecordsInsideAnIntactWorkbook) {
    const std::string style = made::record(0xE0, made::little(0, 2) + made::little(14, 2)),
                      strings = made::record(0xFC, made::little(2, 4) + made::little(2, 4) + made::biff_text("One") +
                                                       made::little(3, 2) + "\x0C" + made::little(1, 2) +
                                                       made::little(2, 4) + "Two" + "fontai"),
                      more = made::record(0x3C, "\x01" + made::utf16(u"Three"));
    const std::string cells =
        made::cell(0xFD, 0, 0, made::little(1, 4)) + made::cell(0x203, 1, 0, made::biff_number(43528.5)) +
        made::cell(0x06, 2, 0, std::string(6, '\0') + "\xFF\xFF") + made::record(0x207, made::biff_text(u"ŵ"));
    const std::string stream = made::biff(style + strings + more, {{cells}, {cells, 1}});
    fuzz::Mutator streams(12, {stream, made::biff(style, {{cells}}, made::excel_5)},
                          {made::end_part, made::begin_part(made::excel_97, 16), more, strings, cells,
                           "\xFF\xFF\xFF\xFF", made::record(0x41E, made::little(14, 2) + made::biff_text("[h"))});
    for (int i = 0; i < 10'000; ++i) expect_an_answer(made::xls_of(streams.next()), Kind::xls);
}
TEST(FuzzDocuments, Unknown) {
    change_and_read("II*\\0 One}", Kind::unknown, {"WEBVTT", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"});
}

/// A mutated zip fails at its checksum; here the zip is intact and the XML inside is mutated.
TEST(FuzzDocuments, XmlInsideAnIntactPackage) {
    const std::vector<std::string> words = {"<w:p>",
                                            "</w:p>",
                                            "<w:tc>",
                                            "</w:tr>",
                                            "<w:txbxContent>",
                                            "<text:list>",
                                            "<text:note-body>",
                                            "<text:s text:c=\"99999999999\"/>",
                                            "&#0;",
                                            "<!--"};
    const std::string sheet = "<row r=\"2\"><c r=\"B2\" s=\"1\"><v>43528.5</v></c><c t=\"s\"><v>0</v></c></row>",
                      style = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd [h] yy\"/></numFmts><cellXfs><xf "
                              "numFmtId=\"164\"/><xf numFmtId=\"14\"/></cellXfs>";
    fuzz::Mutator sheets(10, {sheet}, {"<row r=\"99999999999\">", "r=\"XFD1\"", "<v>1e308</v>", "t=\"inlineStr\""}),
        styles(11, {style}, {"[", "\"", "<xf numFmtId=\"-1\"/>"});
    fuzz::Mutator tables(7, {table}, words), lists(8, {list}, words),
        numbers(9, {numbering}, {"<w:lvl w:ilvl=\"99\">", "%9", "w:val=\"-99999999999\""});
    for (int i = 0; i < 3000; ++i) {
        expect_an_answer(made::docx_of(tables.next(), {{"word/numbering.xml", numbers.next()}}), Kind::docx);
        expect_an_answer(made::odt_of(lists.next()), Kind::odt);
        expect_an_answer(made::workbook_of({sheets.next(), sheets.next(), styles.next(), "", ""}), Kind::xlsx);
    }
}

}  // namespace
}  // namespace tangible::ingest
