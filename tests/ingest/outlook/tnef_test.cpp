#include "ingest/outlook/tnef.h"
#include "tests/ingest/made_outlook.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

const std::string inner_mail("\x07\x03\x02\0\0\0\0\0\xC0\0\0\0\0\0\0\x46", 16);

TEST(Tnef, AMailIsReadWithItsFiles) {
    const Letter mail = letter_of_tnef(
        made::tnef({{0x0037, 0x1F, made::utf16(u"G\u0175yl\0")},
                    {0x1000, 0x1E, "caf\xE9"},
                    {0x0039, 0x40, made::little(0x5DFF5300, 4) + made::little(0x01D4D27C, 4)},
                    {0x0C1A, 0x1E, "Ann"},
                    {0x0C1F, 0x1E, "Ann@Example.org"}},
                   made::tnef_file("STORY~1.TXT", "One.",
                                   {{0x3707, 0x1F, made::utf16(u"Our story.txt")}, {0x370E, 0x1E, "text/plain"}}) +
                       made::tnef_file("b.dat", std::string(3, '\0')) +
                       made::tnef_file("c", "", {{0x3701, 0x0D, inner_mail + "x"}})));
    EXPECT_EQ(mail.subject, "G\u0175yl");
    EXPECT_EQ(mail.text, "caf\u00e9");
    EXPECT_EQ(mail.from.addr, "ann@example.org");
    EXPECT_EQ(mail.from.name, "Ann");
    EXPECT_EQ(mail.date_utc.substr(0, 4), "2019");
    ASSERT_EQ(mail.attachments.size(), 3U);
    EXPECT_EQ(mail.attachments[0].filename, "Our story.txt");
    EXPECT_EQ(mail.attachments[0].content_type, "text/plain");
    EXPECT_EQ(mail.attachments[0].bytes, "One.");
    EXPECT_EQ(mail.attachments[1].filename, "b.dat");
    EXPECT_EQ(mail.attachments[1].bytes.size(), 3U);
}

TEST(Tnef, TheBodyIsFoundInWhicheverPropertyHasIt) {
    const std::string rtf = "{\\rtf1 One.}", packed = made::little(0, 4) +
                                                      made::little(static_cast<std::uint32_t>(rtf.size()), 4) + "MELA" +
                                                      made::little(0, 4) + rtf;
    EXPECT_EQ(letter_of_tnef(made::tnef({{0x1009, 0x102, packed}})).text, "One.\n");
    EXPECT_EQ(letter_of_tnef(made::tnef({{0x1009, 0x102, packed}, {0x1000, 0x1E, "Two."}})).text, "Two.");
    EXPECT_EQ(letter_of_tnef(made::tnef({{0x3FDE, 0x03, made::little(28592, 4)}, {0x1013, 0x102, "<p>za\xBF"}})).html,
              "<p>za\u017c");
    const std::string named = made::little(1, 4) + made::little(0x1F, 2) + made::little(0x8001, 2) +
                              std::string(16, 'g') + made::little(1, 4) + made::little(2, 4) + "a" +
                              std::string(3, '\0') + made::little(1, 4) + made::little(2, 4) + "bbcc";
    EXPECT_EQ(letter_of_tnef(made::tnef({}, made::tnef_attribute(1, 0x00069003, named) +
                                                made::tnef_attribute(1, 0x0002800C, "Three.")))
                  .text,
              "Three.");
}

TEST(Tnef, ReportsAndAbsenceNotesAreRecognised) {
    for (auto [name, machine] : {std::pair{"IPM.Note", ""},
                                 {"REPORT.IPM.Note.NDR", "bounce"},
                                 {"REPORT.IPM.Note.IPNRN", "auto_reply"},
                                 {"IPM.Note.Rules.OofTemplate.Microsoft", "auto_reply"}})
        EXPECT_EQ(letter_of_tnef(made::tnef({{0x001A, 0x1E, name}})).machine_class, machine) << name;
}

TEST(Tnef, DamagedInputGivesWhatCanBeRead) {
    const std::string whole = made::tnef({{0x1000, 0x1E, "One."}}, made::tnef_file("a", "abcdef"));
    EXPECT_EQ(letter_of_tnef(whole + "garbage").attachments.size(), 1U);
    EXPECT_TRUE(letter_of_tnef(whole + "garbage").problems.empty());
    const Letter cut = letter_of_tnef(whole.substr(0, whole.find("abcdef") + 3));
    EXPECT_EQ(cut.text, "One.");
    EXPECT_EQ(cut.attachments[0].bytes, "abc");
    EXPECT_EQ(cut.problems.size(), 1U);
    EXPECT_EQ(letter_of_tnef("").text, "");
}

}  // namespace
}  // namespace tangible::ingest
