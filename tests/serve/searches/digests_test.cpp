#include "schemas/ground/error.h"
#include "serve/collection/tokens.h"
#include "serve/mail/own_mail.h"
#include "serve/searches/digests.h"
#include "tests/index/collection.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms,
                       start_ms = 1'700'000'000'000;
const Uses everything{Use::team, Use::count, Use::research, Use::publish, Use::quote};

struct Digests : testing::Test {
    index::Collection c;
    Config config;
    std::vector<std::pair<std::string, std::string>> sent;
    std::optional<Error> relay_says;

    Digests() {
        config.name = "Straeon y Bryn: Ŵyl";
        config.mail_from = "stories@example.org";
        config.base_url = "https://stories.example.org";
        c.store.put_saved_search(SavedSearch{"hall", "ana", "Y neuadd: gŵyl", "q=hall", start_ms});
    }

    StoryId arrives(const std::string& text, Uses uses = everything) {
        auto story = index::open_story(text);
        story.title = "Title of " + text, story.consent.uses = uses;
        const auto id = c.add(story).id;
        follow(id);
        return id;
    }
    void follow(const StoryId& id) {
        if (const auto story = c.store.story(id, Use::own)) c.index(*story, {});
        c.commit();
    }
    void subscribed(const std::string& addr, const std::string& account = "") {
        Subscription s;
        s.id = "id of " + addr, s.search = "hall", s.addr = addr, s.account = account;
        ASSERT_TRUE(c.store.subscribe(s, token(addr), start_ms));
    }
    void confirmed(const std::string& addr, const std::string& account = "") {
        subscribed(addr, account);
        c.store.confirm(*c.store.subscription(token(addr)), start_ms);
    }
    static std::string token(const std::string& addr) { return subscription_token("secret", "id of " + addr); }

    std::size_t send(std::int64_t now_ms = start_ms, bool looked_at_or_not = true) {
        auto searcher = c.searcher();
        return send_digests(c.store, searcher, config, "secret", {now_ms, looked_at_or_not},
                            [&](const std::string& to, std::string_view mail) {
                                if (relay_says) throw *relay_says;
                                std::string text(mail);
                                for (std::size_t soft; (soft = text.find("=\r\n")) != text.npos;) text.erase(soft, 3);
                                sent.emplace_back(to, text);
                            });
    }
    bool has(const std::string& words) { return sent.at(0).second.find(words) != std::string::npos; }
};

TEST_F(Digests, AskForConfirmationAndSendNothingBeforeIt) {
    subscribed("ann@example.net");
    EXPECT_EQ(send(), 1u);
    EXPECT_EQ(sent.at(0).first, "ann@example.net");
    EXPECT_TRUE(has("https://stories.example.org/digest/" + token("ann@example.net")));
    EXPECT_TRUE(has("Auto-Submitted: auto-generated\r\n"));
    EXPECT_FALSE(has("List-Unsubscribe")) << "there is no subscription to end yet";
    arrives("The hall was painted.");
    EXPECT_EQ(send(start_ms + day_ms), 0u);
}

TEST_F(Digests, ListOnlyStoriesThatAreNew) {
    arrives("The old hall was there before.");
    confirmed("ann@example.net");
    arrives("A shed, and nothing else.");
    EXPECT_EQ(send(), 0u) << "nothing is new";
    const auto id = arrives("The hall was painted.");
    EXPECT_EQ(send(), 1u);
    for (const std::string& words :
         {std::string("- Title of The hall was painted. (2019)\r\n"), "https://stories.example.org/stories/" + id,
          std::string("  The hall was painted\r\n"), std::string("https://stories.example.org/saved/hall"),
          "List-Unsubscribe: <https://stories.example.org/digest/" + token("ann@example.net") + "/stop>\r\n",
          std::string("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")})
        EXPECT_TRUE(has(words)) << words << "not in\n" << sent[0].second;
    EXPECT_FALSE(has("old hall"));
    EXPECT_FALSE(has("shed"));
    const auto head = sent[0].second.substr(0, sent[0].second.find("\r\n\r\n"));
    EXPECT_EQ(head.find_first_of("\xC3\xC5"), std::string::npos) << "the headers must be ASCII only";
}

TEST_F(Digests, AreSentOnceADayAtMost) {
    confirmed("ann@example.net");
    arrives("The hall was painted.");
    EXPECT_EQ(send(), 1u);
    const auto id = arrives("The hall was opened.");
    EXPECT_EQ(send(start_ms + 20 * hour_ms), 0u);
    sent.clear();
    EXPECT_EQ(send(start_ms + day_ms, false), 1u);
    EXPECT_TRUE(has(id));
    EXPECT_FALSE(has("painted")) << "an earlier digest listed it";
    EXPECT_EQ(send(start_ms + 3 * day_ms), 0u);
}

TEST_F(Digests, LookForNewStoriesAgainAfterAnHour) {
    confirmed("ann@example.net");
    EXPECT_EQ(send(start_ms, false), 0u);
    arrives("The hall was painted.");
    EXPECT_EQ(send(start_ms + 59 * minute_ms, false), 0u);
    EXPECT_EQ(send(start_ms + hour_ms, false), 1u);
}

TEST_F(Digests, NeverListAStoryThatWasTakenBack) {
    confirmed("ann@example.net");
    const auto id = arrives("The hall was painted.");
    c.store.withdraw(id);  // the index has not caught up
    EXPECT_EQ(send(), 0u);
    EXPECT_TRUE(sent.empty());
}

TEST_F(Digests, ListAStoryForThePublicOnceItBecomesPublic) {
    confirmed("ann@example.net");
    const auto id = arrives("The hall was painted.", {Use::team, Use::count});
    EXPECT_EQ(send(), 0u);
    c.store.set_consent(id, {"", everything, 9});
    follow(id);
    EXPECT_EQ(send(start_ms + hour_ms), 1u);
    EXPECT_TRUE(has(id));
}

TEST_F(Digests, ListAStoryForTheTeamOnceAndWithoutWordsThatAreNotPublic) {
    c.store.put_account(Account{"ana", Role::coder, "hash", "ana@example.net"});
    confirmed("ana@example.net", "ana");
    const auto id = arrives("The hall was painted.", {Use::team, Use::count});
    EXPECT_EQ(send(), 1u);
    EXPECT_TRUE(has("- Title of The hall was painted."));
    EXPECT_FALSE(has("  The hall was painted"));
    c.store.set_consent(id, {"", everything, 9});
    follow(id);
    EXPECT_EQ(send(start_ms + 2 * day_ms), 0u) << "the team has been sent this story before";
}

TEST_F(Digests, ListOnlyPublicStoriesUnlessTheAddressIsTheAccountsOwn) {
    c.store.put_account(Account{"ana", Role::coder, "hash", "ana@example.net"});
    c.store.put_account(Account{"ben", Role::coder, "hash"});
    c.store.put_account(Account{"cat", Role::coder, "hash", "cat@example.net", true});
    confirmed("elsewhere@example.net", "ana");
    confirmed("ben@example.net", "ben");  // never confirmed as this account's address
    confirmed("cat@example.net", "cat");  // disabled
    confirmed("nobody@example.net", "nobody");
    arrives("The hall was painted.", {Use::team, Use::count});
    EXPECT_EQ(send(), 0u);
    confirmed("ana@example.net", "ana");
    arrives("The hall was opened.", {Use::team, Use::count});
    EXPECT_EQ(send(), 1u);
    EXPECT_EQ(sent.at(0).first, "ana@example.net");
}

TEST_F(Digests, ListPublicAndResearchStoriesForResearchers) {
    c.store.put_account(Account{"ana", Role::researcher, "hash", "ana@example.net"});
    confirmed("ana@example.net", "ana");
    arrives("The hall was painted.", {Use::team, Use::count, Use::publish});
    arrives("The hall was opened.", {Use::team, Use::count, Use::research});
    arrives("The hall was closed.", {Use::team, Use::count});
    EXPECT_EQ(send(), 1u);
    EXPECT_TRUE(has("- Title of The hall was painted."));
    EXPECT_TRUE(has("- Title of The hall was opened."));
    EXPECT_FALSE(has("closed"));
}

TEST_F(Digests, AskAnAccountsOwnerWhetherAnAddressIsTheirs) {
    c.store.put_account(Account{"ana", Role::coder, "hash"});
    const AddressCheck check{"ana", "ana@example.net"};
    ASSERT_TRUE(c.store.check_address(check, address_token("secret", check), start_ms));
    relay_says = Error(ErrorKind::temporary, "the relay does not answer");
    EXPECT_EQ(send(), 0u);
    relay_says.reset();
    EXPECT_EQ(send(), 1u);
    EXPECT_EQ(sent.at(0).first, "ana@example.net");
    EXPECT_TRUE(has("https://stories.example.org/account/address/" + address_token("secret", check)));
    EXPECT_EQ(send(), 0u) << "the question is sent once";
    EXPECT_EQ(c.store.account("ana")->addr, "") << "the account has no address until they say yes";
}

TEST_F(Digests, WaitForTheIndex) {
    confirmed("ann@example.net");
    const auto id = arrives("The hall was painted.");
    const auto before = c.store.revision();
    c.store.set_consent(id, {"", {Use::team, Use::count}, 8});
    c.store.set_consent(id, {"", everything, 9});
    c.index(*c.store.story(id, Use::own), {});
    c.commit(before);  // the index holds more than its revision says, as when store and index change together
    EXPECT_EQ(send(), 0u);
    follow(id);
    EXPECT_EQ(send(), 1u);
    EXPECT_EQ(send(start_ms + 2 * day_ms), 0u) << "the digest is sent once";
}

TEST_F(Digests, PauseWhileTheRelayIsAway) {
    for (const auto* addr : {"a@example.net", "b@example.net"}) confirmed(addr);
    arrives("The hall was painted.");
    relay_says = Error(ErrorKind::temporary, "the relay does not answer");
    EXPECT_EQ(send(start_ms, false), 0u);
    relay_says.reset();
    EXPECT_EQ(send(start_ms + minute_ms, false), 0u);
    EXPECT_EQ(send(start_ms + 5 * minute_ms, false), 2u);
}

TEST_F(Digests, EndTheSubscriptionOfAnAddressThatIsRefused) {
    subscribed("no@example.net");
    relay_says = Error(ErrorKind::refused, "the relay did not accept the mail (550)");
    send();
    EXPECT_FALSE(c.store.subscription(token("no@example.net")));
}

TEST_F(Digests, LeaveRoomForAcknowledgements) {
    for (int i = 0; i < 45; ++i) subscribed("p" + std::to_string(i) + "@example.net");
    EXPECT_EQ(send(), 40u);
    EXPECT_EQ(send(start_ms + 2 * hour_ms), 5u);
}

}  // namespace
}  // namespace tangible::serve
