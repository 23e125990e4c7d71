// Mutated LMTP sessions: in pieces they give the same replies and the same mails as in one piece, and only what is
// ended by CR LF . CR LF is a mail.
#include "ingest/arrival/trace.h"
#include "serve/lmtp/lmtp.h"
#include "tests/fuzz/mutations.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

struct Heard {
    std::string replies;
    std::vector<std::string> mails;
    bool operator==(const Heard&) const = default;
};

Heard heard(const std::string& bytes, std::size_t step) {
    Heard all;
    LmtpLimits limits;
    limits.mail_bytes = 500;
    limits.command_bytes = 100;
    Lmtp machine({[](std::size_t bytes) { return bytes < 400; },
                  [&](LmtpMail mail) {
                      for (const auto& r : mail.recipients)
                          EXPECT_EQ(r.find_first_of(std::string_view("\r\n\0", 3)), r.npos);
                      all.mails.push_back(mail.sender + "|" + mail.bytes);
                      return LmtpAnswer{LmtpAnswer::Kind::kept, "R"};
                  }},
                 limits);
    for (std::size_t at = 0; at < bytes.size(); at += step) all.replies += machine.take(bytes.substr(at, step));
    return all;
}

std::size_t times(std::string_view text, std::string_view what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size())) ++n;
    return n;
}

TEST(FuzzLmtp, PiecesOfAnySizeGiveTheSameRepliesAndMails) {
    const std::string session = "LHLO x\r\nMAIL FROM:<a@example.org> SIZE=10\r\nRCPT TO:<b@example.org>\r\n"
                                "DATA\r\nSubject: x\r\n\r\n..dot\r\n.\r\nRSET\r\nQUIT\r\n";
    fuzz::Mutator mutator(
        20190304,
        {session, "LHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<b@c>\r\nRCPT TO:<d@e>\r\nDATA\r\n.\r\nMAIL FROM:<x@y>\r\n"},
        {"\r\n.\r\n",   "\n.\n",     "\r.\r",    "\r\n.\n", ".",
         "\r",          "\n",        "DATA\r\n", "<",       ">",
         "\"",          "\\",        "@",        ":",       "RSET\r\n",
         "MAIL FROM:<", "RCPT TO:<", " SIZE=",   "\xff",    std::string(1, '\0')});
    const int tried =
        fuzz::mutate_for(std::chrono::milliseconds(1500), std::move(mutator), [](const std::string& bytes) {
            const Heard at_once = heard(bytes, bytes.size() + 1);
            EXPECT_EQ(at_once, heard(bytes, 1));
            EXPECT_EQ(at_once, heard(bytes, 7));
            EXPECT_LE(at_once.mails.size(), times(bytes, "\n.\r\n"));  // a command may end with LF alone
            for (const auto& mail : at_once.mails) ingest::key_without_last_hop(mail);
        });
    EXPECT_GT(tried, 100);
}

TEST(FuzzLmtp, MegabytesOfOneByteOrOneFieldHaveAKey) {
    for (const std::string& many :
         {std::string(3'000'000, '\n'), std::string(3'000'000, ' '), std::string(3'000'000, ':')})
        EXPECT_EQ(ingest::key_without_last_hop(many).size(), 64u);
    std::string folded = "Received: x\n";
    while (folded.size() < 3'000'000) folded += " \n y\n";
    EXPECT_EQ(ingest::key_without_last_hop(folded).size(), 64u);
    std::string fields;
    while (fields.size() < 3'000'000) fields += "received:\n";
    EXPECT_EQ(ingest::key_without_last_hop(fields).size(), 64u);
}

}  // namespace
}  // namespace tangible::serve
