#include "serve/lmtp/lmtp.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

/// A receiver that keeps everything in memory.
struct Kept {
    std::vector<LmtpMail> mails;
    LmtpAnswer::Kind kind = LmtpAnswer::Kind::kept;
    bool room = true;

    Lmtp machine(LmtpLimits limits = {}) {
        return Lmtp({[this](std::size_t) { return room; },
                     [this](LmtpMail mail) {
                         mails.push_back(std::move(mail));
                         return LmtpAnswer{kind, "7F3K-Q2M9-X"};
                     }},
                    limits);
    }
};

/// Returns the code of each reply, separated by spaces: "250 250 354".
std::string codes(std::string_view replies) {
    std::string all;
    for (std::size_t at = 0; at < replies.size(); at = replies.find('\n', at) + 1)
        if (replies[at + 3] == ' ') all += (all.empty() ? "" : " ") + std::string(replies.substr(at, 3));
    return all;
}

const std::string hello = "LHLO mx.example.org\r\n";
const std::string envelope = hello + "MAIL FROM:<ann@example.org>\r\nRCPT TO:<stories@example.org>\r\n";

TEST(Lmtp, commands_get_the_right_reply_codes) {
    const struct {
        std::string sent, codes;
    } rows[] = {
        {hello, "250"},
        {"lhlo x\r\nnoop\r\nNoOp anything\r\nVRFY ann\r\nHELP\r\nQUIT\r\n", "250 250 250 252 214 221"},
        {"LHLO\r\nHELO x\r\nEHLO x\r\nXYZZY\r\n\r\n", "501 500 500 500 500"},
        {"MAIL FROM:<a@example.org>\r\n", "503"},
        {hello + "RCPT TO:<b@example.org>\r\nDATA\r\n", "250 503 503"},
        {hello + "MAIL FROM:<>\r\nDATA\r\n", "250 250 503"},
        {hello + "MAIL FROM:<a@example.org>\r\nMAIL FROM:<a@example.org>\r\nRSET\r\nMAIL FROM:<a@example.org>\r\n",
         "250 250 503 250 250"},
        {hello + "mail from: <a@example.org> size=100 body=8BitMime SmtpUtf8\r\n", "250 250"},
        {hello + "MAIL FROM:<a@example.org> SIZE=99999999\r\n", "250 552"},
        {hello + "MAIL FROM:<a@example.org> SIZE=many\r\n", "250 501"},
        {hello + "MAIL FROM:<a@example.org> SIZE=\r\n", "250 501"},
        {hello + "MAIL FROM:<a@example.org> BODY=BINARYMIME\r\n", "250 501"},
        {hello + "MAIL FROM:<a@example.org> RET=HDRS\r\n", "250 555"},
        {hello + "MAIL FROM:a@example.org\r\nMAIL TO:<a@example.org>\r\nMAIL\r\n", "250 501 501 501"},
        {hello + "MAIL FROM:<a@example.org\r\nMAIL FROM:<a\t@example.org>\r\nMAIL FROM:<a>b\r\n", "250 501 501 501"},
        {hello + "MAIL FROM:<\"a > b\"@example.org>\r\nRCPT TO:<>\r\nRCPT TO:<x@example.org> NOTIFY=NEVER\r\n",
         "250 250 501 555"},
        {envelope + "DATA now\r\nDATA\r\n", "250 250 250 501 354"},
        {envelope + "RCPT TO:<tell@example.org>\r\nDATA\r\nx\r\n.\r\nQUIT\r\n", "250 250 250 250 354 250 250 221"},
        {envelope + "DATA\r\nx\r\n.\r\nDATA\r\n", "250 250 250 354 250 503"},
        {envelope + "LHLO again\r\nDATA\r\n", "250 250 250 250 503"},
        {"LHLO " + std::string(5000, 'x') + "\r\nLHLO x\r\n", "500 250"},
        {"NOOP\nNOOP\n", "250 250"},
        {std::string("NO\0OP\r\n", 7), "500"},
    };
    for (const auto& row : rows) {
        Kept at_once, by_byte;
        auto one = at_once.machine(), two = by_byte.machine();
        EXPECT_EQ(codes(one.take(row.sent)), row.codes) << row.sent;
        std::string replies;
        for (const char c : row.sent) replies += two.take({&c, 1});
        EXPECT_EQ(codes(replies), row.codes) << "byte by byte: " << row.sent;
    }
}

TEST(Lmtp, a_mail_is_kept_as_it_was_sent_but_with_lf) {
    const struct {
        std::string sent, kept;
    } rows[] = {
        {"Subject: x\r\n\r\nWe met.\r\n.\r\n", "Subject: x\n\nWe met.\n"},
        {".\r\n", ""},
        {"..\r\n.\r\n", ".\n"},
        {"..x\r\n...\r\n.y\r\n.\r\n", ".x\n..\ny\n"},
        {"a.\r\nb\r\n.\r\n", "a.\nb\n"},
        {"a\n.\nb\r\n.\r\n", "a\n.\nb\n"},    // a bare LF smuggles in no second mail
        {"a\n.\r\nb\r\n.\r\n", "a\n.\nb\n"},  // nor does a bare LF before the dot
        {"a\r\n.\nb\r\n.\r\n", "a\n\nb\n"},   // nor one after it
        {"a\r.\rb\r\n.\r\n", "a\r.\rb\n"},    // nor does a bare CR
        {"a\r\n.\rb\r\n.\r\n", "a\n\rb\n"},
        {"a\r\r\n.\r\n", "a\r\n"},
        {"a\r\n.\r\r\nb\r\n.\r\n", "a\n\r\nb\n"},
        {std::string("a\0b\xff\r\n.\r\n", 9), std::string("a\0b\xff\n", 5)},
        {std::string(100'000, 'x') + "\r\n.\r\n", std::string(100'000, 'x') + "\n"},
    };
    for (const auto& row : rows) {
        for (const std::size_t step : {std::size_t{1}, std::size_t{3}, row.sent.size()}) {
            Kept kept;
            auto machine = kept.machine();
            machine.take(envelope + "DATA\r\n");
            std::string replies;
            for (std::size_t at = 0; at < row.sent.size(); at += step)
                replies += machine.take(row.sent.substr(at, step));
            EXPECT_EQ(replies, "250 2.0.0 stored as 7F3K-Q2M9-X\r\n") << row.sent.substr(0, 40);
            ASSERT_EQ(kept.mails.size(), 1u);
            EXPECT_EQ(kept.mails[0].bytes, row.kept);
            EXPECT_FALSE(machine.in_mail());
        }
    }
}

TEST(Lmtp, the_envelope_is_kept) {
    Kept kept;
    auto machine = kept.machine();
    machine.take(hello +
                 "MAIL FROM:<@relay.example.net,@b.example.net:\"o'n > x\"@example.org>\r\n"
                 "RCPT TO:<stories@example.org>\r\nRCPT TO:<gr\u00fc\u00dfe@example.org>\r\nDATA\r\nx\r\n.\r\n");
    ASSERT_EQ(kept.mails.size(), 1u);
    EXPECT_EQ(kept.mails[0].sender, "\"o'n > x\"@example.org");
    EXPECT_EQ(kept.mails[0].recipients,
              (std::vector<std::string>{"stories@example.org", "gr\u00fc\u00dfe@example.org"}));
}

TEST(Lmtp, trouble_on_our_side_defers_a_mail_and_only_its_size_rejects_it) {
    using Kind = LmtpAnswer::Kind;
    const std::pair<Kind, const char*> rows[] = {
        {Kind::kept, "250 250"}, {Kind::later, "451 451"}, {Kind::no_room, "452 452"}, {Kind::too_big, "552 552"}};
    for (const auto& [kind, wanted] : rows) {
        Kept kept{{}, kind};
        auto machine = kept.machine();
        machine.take(envelope + "RCPT TO:<tell@example.org>\r\nDATA\r\n");
        EXPECT_EQ(codes(machine.take("x\r\n.\r\n")), wanted);
    }
    Kept full;
    full.room = false;
    EXPECT_EQ(codes(full.machine().take(hello + "MAIL FROM:<a@example.org>\r\n")), "250 452");
}

TEST(Lmtp, limits_are_enforced) {
    LmtpLimits small;
    small.mail_bytes = 100;
    small.recipients = 2;
    small.mistakes = 3;
    Kept kept;
    auto machine = kept.machine(small);
    machine.take(envelope + "RCPT TO:<b@example.org>\r\n");
    EXPECT_EQ(codes(machine.take("RCPT TO:<c@example.org>\r\nDATA\r\n")), "452 354");
    EXPECT_EQ(codes(machine.take(std::string(101, 'x') + "\r\n.\r\n")), "552 552");
    EXPECT_TRUE(kept.mails.empty());
    // The next mail is handled as if nothing had happened.
    machine.take("MAIL FROM:<>\r\nRCPT TO:<b@example.org>\r\nDATA\r\n");
    EXPECT_EQ(codes(machine.take(std::string(99, 'x') + "\r\n.\r\n")), "250");
    EXPECT_EQ(kept.mails[0].sender, "");
    EXPECT_EQ(codes(machine.take("X\r\nX\r\nX\r\nNOOP\r\n")), "500 500 500 421");
    EXPECT_TRUE(machine.over());
}

TEST(Lmtp, announces_the_size_that_it_accepts) {
    Kept kept;
    EXPECT_NE(kept.machine().take(hello).find("SIZE " + std::to_string(ingest::max_submission_bytes) + "\r\n"),
              std::string::npos);
}

}  // namespace
}  // namespace tangible::serve
