#include "ingest/compound.h"
#include "ingest/documents.h"
#include "tests/ingest/made_compound.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

Document read(const std::string& bytes) { return document(bytes, kind_of(bytes, "", "")); }

TEST(Compound, StreamsAreFoundByNameHoweverLong) {
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

TEST(Compound, AStreamInACircleEnds) {
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
