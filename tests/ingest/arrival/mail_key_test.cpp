#include "ingest/arrival/mail_key.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

const std::string mail = "From: a@example.org\r\nMessage-ID: <1@x>\r\nSubject: Keys\r\n\r\nThe hall key.\r\n";

TEST(MailKey, IsTheSameWhateverRouteTheMailTook) {
    for (const char* same : {
             "Received: by b; now\r\n\tfolded\r\nFrom: a@example.org\r\nMessage-ID: <1@x>\r\nSubject: Keys\r\n\r\nThe "
             "hall key.\r\n",
             "Delivered-To: c\nFrom: a@example.org\nMessage-ID: <1@x>\nSubject: Keys\n\nThe hall key.\n",
             "message-id:  <1@x>\r\nSUBJECT: Keys\r\nFrom:\r\n a@example.org\r\n\r\nThe hall key.",
         })
        EXPECT_EQ(key_of_mail(same), key_of_mail(mail)) << same;
}

TEST(MailKey, DiffersForAnotherMail) {
    const std::string others[] = {
        "From: a@example.org\r\nMessage-ID: <2@x>\r\nSubject: Keys\r\n\r\nThe hall key.\r\n",
        "From: b@example.org\r\nMessage-ID: <1@x>\r\nSubject: Keys\r\n\r\nThe hall key.\r\n",
        "From: a@example.org\r\nMessage-ID: <1@x>\r\nSubject: Key\r\n\r\nThe hall key.\r\n",
        "From: a@example.org\r\nMessage-ID: <1@x>\r\nSubject: Keys\r\n\r\nThe hall  key.\r\n",
    };
    for (const std::string& other : others) EXPECT_NE(key_of_mail(other), key_of_mail(mail)) << other;
}

TEST(MailKey, IsEmptyWithoutMessageId) {
    for (const char* none :
         {"", "\n", "hello", "From: a\r\n\r\nMessage-ID: <1@x>\r\n", "Message-ID:\r\n\r\nx", ":", " \t"})
        EXPECT_EQ(key_of_mail(none), "") << none;
}

}  // namespace
}  // namespace tangible::ingest
