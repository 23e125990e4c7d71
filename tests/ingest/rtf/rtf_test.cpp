#include "ingest/reading/documents.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

Document read(const std::string& rtf) { return document(rtf, kind_of(rtf, "", "")); }

/// The beginning that Word and others write: fonts for Western, Greek, Japanese and Polish text and for signs.
const std::string head = "{\\rtf1\\ansi\\ansicpg1252\\uc1\\deff0{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset161 "
                         "Arial;}{\\f2\\fcharset128 MS Gothic;}{\\f3\\fcharset2 Symbol;}{\\f4\\fcharset238 Arial CE;}}"
                         "{\\colortbl;\\red0\\green0\\blue0;}{\\stylesheet{\\s1 Heading;}}";

struct Row {
    std::string rtf, text;
};

void expect_texts(const std::vector<Row>& rows) {
    for (const Row& row : rows) EXPECT_EQ(read(head + row.rtf + "}").text, row.text) << row.rtf;
}

TEST(Rtf, ParagraphsAndSignsAreRead) {
    expect_texts({
        {"Our garden\\par It was a car park\\emdash once.\\par", "Our garden\nIt was a car park\u2014once.\n"},
        {"One\\\nTwo\\line Three\\par\\par Four", "One\nTwo\nThree\nFour\n"},
        {"a \\{b\\} \\\\ c\\~d\\-e\\_f\\tab g", "a {b} \\ c\u00a0d\u00ade\u2011f\tg\n"},
        {"O\nne", "One\n"},
        {"kept{\\v hidden}{\\deleted gone} \\v out\\plain in", "kept in\n"},
    });
}

TEST(Rtf, BytesAreInTheCharsetOfTheFont) {
    expect_texts({
        {"caf\\'e9 \\f1 \\'d9\\f0  \\'80", "café Ω €\n"},
        {"\\f2\\'92\\'86\\'8e\\'9a", "中字\n"},
        {"{\\f4 za\\'bf\\'f3\\'b3\\'e6} \\'bf", "zażółć ¿\n"},
        {"Gwyl yn y caf\xC3\xA9", "Gwyl yn y café\n"},
        {"\\mac caf\\'8e{\\f9 \\'8e}", "cafŽé\n"},
    });
    EXPECT_EQ(read("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0}").text, "Пр\n");
    EXPECT_EQ(read("{\\rtf1\\pc caf\\'82}").text, "café\n");
}

TEST(Rtf, UnicodeReplacesTheTextForOldReaders) {
    expect_texts({
        {"g\\u373?l", "gŵl\n"},
        {"\\uc0 g\\u373 l", "gŵl\n"},
        {"\\uc2\\u24180\\'94\\'4e!", "年!\n"},
        {"{\\uc0\\u373 }\\u373?.", "ŵŵ.\n"},
        {"a\\u8211\\endash b\\u8212\\par c", "a–b—\nc\n"},
        {"\\u-10179?\\u-8704?", "😀\n"},
        {"x\\u-10240?y\\u-9216?z", "x\uFFFDy\uFFFDz\n"},
        {"{\\upr{g?l}{\\*\\ud{g\\u373?l}}}", "gŵl\n"},
    });
}

TEST(Rtf, OnlyVisibleTextIsRead) {
    expect_texts({
        {"{\\header top}{\\footerr foot}One{\\pict 00ff}{\\*\\shppict{\\pict 00}}", "One\n"},
        {"See {\\field{\\*\\fldinst HYPERLINK \"http://a.example\"}{\\fldrslt our page}}.", "See our page.\n"},
        {"One{\\footnote Two\\par}\\par Three", "One\nThree\nTwo\n"},
        {"One{\\shp{\\*\\shpinst\\shpleft1{\\sp{\\sn x}{\\sv 1}}{\\shptxt Two\\par}}{\\shprslt Two}} more\\par Three",
         "One more\nTwo\nThree\n"},
        {"{\\*\\unheard of}One\\bin3 }}} two", "One two\n"},
        {"{\\object{\\*\\objdata 00ff}{\\result Chart}}", "Chart\n"},
    });
    EXPECT_EQ(read(head + "One{\\*\\annotation two}}").problems.size(), 1U);
}

TEST(Rtf, ListNumbersStayAndListSignsGo) {
    expect_texts({
        {"\\pard{\\listtext 1.\\tab}One\\par{\\listtext b)\\tab}Two\\par{\\pntext 3\\tab}Three",
         "1. One\nb) Two\n3 Three\n"},
        {"{\\listtext\\f3\\'b7\\tab}One\\par{\\listtext o\\tab}Two\\par{\\listtext\\u-3913 ?\\tab}Three",
         "One\nTwo\nThree\n"},
    });
}

TEST(Rtf, EachRowOfATableIsALine) {
    const std::string row = "\\trowd\\cellx1\\cellx2\\pard\\intbl ";
    expect_texts({
        {row + "a\\cell b\\cell\\row " + row + "c\\cell d\\cell\\row\\pard After", "a\tb\nc\td\nAfter\n"},
        {"Before\\par" + row + "a\\par more\\cell b\\cell\\row", "Before\na\nmore\nb\n"},
        {row + "\\itap2 x\\nestcell y\\nestcell{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}\\pard\\intbl "
               "after\\cell\\row",
         "x\ty\nafter\n"},
        {row + "a\\cell b\\cell\\pard After", "a\tb\nAfter\n"},
        {"\\pard\\itap9 deep\\par\\nestrow\\row\\cell", "deep\n"},
    });
}

TEST(Rtf, TheTitleIsThatOfTheFile) {
    EXPECT_EQ(read("{\\rtf1{\\info{\\title The h\\'e9ll}{\\author A}}One.}").title, "The héll");
    EXPECT_EQ(read("{\\rtf1{\\info{\\upr{\\title g?l}{\\*\\ud{\\title g\\u373?l}}}}One.}").title, "gŵl");
}

TEST(Rtf, DamageAtMostEndsTheText) {
    EXPECT_EQ(read("{\\rtf1 One {\\b two").text, "One two\n");
    EXPECT_EQ(read("{\\rtf1 One} trailing").text, "One\n");
    EXPECT_EQ(read("{\\rtf1}").rejection.reason, "no_text");
    EXPECT_EQ(document("}}}\\par", Kind::rtf).rejection.reason, "no_text");
    EXPECT_EQ(read("{\\rtf1 " + std::string(100'000, '{') + "One" + std::string(100'000, '}') + " two}").text,
              "One two\n");
    std::string notes;
    for (int i = 0; i < 1000; ++i) notes += "{\\footnote x";
    EXPECT_EQ(read("{\\rtf1 One " + notes).text.size(), 1000U + 4 + 20);
}

}  // namespace
}  // namespace tangible::ingest
