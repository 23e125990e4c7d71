#include "ingest/mail_key.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

std::string mail(const std::string& from, const std::string& text, const std::string& front = "",
                 const std::string& eol = "\n") {
    return front + "From: " + from + eol + "Message-ID: <1@example.org>" + eol + "Subject: Keys" + eol + eol + text +
           eol;
}

TEST(MailKey, what_servers_add_changes_nothing) {
    const std::string key = key_of_mail(mail("ann@example.org", "On a nail."));
    EXPECT_EQ(key_of_mail(mail("ann@example.org", "On a nail.", "Received: from b\n by c;\n now\nReturn-Path: <>\n")),
              key);
    EXPECT_EQ(key_of_mail(mail("ann@example.org", "On a nail.", "From ann Mon Mar  4 10:20:30 2019\n")), key);
    EXPECT_EQ(key_of_mail(mail("ann@example.org", "On a nail.", "", "\r\n")), key);
    EXPECT_EQ(key_of_mail(mail("ann@example.org", "On a nail.\n\n", "Status: RO\n")), key);
}

TEST(MailKey, a_forged_message_id_keeps_no_mail_out) {
    const std::string key = key_of_mail(mail("ann@example.org", "On a nail."));
    EXPECT_NE(key_of_mail(mail("eve@example.org", "On a nail.")), key);
    EXPECT_NE(key_of_mail(mail("ann@example.org", "Nothing.")), key);
    EXPECT_EQ(key_of_mail("From: ann@example.org\n\nOn a nail.\n"), "");
}

}  // namespace
}  // namespace tangible::ingest
