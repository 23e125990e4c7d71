#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/system/share.h"
#include "serve/mail/mailer.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible::serve {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, start_ms = 1'700'000'000'000;

struct AMailer : testing::Test {
    fs::path dir = [] {
        auto name = (fs::temp_directory_path() / "tangible-mailer-XXXXXX").string();
        return fs::path(mkdtemp(name.data()));
    }();
    Store store{dir, Store::Access::write};
    Config config;
    Form form = read_form(shared_file("schemas/forms/story-form.yaml"));
    std::vector<std::pair<std::string, std::string>> sent;
    std::optional<Error> relay_says;

    AMailer() {
        config.name = "Straeon y Bryn: Ŵyl";
        config.mail_from = "Stories@Example.org";
        config.contact = "team@example.org";
        config.base_url = "https://stories.example.org";
    }
    ~AMailer() override { fs::remove_all(dir); }

    std::string mailed(const std::string& bytes, const std::string& addr, std::int64_t at_ms = start_ms) {
        Submission s;
        s.bytes = bytes, s.id = sha256_hex(bytes), s.channel = Channel::mail, s.received_ms = at_ms;
        store.put(s);
        store.owe(s.id, {addr, "", 0, "<theirs@example.net>", {}}, at_ms);
        return s.id;
    }
    void send(std::int64_t now_ms = start_ms) {
        send_owed(store, config, form, now_ms, [&](const std::string& to, std::string_view mail) {
            if (relay_says) throw *relay_says;
            sent.emplace_back(to, mail);
        });
    }
    bool has(const std::string& words) { return sent.at(0).second.find(words) != std::string::npos; }
    /// As has(), wherever quoted-printable broke the line.
    bool has_sentence(const std::string& words) {
        std::string mail = sent.at(0).second;
        for (std::size_t soft; (soft = mail.find("=\r\n")) != mail.npos;) mail.erase(soft, 3);
        return mail.find(words) != std::string::npos;
    }
};

TEST_F(AMailer, SendsTheHeadersThatAnAutomaticAnswerNeeds) {
    const auto submission = mailed("a", "Ann@Example.net");
    const auto reference = store.owed(start_ms, 1).at(0).reference;
    send();
    ASSERT_EQ(sent.size(), 1u);
    EXPECT_EQ(sent[0].first, "ann@example.net");
    for (const char* words :
         {"Auto-Submitted: auto-replied\r\n", "X-Loop: Stories@Example.org\r\n", "X-Auto-Response-Suppress: All\r\n",
          "In-Reply-To: <theirs@example.net>\r\n", "Content-Transfer-Encoding: quoted-printable\r\n",
          "Date: Tue, 14 Nov 2023 22:13:20 +0000\r\n"})
        EXPECT_TRUE(has(words)) << "no " << words << "in\n" << sent[0].second;
    EXPECT_TRUE(has("Subject: Your story arrived: " + reference));
    EXPECT_EQ(store.acknowledgement_of(submission), "sent");
    EXPECT_EQ(sent[0].second.find_first_of("\xC3\xC5"), std::string::npos) << "the mail must be ASCII only";
}

TEST_F(AMailer, SaysWhyAStoryCouldNotBeRead) {
    store.park(mailed("a", "ann@example.net"), {"encrypted", "The file is locked with a password."});
    send();
    EXPECT_TRUE(has("We could not read it yet. The file is locked with a password."));
    EXPECT_TRUE(has_sentence("Your reply then becomes a new story."));
    EXPECT_TRUE(has_sentence("When we have read it, you can choose with your private link:"));
    EXPECT_FALSE(has_sentence("To add something to your story"));
}

TEST_F(AMailer, OffersNoChoiceWithoutALink) {
    config.base_url.clear();
    mailed("a", "ann@example.net");
    send();
    EXPECT_TRUE(has_sentence("Our team may read your story and count it, and nothing more."));
    EXPECT_TRUE(has_sentence("To add something to your story, reply to this email."));
    for (const char* words : {"choose", "private link"}) EXPECT_FALSE(has_sentence(words)) << words;
}

TEST_F(AMailer, GivesTheTellersPrivateLinkAndAnIdThatAFollowUpCites) {
    mailed("a", "ann@example.net");
    const auto reference = store.owed(start_ms, 1).at(0).reference;
    send();
    std::string mail = sent.at(0).second;
    for (std::size_t soft; (soft = mail.find("=\r\n")) != mail.npos;) mail.erase(soft, 3);
    const std::string before = "https://stories.example.org/manage/";
    const auto token = mail.substr(mail.find(before) + before.size(), 40);
    EXPECT_EQ(store.standing(token).reference, reference);
    const auto id = mail.find("Message-ID: <") + 13;
    EXPECT_EQ(store.story_acknowledged_by(mail.substr(id, mail.find('>', id) - id)), reference);
}

TEST_F(AMailer, AnswersOneAddressOnceADayAndAllTogetherSixtyTimesAnHour) {
    const auto first = mailed("a", "ann@example.net"), second = mailed("b", "ANN@example.net");
    send();
    EXPECT_EQ(sent.size(), 1u);
    EXPECT_EQ(store.acknowledgement_of(second), "one_a_day");
    const auto next_day = start_ms + 25 * hour_ms;
    mailed("c", "ann@example.net", next_day);
    for (int i = 0; i < 70; ++i)
        mailed("flood " + std::to_string(i), "p" + std::to_string(i) + "@example.net", next_day);
    for (int i = 0; i < 3; ++i) send(next_day);
    EXPECT_EQ(sent.size(), 61u);
    send(next_day + 2 * hour_ms);
    EXPECT_EQ(sent.size(), 72u) << "the other answers wait and are sent later";
}

TEST_F(AMailer, NeverAnswersItselfOrAnInvalidAddress) {
    for (const std::string addr :
         {"stories@example.org", "team@example.org", "", "nobody", "@example.org", "a@", "a@b@c", "a b@example.org",
          "-oQ/tmp@example.org", "a@example.org\r\nBcc: b@c.org", "<a@example.org>"})
        mailed("to " + addr, addr);
    send();
    EXPECT_TRUE(sent.empty());
    EXPECT_TRUE(store.owed(start_ms * 2, 99).empty());
}

TEST_F(AMailer, RetriesWhenTheRelayIsAwayAndGivesUpWhenItRefuses) {
    const auto submission = mailed("a", "ann@example.net");
    relay_says = Error(ErrorKind::temporary, "the relay does not answer");
    send();
    EXPECT_EQ(store.acknowledgement_of(submission), "due");
    EXPECT_TRUE(store.owed(start_ms + minute_ms - 1, 9).empty());
    EXPECT_EQ(store.owed(start_ms + minute_ms, 9).size(), 1u);
    send(start_ms + minute_ms);
    EXPECT_TRUE(store.owed(start_ms + 3 * minute_ms - 1, 9).empty()) << "the second wait is twice as long";
    relay_says = Error(ErrorKind::refused, "the relay did not accept the mail (550)");
    send(start_ms + 3 * minute_ms);
    EXPECT_EQ(store.acknowledgement_of(submission), "refused");
    relay_says.reset();
    mailed("b", "bo@example.net");
    send(start_ms + 6 * 24 * hour_ms);
    EXPECT_TRUE(sent.empty()) << "after five days an answer would only puzzle its reader";
}

}  // namespace
}  // namespace tangible::serve
