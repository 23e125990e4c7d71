#include "ingest/outlook/msg.h"
#include "ingest/reading/documents.h"
#include "tests/ingest/made_outlook.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

TEST(Msg, AMailIsReadWithItsFiles) {
    const std::string bytes =
        made::msg({{0x001A, 0x1F, made::utf16(u"IPM.Note")},
                   {0x0037, 0x1F, made::utf16(u"G\u0175yl")},
                   {0x1000, 0x1F, made::utf16(u"We met.")},
                   {0x0E06, 0x40, made::little(0x5DFF5300, 4) + made::little(0x01D4D27C, 4)}},
                  {{{0x3707, 0x1F, made::utf16(u"a.txt")}, {0x3701, 0x102, std::string(5000, 'a')}},
                   {{0x3704, 0x1E, "b.txt"}, {0x3701, 0x102, "b"}}});
    EXPECT_EQ(name(kind_of(bytes, "a.msg", "")), "msg");
    const Letter mail = letter_of_msg(bytes);
    EXPECT_EQ(mail.subject, "G\u0175yl");
    EXPECT_EQ(mail.text, "We met.");
    EXPECT_EQ(mail.date_utc.substr(0, 4), "2019");
    ASSERT_EQ(mail.attachments.size(), 2U);
    EXPECT_EQ(mail.attachments[0].filename, "a.txt");
    EXPECT_EQ(mail.attachments[0].bytes.size(), 5000U);
    EXPECT_EQ(mail.attachments[1].filename, "b.txt");
}

TEST(Msg, OldMailsAreReadInTheCodePageThatTheyName) {
    EXPECT_EQ(
        letter_of_msg(made::msg({{0x3FFD, 0x03, made::little(1250, 4)}, {0x0037, 0x1E, "za\xBF\xF3\xB3\xE6"}})).subject,
        "za\u017c\u00f3\u0142\u0107");
}

TEST(Msg, OtherCompoundFilesAreNotMails) {
    made::CompoundFile other;
    other.add("VisioDocument", "x");
    EXPECT_EQ(name(kind_of(other.take(), "a.msg", "")), "unknown");
}

}  // namespace
}  // namespace tangible::ingest
