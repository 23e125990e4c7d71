#include "ingest/formats/compound.h"
#include "ingest/reading/drafts.h"
#include "ingest/tables/table.h"
#include "ingest/tables/xls_parts.h"
#include "tests/ingest/made_biff.h"
#include <gtest/gtest.h>
#include <limits>

namespace tangible::ingest {
namespace {

using made::biff_number;
using made::biff_text;
using made::little;
using made::record;
using Rows = std::vector<Row>;

enum : std::uint16_t {
    formula = 0x0006,
    calendar = 0x0022,
    locked = 0x002F,
    code_page = 0x0042,
    short_numbers = 0x00BD,
    rich_label = 0x00D6,
    style = 0x00E0,
    strings = 0x00FC,
    shared_label = 0x00FD,
    number = 0x0203,
    label = 0x0204,
    truth_or_error = 0x0205,
    formula_text = 0x0207,
    one_short_number = 0x027E,
    number_format = 0x041E,
};

std::string styled(std::uint16_t format) { return record(style, little(0, 2) + little(format, 2)); }

/// Styles: 0 a number, 1 a day, 2 a day and a time, 3 a time.
const std::string shared = record(number_format, little(164, 2) + biff_text("dd/mm/yyyy\\ hh:mm")) + styled(0) +
                           styled(14) + styled(164) + styled(20) +
                           record(strings, little(2, 4) + little(2, 4) + biff_text("shared") + biff_text(u"gŵyl"));

Table table_of(const std::string& records, const std::string& book = shared) {
    return table_of_xls(made::xls_of(made::biff(book, {{records}})));
}

std::string result(std::uint8_t kind, std::uint8_t value) {
    return std::string{static_cast<char>(kind), '\0', static_cast<char>(value), '\0', '\0', '\0'} + little(0xFFFF, 2);
}

TEST(Xls, CellsOfEveryTypeAreRead) {
    const auto at = [](std::uint16_t type, const std::string& value, std::uint16_t style = 0) {
        return made::cell(type, 0, 0, value, style);
    };
    struct Case {
        std::string records, text;
    };
    const Case cases[] = {
        {at(shared_label, little(0, 4)), "shared"},
        {at(shared_label, little(1, 4)), "gŵyl"},
        {at(shared_label, little(2, 4)), ""},
        {at(label, biff_text("caf\xE9")), "café"},
        {at(label, little(6, 2) + '\0' + "two") + record(0x3C, std::string("\0 re", 4)), "two re"},
        {at(rich_label, biff_text(u"ŵ") + little(0, 4)), "ŵ"},
        {at(number, biff_number(0.1)), "0.1"},
        {at(number, biff_number(123456789012345)), "123456789012345"},
        {at(number, biff_number(-0.0)), "0"},
        {at(number, biff_number(std::numeric_limits<double>::quiet_NaN())), ""},
        {at(number, biff_number(43528), 1), "2019-03-04"},
        {at(number, biff_number(43528.4375), 2), "2019-03-04 10:30"},
        {at(number, biff_number(0.4375), 3), "10:30"},
        {at(number, biff_number(43528), 99), "43528"},
        {at(one_short_number, little(2019 << 2 | 2, 4)), "2019"},
        {at(one_short_number, little(43528 << 2 | 2, 4), 1), "2019-03-04"},
        {at(truth_or_error, little(0x0001, 2)), "TRUE"},
        {at(truth_or_error, little(0x0000, 2)), "FALSE"},
        {at(truth_or_error, little(0x012A, 2)), "#N/A"},
        {at(truth_or_error, little(0x0199, 2)), ""},
        {at(formula, biff_number(2.5) + "the formula"), "2.5"},
        {at(formula, biff_number(43528), 1), "2019-03-04"},
        {at(formula, result(1, 1)), "TRUE"},
        {at(formula, result(2, 7)), "#DIV/0!"},
        {at(formula, result(3, 0)), ""},
        {at(formula, result(0, 0)) + record(0x04BC, "shared formula") + record(formula_text, biff_text(u"ŵ")), "ŵ"},
        {at(formula, result(0, 0)) + record(formula_text, little(3, 2) + '\0' + "a") +
             record(0x3C, std::string("\0bc", 3)),
         "abc"},
        {at(number, "cut"), ""},
        {at(label, ""), ""},
        {at(0x7777, "of no known type"), ""},
    };
    for (const Case& c : cases) {
        const Table found = table_of(c.records);
        EXPECT_EQ(found.rows, c.text.empty() ? Rows{} : (Rows{{c.text}})) << c.text;
        EXPECT_EQ(found.rejection.reason, "");
    }
}

TEST(Xls, CellsAreWhereTheSheetSays) {
    const auto short_of = [](std::uint32_t value) { return little(0, 2) + little(value << 2 | 2, 4); };
    EXPECT_EQ(table_of(made::cell(label, 2, 0, biff_text("last")) + made::cell(label, 0, 2, biff_text("first")) +
                       record(short_numbers, little(1, 2) + little(1, 2) + short_of(7) + short_of(8) + little(2, 2)))
                  .rows,
              (Rows{{"", "", "first"}, {"", "7", "8"}, {"last"}}));
}

TEST(Xls, DaysOfTheCalendarOf1904AreRead) {
    EXPECT_EQ(table_of(made::cell(number, 0, 0, biff_number(42066), 1), shared + record(calendar, little(1, 2))).rows,
              (Rows{{"2019-03-04"}}));
}

TEST(Xls, TheFirstVisibleSheetIsRead) {
    const auto one = [](const std::string& text) { return made::cell(label, 0, 0, biff_text(text)); };
    enum : std::uint16_t { hidden = 1, very_hidden = 2, macros = 0x0100, chart = 0x0200 };
    const std::string stream = made::biff("", {{one("a"), hidden},
                                               {one("b"), very_hidden},
                                               {one("c"), macros},
                                               {one("d"), chart},
                                               {one("words"), 0},
                                               {one("second"), 0}});
    EXPECT_EQ(table_of_xls(made::xls_of(stream)).rows, (Rows{{"words"}}));
    EXPECT_EQ(table_of_xls(made::xls_of(stream, "WORKBOOK")).rows, (Rows{{"words"}}));
}

TEST(Xls, AChartOnTheSheetIsNotTheSheet) {
    EXPECT_EQ(table_of(made::begin_part(made::excel_97, 0x20) + made::cell(number, 0, 0, biff_number(1)) +
                       made::end_part + made::cell(number, 1, 0, biff_number(2)))
                  .rows,
              (Rows{{}, {"2"}}));
}

TEST(Xls, TextOfExcel5IsReadInItsCodePage) {
    struct Case {
        std::uint32_t page;
        std::string bytes, text;
    };
    const Case cases[] = {
        {1252, "caf\xE9", "café"},   {1251, "\xC4\xEE\xEC", "Дом"}, {0x8000, "caf\x8E", "café"},
        {0x8001, "caf\xE9", "café"}, {9999, "caf\xE9", "café"},
    };
    for (const Case& c : cases) {
        const std::string book = record(code_page, little(c.page, 2)) + record(number_format, little(164, 2) + "\2yy") +
                                 styled(164),
                          text = little(static_cast<std::uint32_t>(c.bytes.size()), 2) + c.bytes;
        const std::string stream = made::biff(
            book, {{made::cell(label, 0, 0, text) + made::cell(number, 0, 1, biff_number(43528))}}, made::excel_5);
        EXPECT_EQ(table_of_xls(made::xls_of(stream, "Book")).rows, (Rows{{c.text, "2019-03-04"}})) << c.page;
    }
}

TEST(Xls, OfTwoBooksInAFileTheNewerFormatIsRead) {
    made::CompoundFile file;
    file.add("Book", made::biff("", {{made::cell(label, 0, 0, little(1, 2) + "5")}}, made::excel_5));
    file.add("Workbook", made::biff("", {{made::cell(label, 0, 0, biff_text("97"))}}));
    EXPECT_EQ(table_of_xls(file.take()).rows, (Rows{{"97"}}));
}

TEST(Xls, ATableThatIsTooLargeIsRefusedAsAWhole) {
    const Table found = table_of(made::cell(label, 0, 0, biff_text("a")) + made::cell(label, 0, 1000, biff_text("b")));
    EXPECT_EQ(found.rows, Rows());
    EXPECT_EQ(found.rejection.reason, table_too_large.reason);
}

TEST(Xls, WhatCannotBeReadSaysWhy) {
    struct Case {
        std::string stream, reason;
    };
    const std::string whole = made::biff("", {{made::cell(label, 0, 0, biff_text("a"))}});
    const Case cases[] = {
        {made::biff(record(locked, "key"), {{""}}), "encrypted"},
        {made::biff("", {{"", 1}}), "unreadable"},
        {made::biff("", {}), "unreadable"},
        {"no records", "unreadable"},
        {"", "unreadable"},
    };
    for (const Case& c : cases) EXPECT_EQ(table_of_xls(made::xls_of(c.stream)).rejection.reason, c.reason) << c.stream;
    EXPECT_EQ(table_of_xls("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").rejection.reason, "unreadable");
}

const std::string stories = made::xls({{"story", "title"}, {"We met on Mondays.", "Mondays"}}),
                  notes = made::xls({{"name", "words"}, {"Ann", "We met <here>"}});

TEST(Xls, IsRecognisedByItsContent) {
    EXPECT_EQ(kind_of(notes, "a.doc", ""), Kind::xls);
    EXPECT_EQ(name(Kind::xls), "xls");
    EXPECT_EQ(document(notes, Kind::xls).text, "name\twords\nAnn\tWe met <here>\n");
    const std::string other = made::xls_of("x", "PowerPoint Document");
    EXPECT_FALSE(holds_xls(Compound(other)));
    EXPECT_EQ(kind_of(other, "a.xls", ""), Kind::unknown);
}

std::string attached(const std::string& bytes) {
    std::string hex;
    for (unsigned char c : bytes) hex += std::string("=") + "0123456789ABCDEF"[c >> 4] + "0123456789ABCDEF"[c & 15];
    return "From: a@example.org\r\nSubject: Minutes\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
           "boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlease find them.\r\n--x\r\nContent-Type: "
           "application/vnd.ms-excel; name=a.xls\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
           hex + "\r\n--x--\r\n";
}

TEST(Xls, IsReadByItselfAndFromAMail) {
    struct Case {
        std::string bytes, filename, text;
        std::size_t drafts;
    };
    const Case cases[] = {
        {stories, "a.xls", "We met on Mondays.", 1},
        {notes, "a.xls", "name words\nAnn We met <here>", 1},
        {attached(notes), "a.eml", "Please find them.\nname words\nAnn We met <here>", 1},
    };
    for (const Case& c : cases) {
        Submission submission;
        submission.bytes = c.bytes;
        submission.filename = c.filename;
        const Reading reading = read(submission);
        const auto* drafts = std::get_if<std::vector<Draft>>(&reading);
        ASSERT_NE(drafts, nullptr) << c.text;
        ASSERT_EQ(drafts->size(), c.drafts);
        EXPECT_EQ(drafts->front().text, c.text);
        EXPECT_TRUE(drafts->front().problems.empty());
    }
}

}  // namespace
}  // namespace tangible::ingest
