#include "ingest/mail/mail.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

Answering of(const std::string& fields) {
    return letter("From: Ann <Ann@Example.org>\nTo: tell@example.net\nDate: Thu, 01 Jan 1970 00:00:05 +0000\n" +
                  fields + "\nWe met.\n")
        .answering;
}

TEST(Answering, APersonMayBeAnswered) {
    const Answering a = of("Message-ID: <1@x>\nIn-Reply-To: <a@y>\nReferences: <c@y> <b@y>\n <a@y>\n");
    EXPECT_EQ(a.not_because, "");
    EXPECT_EQ(a.addr, "ann@example.org");
    EXPECT_EQ(a.written_ms, 5000);
    EXPECT_EQ(a.message_id, "<1@x>");
    EXPECT_EQ(a.answers, (std::vector<std::string>{"a@y", "b@y", "c@y"}));
    EXPECT_EQ(of("Reply-To: ann2@example.org\n").addr, "ann@example.org") << "the private link is for the sender only";
    EXPECT_EQ(of("Reply-To: a@example.org, b@example.org\n").addr, "ann@example.org");
    EXPECT_EQ(of("Auto-Submitted: no\n").not_because, "");
    EXPECT_EQ(of("Delivered-To: tell@example.net\n").not_because, "");
}

TEST(Answering, AMailToUndisclosedRecipientsIsNotAnswered) {
    for (auto to : {"", "To: undisclosed-recipients:;\n", "To: Friends:;\nCc: \n", "Bcc: tell@example.net\n"}) {
        const Answering a = letter("From: Ann <ann@example.org>\n" + std::string(to) + "\nWe met.\n").answering;
        EXPECT_EQ(a.not_because, "not_addressed") << to;
        EXPECT_EQ(a.addr, "") << to;
    }
    EXPECT_EQ(letter("From: ann@example.org\nCc: tell@example.net\n\nWe met.\n").answering.addr, "ann@example.org");
}

TEST(Answering, ProgramsListsAndBouncesAreNotAnswered) {
    const std::pair<const char*, const char*> rows[] = {
        {"Return-Path: <>\n", "bounce"},
        {"Auto-Submitted: auto-replied\n", "automatic"},
        {"Auto-Submitted: auto-generated; x=y\n", "automatic"},
        {"X-Auto-Response-Suppress: DR, OOF\n", "automatic"},
        {"X-Loop: tell@example.net\n", "automatic"},
        {"Precedence: Bulk\n", "list"},
        {"List-Unsubscribe: <mailto:x@example.org>\n", "list"},
        {"X-Spam-Flag: YES\n", "spam"},
        {"Delivered-To: hidden@example.net\n", "not_addressed"},
        {"Reply-To: noreply@example.org\n", "no_address"},
    };
    for (auto [fields, why] : rows) {
        const Answering a = of(fields);
        EXPECT_EQ(a.not_because, why) << fields;
        EXPECT_EQ(a.addr, "") << fields;
    }
    EXPECT_EQ(letter("From: MAILER-DAEMON@example.org\n\nx").answering.addr, "");
    EXPECT_EQ(letter("From: nobody\n\nx").answering.not_because, "no_address");
    EXPECT_EQ(letter("\n\nx").answering.not_because, "no_address");
}

}  // namespace
}  // namespace tangible::ingest
