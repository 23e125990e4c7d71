#include "ingest/mailbox/imap_answers.h"
#include "ingest/mailbox/imap_names.h"
#include "schemas/ground/error.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

/// A line in which each "{}" is a literal.
ImapAnswer answer(std::string line, std::vector<std::string> literals = {}) {
    for (std::size_t at; (at = line.find("{}")) != line.npos;) line.replace(at, 2, 1, literal_mark);
    return {line, std::move(literals)};
}

TEST(ImapAnswers, GiveTheLengthOfALiteral) {
    EXPECT_EQ(literal_announced("* 1 FETCH (BODY[] {12}"), 12u);
    EXPECT_EQ(literal_announced("{0}"), 0u);
    for (const char* none : {"", "}", "{}", "{12} ", "{-1}", "{12+}", "{1x}", "12}", "{99999999999999999999999}"})
        EXPECT_FALSE(literal_announced(none)) << none;
}

TEST(ImapAnswers, GiveCapabilities) {
    EXPECT_EQ(capabilities_in(answer("* CAPABILITY IMAP4rev1 Idle")), (std::set<std::string>{"IMAP4REV1", "IDLE"}));
    EXPECT_EQ(capabilities_in(answer("T1 OK [CAPABILITY MOVE] hello")), (std::set<std::string>{"MOVE"}));
    EXPECT_TRUE(capabilities_in(answer("* OK hello")).empty());
}

// Lines of all lengths, because the words of short and of long lines could each be read from freed memory.
TEST(ImapAnswers, GiveCapabilitiesOnLinesOfAnyLength) {
    std::string line = "* CAPABILITY";
    std::set<std::string> expected;
    for (const char* word : {"IMAP4REV1", "SASL-IR", "LOGIN-REFERRALS", "ID", "ENABLE", "LITERAL+", "MOVE", "IDLE",
                             "UIDPLUS", "CONDSTORE", "LIST-EXTENDED", "SPECIAL-USE", "AUTH=PLAIN"}) {
        line += std::string(" ") + word;
        expected.insert(word);
        EXPECT_EQ(capabilities_in({line, {}}), expected) << line;
        EXPECT_EQ(capabilities_in({"T1 OK [" + line.substr(2) + "] Logged in", {}}), expected) << line;
    }
}

TEST(ImapAnswers, GiveTheNumbersOfAnOpenedFolder) {
    EXPECT_EQ(messages_in(answer("* 12 EXISTS")), 12u);
    EXPECT_FALSE(messages_in(answer("* 12 RECENT")));
    EXPECT_FALSE(messages_in(answer("* x EXISTS")));
    EXPECT_EQ(number_of_code(answer("* OK [UIDVALIDITY 4294967295] valid"), "uidvalidity"), 4294967295u);
    EXPECT_FALSE(number_of_code(answer("* OK [UIDVALIDITY 4294967296] valid"), "UIDVALIDITY"));
    EXPECT_FALSE(number_of_code(answer("* OK [UIDNEXT 3] next"), "UIDVALIDITY"));
    EXPECT_FALSE(number_of_code(answer("* OK ]UIDVALIDITY 3["), "UIDVALIDITY"));
}

struct Listed {
    ImapAnswer answer;
    std::optional<std::string> name;
};
const Listed listed[] = {
    {answer("* LIST (\\HasNoChildren) \"/\" INBOX"), "INBOX"},
    {answer("* LIST () \".\" \"INBOX.Sent Items\""), "INBOX.Sent Items"},
    {answer("* list (\\Marked \\HasChildren) NIL \"a \\\"b\\\" \\\\ c\""), "a \"b\" \\ c"},
    {answer("* LIST () \"/\" {}", {"a \\ \"b"}), "a \\ \"b"},
    {answer("* LIST (\\Noselect \\HasChildren) \"/\" \"[Gmail]\""), std::nullopt},
    {answer("* LIST (\\HasChildren"), std::nullopt},
    {answer("* LIST () \"/\""), std::nullopt},
    {answer("* LSUB () \"/\" INBOX"), std::nullopt},
};
TEST(ImapAnswers, GiveTheNamesOfFolders) {
    for (const Listed& l : listed) EXPECT_EQ(folder_in(l.answer), l.name) << l.answer.line;
}

TEST(ImapAnswers, GiveUidSizeAndDeletionOfMails) {
    const auto mail = mail_in(answer("* 3 FETCH (UID 7 FLAGS (\\Seen $x \\Deleted) RFC822.SIZE 1234)"));
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->uid, 7u);
    EXPECT_EQ(mail->size, 1234u);
    EXPECT_TRUE(mail->deleted);
    EXPECT_FALSE(mail_in(answer("* 3 FETCH (RFC822.SIZE 1 MODSEQ (99) FLAGS () UID 8)"))->deleted);
    for (const char* none : {"* 3 FETCH (FLAGS (\\Seen))", "* 3 FETCH (UID 7)", "* 3 FETCH (UID 0 RFC822.SIZE 1)",
                             "* 3 FETCH", "* 3 FETCH ()", "* 3 EXPUNGE", ""})
        EXPECT_FALSE(mail_in(answer(none))) << none;
}

TEST(ImapAnswers, GiveTheBodyOfTheMailAskedFor) {
    EXPECT_EQ(body_in(answer("* 3 FETCH (UID 7 BODY[]<0> {})", {"From: a\r\n\r\n\\x"}), 7), "From: a\r\n\r\n\\x");
    EXPECT_EQ(body_in(answer("* 3 FETCH (BODY[] {} FLAGS (\\Seen) UID 7)", {"x"}), 7), "x");
    EXPECT_EQ(body_in(answer("* 3 FETCH (UID 7 BODY[]<0> \"a \\\" b\")"), 7), "a \" b");
    EXPECT_FALSE(body_in(answer("* 3 FETCH (UID 7 BODY[]<0> NIL)"), 7));
    EXPECT_FALSE(body_in(answer("* 3 FETCH (UID 8 BODY[]<0> {})", {"x"}), 7));
    EXPECT_FALSE(body_in(answer("* 3 FETCH (BODY[]<0> {})", {"x"}), 7));
}

TEST(ImapAnswers, EndWithAStatusAndSafeWords) {
    EXPECT_EQ(end_of(answer("T1 OK done"), "T1"), "OK");
    EXPECT_EQ(end_of(answer("T1 no"), "T1"), "NO");
    EXPECT_EQ(end_of(answer("T1 what"), "T1"), "BAD");
    EXPECT_EQ(end_of(answer("T12 OK done"), "T1"), "");
    EXPECT_EQ(end_of(answer("* OK done"), "T1"), "");
    EXPECT_EQ(words_of("NO \x1b[31m red\xff"), "NO ?[31m red?");
}

TEST(ImapAnswers, AskForUidsInRanges) {
    EXPECT_EQ(uid_set({3, 4, 5, 9}), "3:5,9");
    EXPECT_EQ(uid_set({1}), "1");
    EXPECT_EQ(uid_set({1, 3, 4}), "1,3:4");
}

TEST(ImapNames, AreSentInModifiedUtf7) {
    const std::pair<const char*, const char*> names[] = {
        {"INBOX", "INBOX"}, {"A & B", "A &- B"}, {"Störed", "St&APY-red"}, {"台北/日本語", "&U,BTFw-/&ZeVnLIqe-"}};
    for (const auto& [name, wire] : names) {
        EXPECT_EQ(folder_to_wire(name), wire);
        EXPECT_EQ(folder_from_wire(wire), name);
    }
    EXPECT_EQ(folder_from_wire("no & such"), "no & such");
    EXPECT_EQ(quoted_for_imap("a \"b\" \\"), "\"a \\\"b\\\" \\\\\"");
    EXPECT_THROW(quoted_for_imap("a\r\nb"), Error);
}

}  // namespace
}  // namespace tangible::ingest
