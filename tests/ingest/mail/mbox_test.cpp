#include "ingest/mail/mail.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

TEST(Mbox, is_split_where_a_mail_begins) {
    const std::string_view box =
        "From a@example.org Mon Mar  4 10:20:30 2019\nSubject: 1\n\nFrom then on we met.\n>From March.\n\n"
        "From b@example.org Tue Mar  5 10:20:30 2019\nSubject: 2\n\nHello.\n\nFrom - \nSubject: 3\n\nHello.\n";
    ASSERT_TRUE(looks_like_mbox(box));
    const auto messages = messages_in_mbox(box);
    ASSERT_EQ(messages.size(), 3u);
    EXPECT_TRUE(messages[0].starts_with("Subject: 1"));
    EXPECT_NE(messages[0].find("From then on"), std::string_view::npos);
    EXPECT_NE(messages[0].find(">From March"), std::string_view::npos);
    EXPECT_TRUE(messages[2].starts_with("Subject: 3"));
    EXPECT_FALSE(looks_like_mbox("From the start we met.\n"));
    EXPECT_TRUE(messages_in_mbox("no mailbox").empty());
}

std::string lines(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += "\nWe met.\n";
    return all;
}

TEST(Mbox, gives_the_right_number_of_mails) {
    const std::string head = "From a@example.org Mon Mar  4 10:20:30 2019\n";
    struct Case {
        std::string bytes;
        std::size_t messages;
    };
    const Case cases[] = {
        {"", 0},
        {"\n", 0},
        {"We met.\n", 0},
        {head, 1},
        {head + "\nNo header.\n\n" + head + "\nNone again.\n", 2},
        {head + "Subject: a\n\nOne\n" + head + "Subject: b\n\nTwo\n", 2},
        {head + "Subject: a\r\n\r\nOne\r\n\r\n" + head + "Subject: b\n\nTwo\n", 2},
        {"From 1844347792267117879@xxx\nSubject: a\n\nOne\n\nFrom 1844347792267117880@xxx\nSubject: b\n\nTwo\n", 2},
        // Lines of a mail.
        {head + "Subject: a\n\nOne\n\nFrom 10:30 on 3 May 2019 we met.\nThen we left.\n", 1},
        {head + "Subject: a\n\nOne\n\nFrom then on:\nwe met.\n", 1},
        {head + "Subject: a\n\nOne\nFrom bo@example.org\nDate: today\n", 1},
        {head + "Subject: a\n\nOne\n>" + head + "Subject: b\n\nTwo\n", 1},
        // A length that is right hides what looks like a separator; one that is wrong is ignored.
        {head + "Content-Length: 55\n\n" + head + "Subject: b\n\n" + head + "Subject: c\n\nTwo\n", 2},
        {head + "Content-Length: 9\n\nOne\n\n" + head + "Subject: b\n\nTwo\n", 2},
        {head + "Content-Length: 99999999999999999999\n\nOne\n\n" + head + "Subject: b\n\nTwo\n", 2},
        // A mail before the first separator is not lost.
        {"From: a@example.org\nSubject: a\n\nOne\n\n" + head + "Subject: b\n\nTwo\n", 2},
        // MMDF.
        {"\1\1\1\1\nSubject: a\n\nOne\n\1\1\1\1\n\1\1\1\1\nSubject: b\n\nTwo\n\1\1\1\1\n", 2},
        {"\1\1\1\1\n\1\1\1\1\n", 0},
        {head + "Subject: a\n" + lines(1000), 1},
    };
    for (const Case& c : cases) EXPECT_EQ(messages_in_mbox(c.bytes).size(), c.messages) << c.bytes.substr(0, 300);
}

// The mailbox is longer than any piece in memory, so that separators, lengths and lines cross the ends of pieces.
TEST(Mbox, is_read_in_pieces_whatever_its_size) {
    const std::string separator = "From a@example.org Mon Mar  4 10:20:30 2019\n";
    std::vector<std::string> mails;
    for (std::size_t i = 0; i < 400; ++i) {
        std::string body = "We met " + std::to_string(i) + " times.\n";
        if (i % 7 == 0) body += separator + "Subject: hidden by its length\n\n";
        if (i % 50 == 1) body += std::string(200'000, 'x') + "\n";
        for (std::size_t line = 0; line < i * i % 997; ++line) body += "Then we talked of it.\n";
        if (i == 210) body += std::string(1'500'000, 'y') + "\n" + separator + "Subject: far\n\nFar.\n";
        const bool said = i % 7 == 0;  // 210 is one of them
        mails.push_back("Subject: " + std::to_string(i) + "\n" +
                        (said ? "Content-Length: " + std::to_string(body.size()) + "\n" : "") + "\n" + body + "\n");
    }
    std::string box;
    for (const std::string& mail : mails) box += separator + mail;
    ASSERT_GT(box.size(), 5'000'000u);
    std::size_t most = 0;
    std::vector<std::string> found;
    const BytesAt bytes_at = [&](std::uint64_t at, std::size_t size) {
        most = std::max(most, size);
        return box.substr(at, size);
    };
    each_in_mbox(bytes_at, box.size(),
                 [&](MailPlace place) { found.push_back(box.substr(place.begin, place.size_bytes)); });
    ASSERT_EQ(found.size(), mails.size());
    for (std::size_t i = 0; i < mails.size(); ++i) EXPECT_EQ(found[i] == mails[i], true) << i;
    EXPECT_LE(most, 1u << 20);
}

TEST(Mbox, escaped_from_lines_are_restored) {
    struct Case {
        std::string_view message, expected;
    };
    const Case cases[] = {
        {"Subject: a\n\n>From March on.\n", "Subject: a\n\nFrom March on.\n"},
        {"Subject: a\n\n>>From March on.\n", "Subject: a\n\n>From March on.\n"},
        {"Subject: a\n\n> You said\n>From March on.\n", "Subject: a\n\n> You said\n>From March on.\n"},
        {"Subject: a\n\n>Fromage.\n", "Subject: a\n\n>Fromage.\n"},
        {">From b\nSubject: a\n\nx", ">From b\nSubject: a\n\nx"},
    };
    for (const Case& c : cases) EXPECT_EQ(without_from_quotes(c.message), c.expected);
}

}  // namespace
}  // namespace tangible::ingest
