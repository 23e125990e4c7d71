// The moderation pages, asked as a moderator, a coder, the teller and a stranger ask.
#include "index/building/catch_up.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "serve/coding/moderating.h"
#include "serve/coding/signs.h"
#include "tests/index/stories.h"
#include "tests/serve/browser.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

const std::string told = "Amina Yusuf from 12 Mill Lane helped us.\nWe trusted them after a year of tea.";

class ModerationPages : public testing::Test {
protected:
    ModerationPages() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        for (auto [name, role] : {std::pair{"quillon", Role::coder}, {"mo", Role::moderator}})
            store.put_account(Account{name, role, password_hash(right)});
        Submission submission;
        submission.bytes = told, submission.id = sha256_hex(told), submission.received_ms = now_ms();
        id = store.put(submission, token).reference;
        Story s;
        s.submission = submission.id, s.text = told, s.title = "Tea with Amina", s.language = "en", s.year = 2019;
        s.received_ms = now_ms(), s.moderation = Moderation::waiting;
        s.consent.uses = {Use::team, Use::count, Use::research, Use::publish, Use::quote};
        store.put_stories(submission.id, {s});
        follow();
        moderator.sign_in("mo");
    }

    void follow() {
        index::catch_up(store, collection.cues, folder.path());
        note_signs(store, collection.signs);
    }
    /// What a stranger is shown under every address that could show the story.
    std::string seen_by_anyone() {
        Browser anyone{work};
        std::string all;
        for (const auto& path : {"/stories/" + id, "/stories/" + id + ".json", std::string("/search?q=tea"),
                                 std::string("/search.json?q=amina"), std::string("/search.atom?q=trusted"),
                                 std::string("/themes/rel.trust"), "/api/v1/stories/" + id})
            all += anyone.get(path).body;
        return all;
    }
    std::string what_is_read() { return digest_of_reading(store, id); }
    /// As the forms on the page do, which carry what was read.
    Reply words(Fields form) {
        form.emplace_back("read", what_is_read());
        return moderator.post("/moderate/" + id + "/words", std::move(form));
    }
    Reply decide(Fields form) {
        form.emplace_back("read", what_is_read());
        return moderator.post("/moderate/" + id + "/decision", std::move(form));
    }
    Reply answer(Browser& teller, Fields form) {
        form.emplace_back("read", what_is_read());
        return teller.post("/manage/" + token + "/answer", std::move(form));
    }

    tests::Folder folder;
    Store store;
    Collection collection;
    Workspace work{collection};
    Browser moderator{work};
    const std::string token = std::string(40, 'a');
    StoryId id;
};

TEST_F(ModerationPages, are_for_moderators) {
    Browser anyone{work}, coder{work};
    coder.sign_in("quillon");
    for (const auto& path : {std::string("/moderate"), "/moderate/" + id}) {
        EXPECT_NE(anyone.get(path).status, 200);
        EXPECT_NE(coder.get(path).status, 200);
        EXPECT_EQ(moderator.get(path).status, 200);
    }
    EXPECT_NE(moderator.get("/moderate").body.find(id), std::string::npos);
}

TEST_F(ModerationPages, show_nothing_to_strangers_before_it_is_passed_and_no_hidden_word_after) {
    for (const auto* word : {"Amina", "Mill Lane", "year of tea"})
        EXPECT_EQ(seen_by_anyone().find(word), std::string::npos) << word;
    const auto page = moderator.get("/moderate/" + id).body;
    EXPECT_NE(page.find("Amina Yusuf"), std::string::npos);
    EXPECT_NE(page.find("A street address"), std::string::npos) << page;

    EXPECT_EQ(words({{"do", "hide-all-proposals"}}).status, 303);
    EXPECT_EQ(words({{"do", "title"}, {"title", "Tea with a neighbour"}}).status, 303);
    EXPECT_EQ(decide({{"act", "pass"}}).status, 303);
    follow();
    const auto seen = seen_by_anyone();
    for (const auto* word : {"Amina", "Yusuf", "Mill Lane"}) EXPECT_EQ(seen.find(word), std::string::npos) << word;
    for (const auto* word : {"Tea with a neighbour", "[name]", "[address]", "year of tea"})
        EXPECT_NE(seen.find(word), std::string::npos) << word;
    Browser coder{work};
    coder.sign_in("quillon");
    EXPECT_EQ(coder.get("/desk/" + id).body.find("Amina"), std::string::npos);
    // Its teller sees their own words, what became of them, and the story as others see it.
    const auto own = Browser{work}.get("/manage/" + token).body;
    for (const auto* word : {"Amina Yusuf", "[name]", "as other people see it"})
        EXPECT_NE(own.find(word), std::string::npos) << word;
}

TEST_F(ModerationPages, hide_words_by_hand_and_undo) {
    words({{"do", "find"}, {"words", "Amina Yusuf"}, {"instead", "[a neighbour]"}});
    EXPECT_EQ(store.story(id, Use::team)->text.rfind("[a neighbour] from", 0), 0u);
    const auto number = std::to_string(store.redactions(id).at(0).number);
    words({{"do", "undo"}, {"number", number}});
    EXPECT_EQ(store.story(id, Use::team)->text, told);
    EXPECT_EQ(words({{"do", "hide"}, {"begin", "3"}, {"end", "99999"}}).status, 403);
    EXPECT_EQ(words({{"do", "nonsense"}}).status, 400);
    EXPECT_EQ(words({{"do", "find"}, {"words", "Amina"}, {"instead", std::string(201, 'x')}}).status, 400);
    EXPECT_EQ(store.story(id, Use::team)->text, told);
}

TEST_F(ModerationPages, say_what_became_of_hidden_words_when_the_teller_changes_the_text) {
    words({{"do", "find"}, {"words", "Amina"}, {"instead", "[a neighbour]"}});
    EXPECT_EQ(moderator.get("/moderate/" + id).body.find("The text has changed"), std::string::npos);
    store.correct(id, {"Tea", "It began with Amina. " + told, "", 2019, now_ms()});
    auto page = moderator.get("/moderate/" + id).body;
    EXPECT_NE(page.find("The text has changed since somebody looked at it."), page.npos);
    EXPECT_NE(page.find("The program hid words in 1 place:"), page.npos);
    EXPECT_NE(page.find("hidden by the program when the text changed"), page.npos);
    EXPECT_EQ(page.find("The text no longer contains"), page.npos);
    store.correct(id, {"Tea", "Sasha Petrov was there, and nothing is left of it all.", "", 2019, now_ms()});
    page = moderator.get("/moderate/" + id).body;
    EXPECT_NE(page.find("The text no longer contains 1 phrase that somebody hid."), page.npos);
    EXPECT_NE(page.find("no longer in the text: the program hides it if the teller writes it again"), page.npos);
    // The line of what is gone has no mark in the story, but a number of its own.
    EXPECT_NE(page.find("id=\"c1\""), page.npos);
    EXPECT_EQ(page.find("id=\"c1\""), page.rfind("id=\"c1\""));
    EXPECT_NE(page.find("id=\"c2\""), page.npos);
}

TEST_F(ModerationPages, hide_words_in_any_case_and_say_where_they_still_show) {
    const auto reply = words({{"do", "find"}, {"words", "AMINA"}, {"instead", "[a neighbour]"}});
    ASSERT_EQ(reply.status, 303);
    EXPECT_EQ(store.story(id, Use::team)->text.rfind("[a neighbour] Yusuf from", 0), 0u);
    const auto led = header(reply, "Location");
    const auto after = moderator.get(led.substr(0, led.find('#'))).body;
    EXPECT_NE(after.find("1 place is hidden now: “Amina”"), after.npos);
    EXPECT_EQ(after.find("The title contains them too"), after.npos) << "others see it without them";
    // A longer phrase takes the place of what was hidden of it.
    EXPECT_EQ(words({{"do", "find"}, {"words", "amina yusuf"}, {"instead", "[two neighbours]"}}).status, 303);
    EXPECT_EQ(store.story(id, Use::team)->text.rfind("[two neighbours] from", 0), 0u);
    EXPECT_EQ(store.redactions(id).size(), 1u);
    EXPECT_EQ(moderator.get("/moderate/" + id + "?hidden=900&to=999").body.find("hidden now"), after.npos);
}

TEST_F(ModerationPages, say_why_no_words_were_hidden_and_keep_what_was_typed) {
    const auto refused = [&](const std::string& typed) {
        const auto reply = words({{"do", "find"}, {"words", typed}, {"instead", "[somebody]"}});
        EXPECT_EQ(reply.status, 400) << typed;
        EXPECT_NE(reply.body.find("value=\"[somebody]\""), std::string::npos) << typed;
        return reply.body;
    };
    EXPECT_NE(refused("").find("Type the words that you want to hide"), std::string::npos);
    EXPECT_NE(refused("Benedict <b>").find("The story does not contain “Benedict &lt;b&gt;”"), std::string::npos);
    EXPECT_NE(refused("trust").find("only within longer words: “trusted”"), std::string::npos);
    EXPECT_TRUE(store.redactions(id).empty());
    EXPECT_EQ(words({{"do", "find"}, {"words", "trust"}, {"longer", "yes"}}).status, 303);
    EXPECT_EQ(store.redactions(id).at(0).words, "trusted");
    EXPECT_NE(refused("trusted").find("already decided about every place"), std::string::npos);
}

TEST_F(ModerationPages, hide_a_detail_that_singles_the_story_out) {
    decide({{"act", "leave-and-pass"}});
    follow();
    EXPECT_NE(seen_by_anyone().find("2019"), std::string::npos);
    EXPECT_EQ(words({{"do", "hide-field"}, {"field", "year"}}).status, 303);
    EXPECT_EQ(words({{"do", "hide-field"}, {"field", "text"}}).status, 400);
    follow();
    EXPECT_EQ(store.story(id, Use::publish)->year, 0);
    EXPECT_EQ(seen_by_anyone().find("2019"), std::string::npos);
    EXPECT_EQ(Browser{work}.get("/search.json?q=tea+year:2019").body.find(id), std::string::npos);
    EXPECT_NE(Browser{work}.get("/manage/" + token).body.find("The year: <q dir=\"auto\">2019</q> is not shown"),
              std::string::npos);
    EXPECT_NE(moderator.get("/moderate/" + id).body.find("<bdi>year 2019</bdi> is hidden"), std::string::npos);
    words({{"do", "undo"}, {"number", std::to_string(store.redactions(id).at(0).number)}});
    EXPECT_EQ(store.story(id, Use::own)->year, 2019);
    EXPECT_FALSE(store.story(id, Use::publish)) << "it waits again";
}

TEST_F(ModerationPages, name_a_hidden_partnership_to_the_teller_as_people_know_it) {
    Partnership p;
    p.id = "hk", p.name = "Harbour Kitchen";
    store.put_partnership(p);
    auto story = *store.original(id, Use::own);
    story.consent.uses = story.chosen, story.partnership = "hk";
    store.put_stories(story.submission, {story});
    words({{"do", "hide-field"}, {"field", "partnership"}});
    const auto own = Browser{work}.get("/manage/" + token).body;
    EXPECT_NE(own.find("The partnership: <q dir=\"auto\">Harbour Kitchen</q> is not shown"), std::string::npos);
}

TEST_F(ModerationPages, keep_a_story_only_with_a_reason_that_its_teller_reads) {
    EXPECT_EQ(decide({{"act", "keep"}}).status, 400);
    EXPECT_EQ(store.story(id, Use::own)->moderation, Moderation::waiting);
    EXPECT_EQ(decide({{"act", "keep"}, {"reason", "harm"}, {"note", "Please <b>ring</b> us."}}).status, 303);
    const auto own = Browser{work}.get("/manage/" + token).body;
    EXPECT_NE(own.find("It could bring harm"), std::string::npos);
    EXPECT_NE(own.find("Please &lt;b&gt;ring&lt;/b&gt; us."), std::string::npos);
    EXPECT_EQ(decide({{"act", "agree"}}).status, 400) << "only tellers agree";
}

TEST_F(ModerationPages, hide_all_proposals_and_pass_in_one_commit) {
    moderator.get("/moderate/" + id);
    EXPECT_EQ(moderator.post("/moderate/" + id + "/decision", {{"act", "hide-and-pass"}, {"read", "another"}}).status,
              403);
    EXPECT_TRUE(store.redactions(id).empty()) << "nothing is hidden without passing";
    const auto before = store.revision();
    const auto reply = decide({{"act", "hide-and-pass"}, {"note", "A pleasure."}});
    EXPECT_EQ(reply.status, 303);
    EXPECT_EQ(store.story(id, Use::publish)->text.find("Amina"), std::string::npos);
    EXPECT_FALSE(store.redactions(id).empty());
    EXPECT_GT(store.revision(), before);
    // Nobody between the two commits: a reader of any revision in between would see names of a story that was passed.
    EXPECT_EQ(store.changes_since(before, 10).size(), 1u);
    follow();
    EXPECT_EQ(seen_by_anyone().find("Amina Yusuf"), std::string::npos);
    EXPECT_NE(Browser{work}.get("/manage/" + token).body.find("A pleasure."), std::string::npos);
}

TEST_F(ModerationPages, hide_the_same_words_in_other_letters_and_pass) {
    store.correct(id, {"Tea", told + "\nThen AMINA YUSUF sang.", "", 2019, now_ms()});
    EXPECT_EQ(decide({{"act", "hide-and-pass"}}).status, 303);
    EXPECT_NE(store.story(id, Use::publish)->text.find("Then [name] sang."), std::string::npos);
}

TEST_F(ModerationPages, lead_to_the_next_story_and_say_what_was_done) {
    Story s;
    s.submission = "another", s.text = "We planted leeks.", s.title = "Leeks", s.language = "en";
    s.received_ms = now_ms() + 1, s.moderation = Moderation::waiting;
    s.consent.uses = {Use::team, Use::count, Use::publish};
    const auto next = tests::put(store, s).id;
    const auto list = moderator.get("/moderate").body;
    for (const auto* shown : {"Tea with Amina", "Leeks", "English", "2 proposals", "0 proposals", "arrived today"})
        EXPECT_NE(list.find(shown), std::string::npos) << shown;
    EXPECT_LT(list.find("Tea with Amina"), list.find("Leeks")) << "the oldest first";

    const auto led = header(decide({{"act", "keep"}, {"reason", "harm"}}), "Location");
    EXPECT_EQ(led, "/moderate/" + next + "?done=" + id);
    const auto page = moderator.get(led).body;
    EXPECT_NE(page.find(id + ": Kept for the team."), std::string::npos) << page;
    EXPECT_NE(page.find("href=\"/moderate/" + id + "#decide\""), std::string::npos);
    EXPECT_NE(moderator.get("/moderate?state=kept").body.find("Tea with Amina"), std::string::npos);
    EXPECT_EQ(moderator.get("/moderate?state=waiting").body.find("Tea with Amina"), std::string::npos);
    EXPECT_EQ(moderator.get("/moderate?state=nonsense").status, 200);
    // A link with words in it says nothing.
    EXPECT_EQ(moderator.get("/moderate?done=Send+us+money").body.find("money"), std::string::npos);
}

TEST_F(ModerationPages, propose_the_rest_of_a_name_of_which_a_part_is_decided_about) {
    const auto proposed = [&] {
        std::vector<std::string> all;
        for (const auto& p : proposals(*store.original(id, Use::team), store.redactions(id))) all.push_back(p.words);
        return all;
    };
    using Words = std::vector<std::string>;
    ASSERT_EQ(proposed(), (Words{"Amina Yusuf", "12 Mill Lane"}));
    words({{"do", "find"}, {"words", "Amina"}});
    words({{"do", "find"}, {"words", "Mill"}});
    EXPECT_EQ(proposed(), (Words{"Yusuf", "12", "Lane"}));
    words({{"do", "hide-all-proposals"}});
    EXPECT_EQ(proposed(), Words{});
    EXPECT_EQ(store.story(id, Use::team)->text.find("[…] [name] from"), 0u) << store.story(id, Use::team)->text;
}

TEST_F(ModerationPages, say_to_the_teller_where_to_turn_with_what_is_no_story) {
    EXPECT_EQ(decide({{"act", "not-a-story"}}).status, 400);
    EXPECT_EQ(decide({{"act", "not-a-story"}, {"instead", "harm"}}).status, 400) << "a reason of stories";
    EXPECT_EQ(decide({{"act", "keep"}, {"reason", "complaint"}}).status, 400) << "a reason of what is none";
    EXPECT_EQ(store.story(id, Use::own)->moderation, Moderation::waiting);
    const auto reply = decide({{"act", "not-a-story"}, {"instead", "complaint"}, {"note", "We have read it."}});
    EXPECT_EQ(header(reply, "Location"), "/moderate?done=" + id) << "no other story waits";
    EXPECT_NE(moderator.get("/moderate?done=" + id).body.find("Not a story: kept for the team."), std::string::npos);
    EXPECT_EQ(store.story(id, Use::own)->moderation, Moderation::kept);
    follow();
    EXPECT_EQ(seen_by_anyone().find("year of tea"), std::string::npos);
    const auto own = Browser{work}.get("/manage/" + token).body;
    for (const auto* word : {"It is a complaint and not a story", "at the foot of this page", "We have read it."})
        EXPECT_NE(own.find(word), std::string::npos) << word;
}

TEST_F(ModerationPages, show_signs_of_danger_to_staff_and_to_nobody_else) {
    auto story = *store.original(id, Use::own);
    story.consent.uses = story.chosen;
    story.text += "\nHe hits me when the hall is shut.";
    store.put_stories(story.submission, {story});
    follow();
    const std::string label = "Somebody may be in danger";
    EXPECT_NE(moderator.get("/moderate").body.find("class=\"tag\">" + label), std::string::npos);
    EXPECT_NE(moderator.get("/moderate/" + id).body.find("He hits me when the hall is shut.</q>"), std::string::npos);
    decide({{"act", "leave-and-pass"}});
    follow();
    const auto seen = seen_by_anyone() + Browser{work}.get("/manage/" + token).body;
    ASSERT_NE(seen.find("hits me"), std::string::npos);
    EXPECT_EQ(seen.find(label), std::string::npos);
}

TEST_F(ModerationPages, ask_no_teller_who_has_no_link) {
    Story s;
    s.text = "A story that an administrator loaded.", s.language = "en", s.moderation = Moderation::waiting;
    s.consent.uses = {Use::team, Use::count, Use::publish};
    Submission submission;
    submission.bytes = s.text, submission.id = s.submission = sha256_hex(s.text), submission.received_ms = now_ms();
    id = store.put(submission).reference;
    store.put_stories(submission.id, {s});
    EXPECT_NE(moderator.get("/moderate/" + id).body.find("they have no private link"), std::string::npos);
    EXPECT_EQ(decide({{"act", "ask"}, {"note", "Is it right like this?"}}).status, 400);
    EXPECT_EQ(store.original(id, Use::own)->moderation, Moderation::waiting);
}

TEST_F(ModerationPages, ask_the_teller_whose_answer_decides) {
    Browser teller{work};
    EXPECT_EQ(answer(teller, {{"answer", "agree"}}).status, 403) << "nobody asked";
    EXPECT_EQ(decide({{"act", "ask"}, {"note", "Is it right like this?"}}).status, 400) << "proposals are open";
    words({{"do", "hide-all-proposals"}});
    decide({{"act", "ask"}, {"note", "Is it right like this?"}});
    EXPECT_NE(teller.get("/manage/" + token).body.find("I agree"), std::string::npos);
    answer(teller, {{"answer", "object"}, {"note", "Not my street."}});
    EXPECT_EQ(store.story(id, Use::own)->moderation, Moderation::waiting);
    EXPECT_NE(moderator.get("/moderate/" + id).body.find("The teller does not agree with what others would see."),
              std::string::npos);
    EXPECT_NE(moderator.get("/moderate/" + id).body.find("Not my street."), std::string::npos);
    EXPECT_NE(moderator.get("/moderate").body.find("the teller does not agree"), std::string::npos);
    EXPECT_EQ(decide({{"act", "pass"}}).status, 403) << "nothing has changed since the teller objected";
    EXPECT_EQ(decide({{"act", "leave-and-pass"}}).status, 403);
    EXPECT_EQ(decide({{"act", "ask"}, {"note", " "}}).status, 400) << "a question without words";
    decide({{"act", "ask"}, {"note", "And now?"}});
    answer(teller, {{"answer", "agree"}});
    EXPECT_EQ(store.story(id, Use::own)->moderation, Moderation::passed);
}

TEST_F(ModerationPages, let_no_old_page_override_what_another_moderator_decided) {
    const auto old = what_is_read();
    const auto on_the_old_page = [&](const char* where, Fields form) {
        form.emplace_back("read", old);
        return moderator.post("/moderate/" + id + where, std::move(form)).status;
    };
    words({{"do", "leave"}, {"begin", "0"}, {"end", "11"}, {"digest", sha256_hex("Amina Yusuf")}});
    EXPECT_EQ(on_the_old_page("/decision", {{"act", "hide-and-pass"}}), 403) << "a name would be left";
    words({{"do", "undo"}, {"number", std::to_string(store.redactions(id).at(0).number)}});
    for (const auto& act : {Moderated{Act::keep, "harm", "", "bo", 9},
                            {Act::flag, "", "", "bo", 9},
                            {Act::ask, "", "And now?", "bo", 9},
                            {Act::reopen, "", "", "bo", 9}}) {
        store.moderate(id, act);
        EXPECT_EQ(on_the_old_page("/decision", {{"act", "leave-and-pass"}}), 403) << name(act.act);
    }
    // Numbers of decisions are given again.
    words({{"do", "find"}, {"words", "Amina Yusuf"}});
    const auto page = what_is_read(), number = std::to_string(store.redactions(id).at(0).number);
    words({{"do", "undo"}, {"number", number}});
    words({{"do", "find"}, {"words", "trusted"}});
    EXPECT_EQ(std::to_string(store.redactions(id).at(0).number), number);
    EXPECT_EQ(moderator.post("/moderate/" + id + "/words", {{"do", "undo"}, {"number", number}, {"read", page}}).status,
              403);
    for (const auto* what : {"hide-all-proposals", "hide-field", "title"})
        EXPECT_EQ(on_the_old_page("/words", {{"do", what}, {"field", "year"}, {"title", "Tea"}}), 403) << what;
    EXPECT_EQ(store.redactions(id).size(), 1u);
}

TEST_F(ModerationPages, pass_no_story_that_is_flagged_or_whose_teller_is_asked) {
    words({{"do", "hide-all-proposals"}});
    decide({{"act", "ask"}, {"note", "Is it right like this?"}});
    EXPECT_EQ(decide({{"act", "pass"}}).status, 403);
    decide({{"act", "reopen"}});
    decide({{"act", "flag"}});
    EXPECT_EQ(decide({{"act", "pass"}}).status, 403);
    decide({{"act", "unflag"}});
    EXPECT_EQ(decide({{"act", "pass"}}).status, 303);
}

TEST_F(ModerationPages, pass_an_objected_story_when_what_others_see_has_changed) {
    Browser teller{work};
    words({{"do", "hide-all-proposals"}});
    decide({{"act", "ask"}, {"note", "Is it right like this?"}});
    answer(teller, {{"answer", "object"}, {"note", "Not the tea."}});
    EXPECT_EQ(decide({{"act", "pass"}}).status, 403);
    // What changes nothing for others does not end the objection.
    words({{"do", "find"}, {"words", "year"}, {"instead", "year"}});
    EXPECT_EQ(decide({{"act", "pass"}}).status, 403);
    words({{"do", "title"}, {"title", "Another"}});
    words({{"do", "title"}, {"title", "Tea with Amina"}});
    decide({{"act", "ask"}, {"note", "And now?"}});
    decide({{"act", "reopen"}});
    EXPECT_EQ(decide({{"act", "pass"}}).status, 403);
    EXPECT_NE(moderator.get("/moderate/" + id).body.find("Not the tea."), std::string::npos);
    words({{"do", "find"}, {"words", "tea"}});
    EXPECT_EQ(decide({{"act", "pass"}}).status, 303);
    EXPECT_EQ(store.story(id, Use::own)->moderation, Moderation::passed);
}

TEST_F(ModerationPages, pass_nothing_while_proposals_are_open_unless_somebody_leaves_them) {
    EXPECT_EQ(moderator.get("/moderate/" + id).body.find("Pass: let others read it"), std::string::npos);
    const auto refused = decide({{"act", "pass"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_NE(refused.body.find("Decide about the proposals first"), std::string::npos);
    EXPECT_EQ(decide({{"act", "leave-and-pass"}}).status, 303);
    EXPECT_NE(store.story(id, Use::publish)->text.find("Amina"), std::string::npos);
    for (const auto& r : store.redactions(id)) EXPECT_FALSE(r.instead) << "somebody looked at it";
}

TEST_F(ModerationPages, act_on_no_words_that_moved_since_the_page_was_opened) {
    const Fields hides{{"do", "hide"}, {"begin", "0"}, {"end", "11"}, {"digest", sha256_hex("Amina Yusuf")}};
    store.correct(id, {"Tea", "It rained. " + told, "", 2019, now_ms()});
    EXPECT_EQ(words(hides).status, 403);
    EXPECT_TRUE(store.redactions(id).empty());
    store.correct(id, {"Tea", told, "", 2019, now_ms()});
    EXPECT_EQ(words(hides).status, 303);
}

TEST_F(ModerationPages, explain_another_reason) {
    const auto refused = decide({{"act", "keep"}, {"reason", "other"}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_NE(refused.body.find("Write the reason, for the teller to read."), std::string::npos);
    EXPECT_EQ(decide({{"act", "keep"}, {"reason", "other"}, {"note", "We ask the school first."}}).status, 303);
}

TEST_F(ModerationPages, propose_hidden_words_that_stand_elsewhere_in_other_letters) {
    words({{"do", "find"}, {"words", "Mill Lane"}, {"instead", "[a street]"}});
    words({{"do", "hide-all-proposals"}});
    store.correct(id, {"Tea", told + "\nThen MILL LANE was closed.", "", 2019, now_ms()});
    const auto proposed = proposals(*store.original(id, Use::team), store.redactions(id));
    ASSERT_EQ(proposed.size(), 1u);
    EXPECT_EQ(proposed[0].words, "MILL LANE");
    EXPECT_EQ(proposed[0].instead, "[a street]");
    EXPECT_EQ(decide({{"act", "pass"}}).status, 400);
}

TEST_F(ModerationPages, say_where_the_program_finds_no_names) {
    EXPECT_EQ(moderator.get("/moderate/" + id).body.find("no names and addresses in this language"), std::string::npos);
    store.correct(id,
                  {"Tea", "सुनीता शर्मा मकान नंबर १४ गांधी मार्ग पर रहती हैं। उनका नंबर ९८७६५ ४३२१० है।", "", 2019, now_ms()});
    const auto page = moderator.get("/moderate/" + id).body;
    EXPECT_NE(page.find("The program finds no names and addresses in this language"), page.npos);
    EXPECT_NE(page.find("९८७६५ ४३२१०</q>"), page.npos);
    EXPECT_EQ(page.find("Hide all proposals and pass"), page.npos);
    EXPECT_EQ(page.find("Pass: let others read it"), page.npos) << "a proposal is open";
    EXPECT_NE(moderator.get("/moderate").body.find("1 proposal · names cannot be found in this language"),
              std::string::npos);
}

TEST_F(ModerationPages, propose_the_longest_of_nested_words_in_other_letters) {
    const std::string text = "Amina Yusuf came. Then Yusuf left.";
    store.correct(id, {"", text, "", 2019, now_ms()});
    words({{"do", "find"}, {"words", "Amina Yusuf"}, {"instead", "[a neighbour]"}});
    words({{"do", "find"}, {"words", "Yusuf"}, {"instead", "[name]"}});
    store.correct(id, {"", text + " So AMINA YUSUF sang.", "", 2019, now_ms()});
    const auto proposed = proposals(*store.original(id, Use::team), store.redactions(id));
    ASSERT_EQ(proposed.size(), 1u);
    EXPECT_EQ(proposed[0].words, "AMINA YUSUF");
    EXPECT_EQ(proposed[0].instead, "[a neighbour]");
}

TEST_F(ModerationPages, lead_to_a_complaint_about_the_story) {
    Complaint c;
    c.story = id, c.words = "A number of mine stands there.", c.received_ms = now_ms();
    const auto number = store.put_complaint(c, "link");
    const auto reference = complaint_reference(number);
    EXPECT_NE(moderator.get("/moderate/" + id).body.find(reference), std::string::npos);
    // Nobody need wait for the answer to hide the story.
    const auto complaint = "/complaints/" + std::to_string(number);
    EXPECT_EQ(moderator.get(complaint).body.find("Hide the story until"), std::string::npos) << "nobody can read it";
    decide({{"act", "leave-and-pass"}});
    EXPECT_NE(moderator.get(complaint).body.find("Hide the story until"), std::string::npos);
    moderator.post("/moderate/" + id + "/decision", {{"act", "reopen"}});
    EXPECT_FALSE(store.story(id, Use::publish));
    store.note_step(number, {ComplaintAct::answered, "It is hidden.", "mo", now_ms()});
    EXPECT_EQ(moderator.get("/moderate/" + id).body.find(reference), std::string::npos);
}

TEST_F(ModerationPages, list_a_story_for_the_team_alone_when_somebody_may_be_in_danger) {
    store.set_consent(id, {"story-form/1", {Use::team, Use::count}, now_ms()});
    EXPECT_EQ(moderator.get("/moderate").body.find(id), std::string::npos);
    store.moderate(id, {Act::flag, "", "", "mo", now_ms()});
    EXPECT_NE(moderator.get("/moderate").body.find(id), std::string::npos) << "somebody flagged it";
    store.moderate(id, {Act::unflag, "", "", "mo", now_ms()});
    store.correct(id, {"Tea", "He hits me at home.", "", 2019, now_ms()});
    follow();
    EXPECT_NE(moderator.get("/moderate").body.find(id), std::string::npos) << "the program found a sign";
    store.set_consent(id, {"story-form/1", {Use::count}, now_ms()});
    EXPECT_EQ(moderator.get("/moderate").body.find(id), std::string::npos) << "the team may not read it";
}

TEST_F(ModerationPages, pass_nothing_that_changed_after_it_was_read) {
    const auto read = what_is_read();
    auto again = *store.original(id, Use::own);
    again.text += "\nAnd Bo Vexworth too.";
    store.put_stories(again.submission, {again});
    EXPECT_EQ(moderator.post("/moderate/" + id + "/decision", {{"act", "pass"}, {"read", read}}).status, 403);
    EXPECT_EQ(moderator.post("/moderate/" + id + "/decision", {{"act", "pass"}}).status, 403);
    EXPECT_EQ(store.story(id, Use::own)->moderation, Moderation::waiting);
    const auto read_again = what_is_read();
    store.correct(id, {again.title, again.text, "Zora House", 1987, now_ms()});
    for (const auto* act : {"pass", "hide-and-pass", "leave-and-pass"})
        EXPECT_EQ(moderator.post("/moderate/" + id + "/decision", {{"act", act}, {"read", read_again}}).status, 403)
            << "its place and year changed";
    EXPECT_EQ(decide({{"act", "leave-and-pass"}}).status, 303);
}

TEST_F(ModerationPages, record_who_read_the_original_once) {
    for (int i = 0; i < 3; ++i) moderator.get("/moderate/" + id);
    const auto record = store.moderated(id);
    ASSERT_EQ(record.size(), 1u);
    EXPECT_EQ(record[0].act, Act::look);
    EXPECT_EQ(record[0].who, "mo");
}

}  // namespace
}  // namespace tangible::serve
