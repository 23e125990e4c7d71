#include "ingest/tables/biff.h"
#include "tests/ingest/made_biff.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

using Strings = std::vector<std::string>;
using made::little;
using made::record;

const std::string begin = made::begin_part(made::excel_97, 5);
const std::string counts = little(9, 4) + little(9, 4);

Strings types_and_data(const std::string& stream, std::size_t at = 0) {
    Strings all;
    BiffRecords records(stream, at);
    for (BiffRecord each; records.next(each);) all.push_back(std::to_string(each.type) + ":" + std::string(each.data));
    return all;
}

TEST(Biff, RecordsOfOnePartAreRead) {
    struct Case {
        std::string stream;
        Strings records;
    };
    const Case cases[] = {
        {begin + record(1, "a") + record(2, "") + made::end_part + record(3, "b"), {"1:a", "2:"}},
        {begin + record(1, "a") + begin + record(2, "of a chart") + made::end_part + record(3, "b") + made::end_part,
         {"1:a", "3:b"}},
        {begin + record(1, "cut short").substr(0, 7), {"1:cut"}},
        {begin + record(1, "a") + "\1", {"1:a"}},
        {record(1, "no beginning"), {}},
        {"", {}},
    };
    for (const Case& c : cases) EXPECT_EQ(types_and_data(c.stream), c.records) << c.stream;
    EXPECT_EQ(types_and_data(record(1, "") + begin + record(2, "b"), 4), (Strings{"2:b"}));
    EXPECT_EQ(types_and_data(begin, 1'000'000), Strings{});
}

TEST(Biff, RecordsThatContinueAreReadTogether) {
    const std::string stream = begin + record(1, "a") + record(0x3C, "b") + record(0x3C, "c") + record(2, "d");
    BiffRecords records(stream, 0);
    BiffRecord each;
    ASSERT_TRUE(records.next(each));
    EXPECT_EQ(records.continued(each.data), (std::vector<std::string_view>{"a", "b", "c"}));
    ASSERT_TRUE(records.next(each));
    EXPECT_EQ(each.type, 2);
}

TEST(Biff, SharedStringsAreRead) {
    const std::string two_runs(8, 'r'), wide = std::string(1, '\1'), narrow = std::string(1, '\0');
    const std::string festri = made::biff_text(u"festri ŵ"), heart = made::biff_text(u"\U0001F49A");
    struct Case {
        std::string why;
        std::vector<std::string> pieces;
        Strings strings;
    };
    const Case cases[] = {
        {"narrow and wide", {counts + made::biff_text("caf\xE9") + festri}, {"café", "festri ŵ"}},
        {"an empty one", {counts + made::biff_text("") + made::biff_text("b")}, {"", "b"}},
        {"fonts and a reading aid hang on it",
         {counts + little(2, 2) + '\x0C' + little(2, 2) + little(3, 4) + "ab" + two_runs + "aid" +
          made::biff_text("c")},
         {"ab", "c"}},
        {"what hangs on it goes on in the next record",
         {counts + little(1, 2) + '\x08' + little(2, 2) + "a" + two_runs.substr(3), two_runs.substr(5) + festri},
         {"a", "festri ŵ"}},
        {"letters go on, as narrow", {counts + little(5, 2) + narrow + "ga", narrow + "rd", narrow + "e"}, {"garde"}},
        {"letters go on, now wide",
         {counts + little(3, 2) + narrow + "a", wide + made::utf16(u"ŵb") + made::biff_text("c")},
         {"aŵb", "c"}},
        {"letters go on, now narrow", {counts + little(2, 2) + wide + made::utf16(u"ŵ"), narrow + "b"}, {"ŵb"}},
        {"a letter of two halves", {counts + heart.substr(0, 5), wide + heart.substr(5)}, {"\U0001F49A"}},
        {"letters begin in the next record", {counts + little(1, 2) + wide, narrow + "a"}, {"a"}},
        {"a string begins in the next record", {counts + made::biff_text("a"), made::biff_text("b")}, {"a", "b"}},
        {"empty records", {counts + little(2, 2) + narrow + "a", "", narrow, narrow + "b"}, {"ab"}},
        {"cut within letters", {counts + little(9, 2) + wide + "a"}, {""}},
        {"cut within what hangs on it", {counts + little(1, 2) + '\x0C' + little(0xFFFF, 2)}, {""}},
        {"nothing at all", {}, {}},
    };
    for (const Case& c : cases) EXPECT_EQ(shared_strings({c.pieces.begin(), c.pieces.end()}), c.strings) << c.why;
}

TEST(Biff, SingleStringsAreRead) {
    EXPECT_EQ(biff_string({made::biff_text(u"gŵyl")}, ""), "gŵyl");
    EXPECT_EQ(biff_string({little(4, 2) + "\xC4\xEE\xEC!"}, "windows-1251"), "Дом!");
    EXPECT_EQ(biff_string({"\2\xC4\xEE and more"}, "windows-1251", 1), "До");
    EXPECT_EQ(biff_string({little(4, 2) + "ab", "cd"}, "windows-1252"), "abcd");
    EXPECT_EQ(biff_string({little(4, 2) + "ab"}, "windows-1252"), "ab");
    EXPECT_EQ(biff_string({""}, "windows-1252"), "");
}

TEST(Biff, NumbersAreRead) {
    EXPECT_EQ(short_number(2019 << 2 | 2), 2019);
    EXPECT_EQ(short_number(static_cast<std::uint32_t>(-5) << 2 | 2), -5);
    EXPECT_EQ(short_number(250 << 2 | 3), 2.5);
    EXPECT_EQ(short_number(0x3FF00000), 1);
    EXPECT_EQ(short_number(0x40590001), 1);
    EXPECT_EQ(number_at("x" + made::biff_number(43528.4375), 1), 43528.4375);
}

}  // namespace
}  // namespace tangible::ingest
