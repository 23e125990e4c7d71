// Answers of a mail server: any bytes can be read, or are refused, in linear time.
#include "ingest/mailbox/imap_answers.h"
#include "ingest/mailbox/imap_names.h"
#include "tests/fuzz/mutations.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

void read(const ImapAnswer& a) {
    literal_announced(a.line);
    capabilities_in(a);
    messages_in(a);
    number_of_code(a, "UIDVALIDITY");
    if (auto name = folder_in(a)) folder_from_wire(*name);
    if (auto mail = mail_in(a)) {
        EXPECT_NE(mail->uid, 0u);
    }
    if (auto body = body_in(a, 7)) {
        EXPECT_LE(body->size(), a.line.size() + a.literals[0].size());
    }
    end_of(a, "T1");
    EXPECT_LE(words_of(a.line).size(), 200u);
}

TEST(FuzzImapAnswers, AnyBytesGiveResultsWithinBounds) {
    using namespace std::chrono_literals;
    const std::string mark(1, literal_mark);
    fuzz::Mutator mutator(3501,
                          {"* CAPABILITY IMAP4rev1 IDLE MOVE", "* OK [UIDVALIDITY 7] x", "* 12 EXISTS",
                           "* LIST (\\HasNoChildren) \"/\" \"a \\\" b &AOk-\"", "* LIST () NIL " + mark,
                           "* 3 FETCH (UID 7 FLAGS (\\Seen \\Deleted) RFC822.SIZE 1234)",
                           "* 3 FETCH (UID 7 BODY[]<0> " + mark + ")", "T1 OK [CAPABILITY IDLE] done"},
                          {"(", ")", "\"", "\\", mark, "[", "]", "{12}", " ", "&", "-", "FETCH", "UID", "BODY[]"});
    const int count = fuzz::mutate_for(2000ms, mutator, [](const std::string& line) {
        read({line, {"a literal \\ \" )"}});
    });
    EXPECT_GT(count, 100);
}

TEST(FuzzImapAnswers, LongLinesAreNotSlow) {
    for (const char* piece : {"(", ")", "\"", "\\", "a ", "[", "&"}) {
        std::string line = "* 3 FETCH (UID 7 ";
        while (line.size() < (64u << 10)) line += piece;
        read({line, {""}});
    }
}

}  // namespace
}  // namespace tangible::ingest
