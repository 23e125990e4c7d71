// Complaints as whoever complains, a moderator, a coder and a stranger see them.
#include "index/building/catch_up.h"
#include "tests/index/stories.h"
#include "tests/serve/browser.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

class ComplaintPages : public testing::Test {
protected:
    ComplaintPages() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        for (auto [name, role] : {std::pair{"quillon", Role::coder}, {"zebedee", Role::moderator}})
            store.put_account(Account{name, role, password_hash(right)});
        index::catch_up(store, collection.cues, folder.path());
        moderator.sign_in("zebedee");
    }

    Reply send(Fields form, const std::string& address = "192.0.2.1") {
        const auto given = [&](const char* name) { return !value_of(form, name).empty(); };
        if (!given("token")) form.emplace_back("token", one_time_token(collection.secret, "complain", now_ms()));
        return Browser{work, address}.post("/complain", std::move(form));
    }
    std::string complained(Fields form) {
        const auto to = header(send(std::move(form)), "Location");
        return to.substr(0, to.find('?'));
    }

    tests::Folder folder;
    Store store;
    Collection collection;
    Workspace work{collection};
    Browser moderator{work}, anyone{work};
};

TEST_F(ComplaintPages, store_a_complaint_and_lead_to_a_private_link) {
    EXPECT_EQ(anyone.get("/complain").status, 200);
    const auto link = complained({{"words", "You printed <b>my</b> name."}, {"addr", "a@example.org"}});
    ASSERT_TRUE(link.starts_with("/complaint/")) << link;
    const auto page = anyone.get(link + "?sent=yes").body;
    for (const auto* word : {"C-1", "has arrived", "You printed &lt;b&gt;my&lt;/b&gt; name.", "We answer by"})
        EXPECT_NE(page.find(word), std::string::npos) << word;
    EXPECT_EQ(anyone.get("/complaint/" + std::string(40, 'a')).status, 404);
}

TEST_F(ComplaintPages, refuse_what_is_wrong_and_show_the_words_again) {
    struct Case {
        Fields form;
        int status;
        const char* said;
    };
    const Case cases[] = {
        {{{"words", " \n"}}, 422, "Write what happened"},
        {{{"words", "Kept words"}, {"story", "my story"}}, 422, "not the reference of a story"},
        {{{"words", "Kept words"}, {"addr", "a@b\r\nTo: c"}}, 422, "one complete email address"},
        {{{"words", "Kept words " + std::string(20'000, 'x')}}, 422, "shorter than 20,000 characters"},
        {{{"words", "Kept words"}, {"token", "1.2.3"}}, 400, "open for more than a day"},
        {{{"words", "words"}, {"website", "http://x"}}, 400, "as if a program sent it"},
    };
    for (const auto& c : cases) {
        const auto reply = send(c.form);
        EXPECT_EQ(reply.status, c.status) << c.said;
        EXPECT_NE(reply.body.find(c.said), std::string::npos) << c.said;
        if (value_of(c.form, "words").starts_with("Kept")) {
            EXPECT_NE(reply.body.find("Kept words"), std::string::npos) << c.said;
        }
    }
    EXPECT_TRUE(store.complaints().empty());
}

TEST_F(ComplaintPages, let_a_moderator_say_that_whoever_wrote_a_letter_has_the_link) {
    Complaint letter;
    letter.words = "By letter.", letter.received_ms = now_ms();
    const auto path = "/complaints/" + std::to_string(store.put_complaint(letter, "l", ComplaintAct::received));
    const auto offers = [&] { return moderator.get(path).body.find("value=\"acknowledged\"") != std::string::npos; };
    moderator.post(path + "/step", {{"step", "looking"}});
    EXPECT_TRUE(offers()) << "also while somebody looks into it";
    EXPECT_EQ(moderator.post(path + "/step", {{"step", "acknowledged"}}).status, 303);
    EXPECT_FALSE(offers());
}

TEST_F(ComplaintPages, keep_a_form_once_and_slow_down_who_sends_many) {
    const Fields form{{"words", "Twice."}, {"token", one_time_token(collection.secret, "complain", now_ms())}};
    EXPECT_EQ(header(send(form), "Location"), header(send(form), "Location"));
    EXPECT_EQ(store.complaints().size(), 1u);
    for (int i = 0; i < 18; ++i) EXPECT_EQ(send({{"words", std::to_string(i)}}).status, 303);
    const auto slow = send({{"words", "Kept words"}});
    EXPECT_EQ(slow.status, 429);
    EXPECT_NE(header(slow, "Retry-After"), "");
    EXPECT_NE(slow.body.find("Kept words"), std::string::npos);
    EXPECT_EQ(send({{"words", "Another"}}, "192.0.2.7").status, 303);
}

TEST_F(ComplaintPages, of_the_register_are_for_moderators) {
    complained({{"words", "One."}});
    Browser coder{work};
    coder.sign_in("quillon");
    for (const auto* path : {"/complaints", "/complaints.csv", "/complaints/1"}) {
        EXPECT_EQ(anyone.get(path).status, 401) << path;
        EXPECT_EQ(coder.get(path).status, 403) << path;
        EXPECT_EQ(moderator.get(path).status, 200) << path;
    }
    EXPECT_EQ(coder.post("/complaints/1/step", {{"step", "answered"}, {"note", "No."}}).status, 403);
    EXPECT_EQ(moderator.get("/complaints/2").status, 404);
}

TEST_F(ComplaintPages, answer_without_the_name_of_who_answers) {
    const auto link = complained({{"words", "It is late."}});
    EXPECT_EQ(moderator.post("/complaints/1/step", {{"step", "answered"}, {"note", " "}}).status, 422);
    EXPECT_EQ(moderator.post("/complaints/1/step", {{"step", "received"}, {"note", "x"}}).status, 400);
    EXPECT_EQ(moderator.post("/complaints/1/step", {{"step", "looking"}}).status, 303);
    EXPECT_EQ(moderator.post("/complaints/1/step", {{"step", "answered"}, {"note", "We are <sorry>."}}).status, 303);
    const auto page = anyone.get(link).body;
    for (const auto* word : {"Our team is looking into it", "Our team answered", "We are &lt;sorry&gt;."})
        EXPECT_NE(page.find(word), std::string::npos) << word;
    EXPECT_EQ(page.find("zebedee"), std::string::npos);
    EXPECT_EQ(page.find("We answer by"), std::string::npos);
    EXPECT_NE(moderator.get("/complaints/1").body.find("zebedee"), std::string::npos);
}

TEST_F(ComplaintPages, show_what_is_overdue_to_both) {
    Complaint old;
    old.words = "Long ago.", old.received_ms = now_ms() - complaint_due_ms - 1000;
    store.put_complaint(old, "token-of-old");
    complained({{"words", "Today."}});
    const auto list = moderator.get("/complaints").body;
    EXPECT_LT(list.find("1 day overdue"), list.find("30 days left"));
    EXPECT_NE(list.find("30 days left"), std::string::npos) << list;
    EXPECT_NE(anyone.get("/complaint/token-of-old").body.find("We are sorry that it is taking longer"),
              std::string::npos);
}

TEST_F(ComplaintPages, give_an_auditor_the_register_without_words) {
    complained({{"words", "Secretwords."}, {"addr", "secret@example.org"}, {"story", "7f3k q2m9 n"}});
    moderator.post("/complaints/1/step", {{"step", "answered"}, {"note", "Secretanswer."}});
    const auto csv = moderator.get("/complaints.csv");
    EXPECT_TRUE(csv.type.starts_with("text/csv"));
    EXPECT_NE(csv.body.find("\"C-1\",\"7F3K-Q2M9-N\",\"no such story\",\"yes\",\""), std::string::npos) << csv.body;
    for (const auto* word : {"Secret", "secret", "zebedee"}) EXPECT_EQ(csv.body.find(word), std::string::npos) << word;
}

TEST_F(ComplaintPages, say_that_a_story_is_erased_only_to_those_who_may_know) {
    const auto put = [&](Uses uses, const std::string& text) {
        Story s;
        s.submission = text, s.text = text, s.language = "en", s.received_ms = now_ms(), s.consent.uses = uses;
        return tests::put(store, s).id;
    };
    const auto shown = put({Use::team, Use::count, Use::publish}, "We washed."), hidden = put({Use::team}, "We dried.");
    const auto link = complained({{"words", "One."}, {"story", shown}});
    const auto other = complained({{"words", "Two."}, {"story", hidden}});
    EXPECT_NE(moderator.get("/complaints/1").body.find("href=\"/moderate/" + shown), std::string::npos);
    for (const auto& id : {shown, hidden}) store.withdraw(id);
    for (const auto* path : {"/complaints/1", "/complaints/2"})
        EXPECT_NE(moderator.get(path).body.find("story erased"), std::string::npos) << path;
    EXPECT_NE(anyone.get(link).body.find("which is erased"), std::string::npos);
    EXPECT_EQ(anyone.get(other).body.find("which is erased"), std::string::npos)
        << "strangers must not learn that there was a story";
}

TEST_F(ComplaintPages, erase_the_words_of_an_answered_complaint) {
    const auto link = complained({{"words", "Secretwords."}, {"addr", "secret@example.org"}});
    EXPECT_EQ(moderator.post("/complaints/1/erase", {{"sure", "yes"}}).status, 403) << "not answered yet";
    moderator.post("/complaints/1/step", {{"step", "answered"}, {"note", "Secretanswer."}});
    moderator.post("/complaints/1/erase", {});
    EXPECT_FALSE(store.complaint(1)->erased) << "not sure";
    EXPECT_EQ(moderator.post("/complaints/1/erase", {{"sure", "yes"}}).status, 303);
    EXPECT_NE(anyone.get(link).body.find("We have erased your words"), std::string::npos);
    EXPECT_NE(moderator.get("/complaints").body.find("words erased"), std::string::npos);
    for (const auto& page : {anyone.get(link).body, moderator.get("/complaints/1").body})
        for (const auto* word : {"Secretwords", "secret@", "Secretanswer"})
            EXPECT_EQ(page.find(word), std::string::npos) << word;
}

}  // namespace
}  // namespace tangible::serve
