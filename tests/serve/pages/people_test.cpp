// Staff accounts as seen in a browser: signing in and out, the account's page, and what the log records of them.
#include "index/building/catch_up.h"
#include "schemas/ground/clock.h"
#include "serve/collection/tokens.h"
#include "tests/index/stories.h"
#include "tests/serve/browser.h"
#include <gtest/gtest.h>
#include <iostream>
#include <sstream>

namespace tangible::serve {
namespace {

/// Captures what is logged during its lifetime.
class Logged {
public:
    Logged() : before_(std::cerr.rdbuf(lines_.rdbuf())) {}
    ~Logged() { std::cerr.rdbuf(before_); }
    std::string lines() const { return lines_.str(); }
    std::size_t times(const std::string& words) const {
        std::size_t n = 0;
        const auto all = lines();
        for (auto at = all.find(words); at != all.npos; at = all.find(words, at + 1)) ++n;
        return n;
    }

private:
    std::ostringstream lines_;
    std::streambuf* before_;
};

class People : public testing::Test {
protected:
    People() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        for (auto [name, role] :
             {std::pair{"zebedee", Role::researcher}, {"quillon", Role::coder}, {"admin", Role::admin}})
            store.add_account({name, role, password_hash(right)});
        published = tell("We built trust.", {Use::team, Use::count, Use::publish, Use::quote});
        studied = tell("They let us down.", {Use::team, Use::count, Use::research});
        kept = tell("It cost us.", {Use::team, Use::count});
        follow();
    }

    StoryId tell(const std::string& text, Uses uses) {
        Story s;
        s.submission = text, s.text = text, s.title = "Title of " + text, s.language = "en";
        s.received_ms = 1'700'000'000'000, s.consent.uses = uses;
        return tests::put(store, s).id;
    }
    void follow() { index::catch_up(store, collection.cues, folder.path()); }

    tests::Folder folder;
    Store store;
    Collection collection;
    Workspace work{collection};
    StoryId published, studied, kept;
};

TEST_F(People, are_told_that_a_story_was_taken_back_only_if_they_could_have_read_it) {
    for (const auto& id : {published, studied, kept}) store.withdraw(id);
    follow();
    Browser anyone{work}, coder{work};
    coder.sign_in("quillon");
    for (const std::string before : {"/stories/", "/api/v1/stories/"}) {
        EXPECT_EQ(anyone.get(before + published).status, 410) << before;
        for (const auto& id : {studied, kept}) EXPECT_EQ(anyone.get(before + id).status, 404) << before;
        for (const auto& id : {published, studied, kept}) EXPECT_EQ(coder.get(before + id).status, 410) << before;
    }
    const auto never = anyone.get("/stories/" + kept), nothing = anyone.get("/stories/0000-0000-0");
    EXPECT_EQ(never.body, nothing.body);
}

TEST_F(People, get_a_new_session_at_each_sign_in_and_the_old_one_ends) {
    Browser b{work}, other{work};
    b.sign_in("quillon"), other.sign_in("quillon");
    const auto first = b.session;
    b.sign_in("quillon");
    EXPECT_NE(b.session, first);
    EXPECT_FALSE(store.session(first, now_ms()));
    EXPECT_EQ(b.get("/desk").status, 200);
    EXPECT_EQ(other.get("/desk").status, 200) << "a session in another browser goes on";
    const auto now = b.session;
    b.sign_in("quillon", "wrong");
    EXPECT_TRUE(store.session(now, now_ms())) << "a wrong password does not end the session";
}

TEST_F(People, can_sign_out_everywhere) {
    Browser one{work}, two{work}, other{work};
    one.sign_in("quillon"), two.sign_in("quillon"), other.sign_in("admin");
    EXPECT_EQ(one.post("/account/sign-out-everywhere", {}).status, 303);
    EXPECT_EQ(one.get("/desk").status, 401);
    EXPECT_EQ(two.get("/desk").status, 401);
    EXPECT_EQ(other.get("/desk").status, 200);
    two.sign_in("quillon");
    two.post("/sign-out", {});
    EXPECT_EQ(two.get("/desk").status, 401);
    EXPECT_FALSE(two.device.empty()) << "the device stays known";
}

TEST_F(People, change_their_own_password) {
    Browser b{work}, other{work};
    b.sign_in("quillon"), other.sign_in("quillon");
    const std::string next = "kettles and lampshades";
    EXPECT_EQ(b.post("/account/password", {{"password", "wrong"}, {"new", next}}).status, 403);
    const auto common = b.post("/account/password", {{"password", right}, {"new", "passwordpassword"}});
    EXPECT_EQ(common.status, 422);
    EXPECT_NE(common.body.find("too easy to guess"), std::string::npos);
    EXPECT_EQ(b.sign_in("quillon").status, 303) << "nothing was changed";
    EXPECT_EQ(b.post("/account/password", {{"password", right}, {"new", next}}).status, 303);
    EXPECT_EQ(b.get("/account").status, 200) << "this browser stays signed in";
    EXPECT_EQ(other.get("/account").status, 401);
    EXPECT_EQ(other.sign_in("quillon").status, 403);
    EXPECT_EQ(other.sign_in("quillon", next).status, 303);
    for (int i = 0; i < 5; ++i) b.post("/account/password", {{"password", "wrong"}, {"new", next}});
    const auto slow = b.post("/account/password", {{"password", "wrong"}, {"new", next}});
    EXPECT_EQ(slow.status, 429);
    EXPECT_NE(header(slow, "Retry-After"), "");
}

TEST_F(People, confirm_their_own_address_by_a_mail_sent_to_it) {
    collection.config.relay.url = "smtp://relay.example", collection.config.base_url = "http://stories.example";
    collection.config.mail_from = "stories@example.org";
    Browser b{work}, other{work};
    b.sign_in("quillon"), other.sign_in("admin");
    EXPECT_EQ(b.post("/account/address", {{"addr", "not one"}}).status, 422);
    EXPECT_EQ(b.post("/account/address", {{"addr", "Q@Example.org"}}).status, 303);
    const auto link = "/account/address/" + address_token(collection.secret, {"quillon", "q@example.org"});
    EXPECT_EQ(b.get(link).status, 200);
    EXPECT_EQ(store.account("quillon")->addr, "") << "opening the link must not confirm: programs open links too";
    EXPECT_EQ(Browser{work}.get(link).status, 401);
    EXPECT_EQ(other.get(link).status, 404);
    EXPECT_EQ(other.post(link, {}).status, 404);
    EXPECT_EQ(b.post(link, {}).status, 303);
    EXPECT_EQ(store.account("quillon")->addr, "q@example.org");

    // Only mail to this address may show what the account may see.
    store.put_saved_search(SavedSearch{"5a7ed", "quillon", "A search", "q=trust", 1});
    b.post("/saved/5a7ed/digest", {{"addr", "q@example.org"}});
    b.post("/saved/5a7ed/digest", {{"addr", "friend@example.org"}});
    std::map<std::string, std::string> eyes;
    for (const auto& s : store.subscriptions_due(now_ms(), 10)) eyes[s.addr] = s.account;
    EXPECT_EQ(eyes, (std::map<std::string, std::string>{{"q@example.org", "quillon"}, {"friend@example.org", ""}}));
    b.post("/account/address/forget", {});
    EXPECT_EQ(store.account("quillon")->addr, "");
}

TEST_F(People, appear_in_the_log_without_the_words_they_typed) {
    Logged log;
    Browser b{work};
    b.sign_in("a password typed as name", right);
    b.sign_in("quillon", "wrong wrong wrong");
    for (int i = 0; i < 6; ++i) b.sign_in("admin", "wrong wrong wrong");
    b.sign_in("quillon");
    b.get("/search.csv?q=trust");
    b.get("/api/v1/stories/" + published);
    Browser{work}.get("/desk");
    b.post("/sign-out", {});
    EXPECT_EQ(log.times(R"("what":"sign_in_failed","account":"quillon","address":"192.0.2.1"})"), 1u) << log.lines();
    EXPECT_EQ(log.times(R"("what":"sign_in_failed","account":"")"), 1u);
    EXPECT_EQ(log.times(R"("what":"sign_in_delayed","account":"admin")"), 1u);
    EXPECT_EQ(log.times(R"("what":"sign_in","account":"quillon")"), 1u);
    EXPECT_EQ(log.times(R"("what":"export","account":"quillon","address":"192.0.2.1","method":"GET",)"
                        R"("route":"/search","format":"csv")"),
              1u);
    EXPECT_EQ(log.times(R"("what":"export")"), 2u);
    EXPECT_EQ(log.times(R"("what":"refused","account":"","address":"192.0.2.1","method":"GET","route":"/desk")"), 1u);
    EXPECT_EQ(log.times(R"("what":"sign_out","account":"quillon")"), 1u);
    for (auto secret : {"trust", "wrong wrong", "typed as name", right.c_str(), b.device.c_str()})
        EXPECT_EQ(log.lines().find(secret), std::string::npos) << secret;
    std::istringstream lines(log.lines());
    for (std::string line; std::getline(lines, line);)
        EXPECT_TRUE(line.starts_with("{\"ms\":") && line.ends_with("}")) << line;
}

TEST_F(People, who_are_refused_see_the_name_that_they_typed) {
    Browser b{work};
    for (int i = 0; i < 5; ++i) b.sign_in("quillon", "wrong");
    const auto refused = b.sign_in("quillon", "wrong");
    EXPECT_EQ(refused.status, 429);
    EXPECT_NE(refused.body.find("value=\"quillon\""), std::string::npos);
    const auto wait = std::stoi(header(refused, "Retry-After"));
    EXPECT_GT(wait, 120);
    EXPECT_LE(wait, 180);
}

}  // namespace
}  // namespace tangible::serve
