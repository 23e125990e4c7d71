// The link that makes the first administrator, as a newcomer and as a stranger open it.
#include "tests/schemas/folder.h"
#include "tests/serve/browser.h"
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>

namespace tangible::serve {
namespace {

constexpr std::int64_t hour_ms = 3600 * 1000;

class FirstAccount : public testing::Test {
protected:
    FirstAccount() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        store.offer_first_account(token, now_ms() + hour_ms);
    }

    Reply make(Browser& b, const std::string& name, const std::string& password) {
        return b.post("/first/" + token, {{"name", name}, {"password", password}});
    }

    tests::Folder folder;
    Store store;
    Collection collection;
    Workspace work{collection};
    const std::string token = random_token();
};

TEST_F(FirstAccount, is_an_administrator_who_is_signed_in_and_led_to_the_queue) {
    Browser b{work};
    EXPECT_EQ(b.get("/first/" + token).status, 200);
    const auto reply = make(b, "robin", right);
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(header(reply, "Location"), "/moderate");
    EXPECT_EQ(b.get("/moderate").status, 200);
    EXPECT_EQ(store.account("robin")->role, Role::admin);
    EXPECT_EQ(Browser{work}.sign_in("robin").status, 303);
}

TEST_F(FirstAccount, is_made_once) {
    Browser one{work}, two{work};
    make(one, "robin", right);
    EXPECT_EQ(two.get("/first/" + token).status, 404);
    EXPECT_EQ(make(two, "mallory", right).status, 404);
    EXPECT_EQ(store.accounts().size(), 1u);
}

TEST_F(FirstAccount, follows_the_rules_for_names_and_passwords) {
    Browser b{work};
    const auto reply = make(b, "robin\n", "too short");
    EXPECT_EQ(reply.status, 422);
    EXPECT_NE(reply.body.find("<title>Error: "), std::string::npos);
    EXPECT_NE(reply.body.find("value=\"robin"), std::string::npos) << "what was typed is not lost";
    EXPECT_EQ(make(b, "", right).status, 422);
    EXPECT_EQ(make(b, std::string(101, 'a'), right).status, 422);
    EXPECT_EQ(make(b, "robin", "passwordpassword").status, 422);
    EXPECT_TRUE(store.accounts().empty());
    EXPECT_EQ(make(b, "robin", right).status, 303) << "a mistake does not use up the link";
}

TEST_F(FirstAccount, needs_the_link_and_wrong_ones_are_slowed_down) {
    Browser stranger{work, "192.0.2.9"}, newcomer{work};
    for (int i = 0; i < 30; ++i) EXPECT_EQ(stranger.get("/first/" + random_token()).status, 404);
    const auto slow = stranger.get("/first/" + token);
    EXPECT_EQ(slow.status, 429);
    EXPECT_NE(header(slow, "Retry-After"), "");
    for (int i = 0; i < 40; ++i)
        EXPECT_EQ(newcomer.get("/first/" + token).status, 200) << "a right link does not count";
}

TEST_F(FirstAccount, leaves_no_link_in_the_log) {
    std::ostringstream lines;
    auto* before = std::cerr.rdbuf(lines.rdbuf());
    Browser b{work};
    b.get("/first/" + token);
    make(b, "robin", "too short");
    make(b, "robin", right);
    b.get("/first/" + token);
    std::cerr.rdbuf(before);
    EXPECT_NE(lines.str().find(R"("what":"account_added","account":"robin","address":"192.0.2.1"})"), std::string::npos)
        << lines.str();
    EXPECT_EQ(lines.str().find(token), std::string::npos);
    EXPECT_EQ(lines.str().find("/first/" + token.substr(0, 8)), std::string::npos);
}

}  // namespace
}  // namespace tangible::serve
