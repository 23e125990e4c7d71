#include "ingest/formats/compound.h"
#include "ingest/reading/documents.h"
#include "tests/ingest/made_doc.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

using namespace std::string_literals;
using namespace std::string_view_literals;

Document read(const std::string& bytes) { return document(bytes, kind_of(bytes, "", "")); }

TEST(Compound, StreamsOfAnyLengthAreFoundByName) {
    const std::string longer(3000, 'l'), shorter = "few words";
    made::CompoundFile file(100);
    file.add("Longer", longer);
    file.add("Shorter", shorter);
    file.add("Shorter still", "x");
    const std::string bytes = file.take();
    const Compound compound(bytes);
    EXPECT_EQ(compound.stream("longer"), longer);
    EXPECT_EQ(compound.stream("Shorter"), shorter);
    EXPECT_EQ(compound.stream("Shorter Still"), "x");
    EXPECT_EQ(compound.stream("none"), std::nullopt);
}

TEST(Compound, AStreamThatLeadsInACircleEnds) {
    made::CompoundFile file;
    file.add("Words", std::string(1024, 'w'));
    std::string bytes = file.take();
    const std::size_t table = bytes.size() - 512;
    bytes.replace(table + 4, 4, made::little(0, 4));  // the second sector is followed by the first
    bytes.replace(bytes.size() - 1024 + 128 + 120, 4, made::little(0x7FFFFFFF, 4));
    EXPECT_LE(Compound(bytes).stream("Words").value_or("").size(), bytes.size());
}

struct Row {
    std::string narrow;
    std::u16string_view wide;
    std::string text;
};

TEST(Doc, TextIsReadInTheOrderOfItsPieces) {
    for (const Row& row : {
             Row{"Our garden\rIt was a car park\x97 once.\r", u"Gwnaethom gŵyl.\r",
                 "Our garden\nIt was a car park\u2014 once.\nGwnaethom gŵyl.\n"},
             Row{"See \x13 HYPERLINK \"http://a.example\" \x14our page\x15, please.\r", u"", "See our page, please.\n"},
             Row{"Before\rName\x07Tea\x07\x07"
                 "Ann\x07yes\x07\x07"
                 "After\r",
                 u"", "Before\nName\tTea\nAnn\tyes\nAfter\n"},
             Row{"well\x1e"
                 "being and co\x1fproduction\x0b"
                 "below\r",
                 u"", "well\u2011being and coproduction\nbelow\n"},
             Row{"a\x13 x \x13 y \x14 z\x15 w\x15"
                 "b\r",
                 u"", "ab\n"},
         }) {
        EXPECT_EQ(read(made::doc(row.narrow, row.wide)).text, row.text);
        EXPECT_EQ(read(made::doc(row.narrow, row.wide, 0, 4096)).text, row.text);
    }
}

/// Two lists of one shape (1., then a), then nothing), the second of which begins again at 5, and a third of bullets.
made::DocParts with_lists(const std::vector<made::DocParagraph>& body) {
    std::string levels = made::list_level(1, 0, u"\0."sv) + made::list_level(1, 4, u"\0.\1)"sv);
    for (int i = 2; i < 9; ++i) levels += made::list_level(1, 255, u"");
    made::DocParts parts;
    parts.body = body;
    parts.shapes = made::list_shapes({{70, false}, {80, true}});
    parts.levels = levels + made::list_level(1, 23, u"\u2022");
    parts.lists = made::lists_of({{70, {}}, {70, {made::restart(0, 5)}}, {80, {}}});
    parts.styles = made::doc_styles({made::doc_style(""), made::doc_style(made::item(1, 1)), made::doc_style("", 1)});
    return parts;
}

TEST(Doc, NumbersOfListItemsAreWrittenOut) {
    struct Case {
        std::string why;
        std::vector<made::DocParagraph> body;
        std::string text;
    };
    using made::item;
    const std::string tabs = made::little(0xC60D, 2) + "\4tabs", table = made::little(0xD608, 2) + "\5\0cell"s,
                      bold = made::little(0x2A05, 2) + "\1";
    const Case cases[] = {
        {"levels",
         {{"One\r", item(1)}, {"below\r", item(1, 1)}, {"more\r", item(1, 1)}, {"Two\r", item(1)}},
         "1. One\n1.a) below\n1.b) more\n2. Two\n"},
        {"words between", {{"One\r", item(1)}, {"Words\r", ""}, {"Two\r", item(1)}}, "1. One\nWords\n2. Two\n"},
        {"a list that begins anew",
         {{"One\r", item(1)}, {"Five\r", item(2)}, {"Six\r", item(2)}},
         "1. One\n5. Five\n6. Six\n"},
        {"a level is passed over", {{"below\r", item(1, 1)}, {"Two\r", item(1)}}, "1.a) below\n2. Two\n"},
        {"bullets and levels without a number", {{"One\r", item(3)}, {"deep\r", item(1, 5)}}, "One\ndeep\n"},
        {"no such list", {{"One\r", item(9)}, {"Two\r", item(0xF801)}, {"Three\r", item(1, 12)}}, "One\nTwo\nThree\n"},
        {"an empty item counts", {{"One\r", item(1)}, {"\r", item(1)}, {"Three\r", item(1)}}, "1. One\n3. Three\n"},
        {"by its style",
         {{"One\r", "", 1}, {"Two\r", "", 2}, {"no item\r", item(0), 1}, {"Three\r", "", 9}},
         "1.a) One\n1.b) Two\nno item\nThree\n"},
        {"other rules around it", {{"One\r", tabs + table + bold + item(1)}}, "1. One\n"},
        {"a section's end", {{"One\x0C", item(1)}, {"Two\r", item(1)}}, "1. One\n2. Two\n"},
        {"a page's end", {{"One\x0Cgoes on\r", item(1)}}, "1. One\ngoes on\n"},
        {"in a table", {{"One\x07", item(1)}, {"Two\x07", item(1)}, {"\x07", ""}}, "1. One\t2. Two\n"},
        {"before a field", {{"\x13 PAGE \x14One\x15\r", item(1)}}, "1. One\n"},
    };
    for (const Case& c : cases) EXPECT_EQ(read(made::doc_of(with_lists(c.body))).text, c.text) << c.why;
}

TEST(Doc, NotesCommentsAndMarginsAreKeptAside) {
    made::DocParts parts;
    parts.body = {{"Our garden\r", ""}};
    parts.footnotes = {"\x02 A note\r", "\x02 Of two\rparagraphs\r"};
    parts.comments = {"\x05Lovely\r"};
    parts.endnotes = {"\x02 The end\r"};
    parts.margins = {"---\r",
                     "",
                     "",
                     "---\r",
                     "",
                     "",
                     "even\r",
                     "odd\r",
                     "",
                     "Page \x13 PAGE \x14"
                     "2\x15\r",
                     "first\r",
                     "foot\r",
                     "",
                     "odd\r",
                     "",
                     "",
                     "",
                     ""};
    const Document found = read(made::doc_of(parts));
    EXPECT_EQ(found.text, "Our garden\n");
    const std::vector<Aside> asides = {
        {AsideKind::footnote, " A note\n"}, {AsideKind::footnote, " Of two\nparagraphs\n"},
        {AsideKind::endnote, " The end\n"}, {AsideKind::comment, "Lovely\n"},
        {AsideKind::header, "even\n"},      {AsideKind::header, "odd\n"},
        {AsideKind::footer, "Page 2\n"},    {AsideKind::header, "first\n"},
        {AsideKind::footer, "foot\n"}};
    EXPECT_EQ(found.asides, asides);
    EXPECT_TRUE(found.problems.empty());
}

TEST(Doc, ADocumentWithOnlyMarginsGivesTheirText) {
    made::DocParts parts;
    parts.body = {{"\r", ""}};
    parts.margins = {"", "", "", "", "", "", "", "Our garden\r", "", ""};
    EXPECT_EQ(read(made::doc_of(parts)).text, "Our garden\n\n");
}

TEST(Doc, WhatCannotBeReadSaysWhy) {
    EXPECT_EQ(read(made::doc("Secret\r", u"", 0x0100)).rejection.reason, "encrypted");
    made::CompoundFile locked;
    locked.add("WordDocument", std::string(1, '\0'));
    locked.add("EncryptedPackage", "x");
    EXPECT_EQ(read(locked.take()).rejection.reason, "encrypted");
    EXPECT_EQ(read(made::doc("\r")).rejection.reason, "no_text");
    EXPECT_EQ(read(made::doc("Cut short\r").substr(0, 512)).rejection.reason, "not_supported");
}

}  // namespace
}  // namespace tangible::ingest
