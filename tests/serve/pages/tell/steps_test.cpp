// Telling a story on the short pages, request by request: what is kept, what is refused, and what becomes a story.
#include "ingest/reading/read_pending.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/clock.h"
#include "schemas/store/sqlite/connection.h"
#include "serve/background/follow.h"
#include "serve/collection/tokens.h"
#include "tests/schemas/folder.h"
#include "tests/serve/open_collection.h"
#include <fstream>
#include <gtest/gtest.h>
#include <thread>

namespace tangible::serve {
namespace {

class Steps : public testing::Test {
protected:
    Steps() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {}

    Reply get(const std::string& address) {
        Workspace work(collection);
        Call call;
        call.method = "GET", call.path = address.substr(0, address.find('?')), call.client = "192.0.2.1";
        if (const auto at = address.find('?'); at != address.npos) call.query = urlencoded(address.substr(at + 1));
        return dispatch(call, work);
    }
    Reply post(const std::string& path, Fields form) {
        Workspace work(collection);
        Call call;
        form.emplace_back("end", "complete");
        call.method = "POST", call.path = path, call.form = std::move(form), call.client = "192.0.2.1";
        return dispatch(call, work);
    }
    /// Sends the page with the story as a browser does. A file is {name, bytes}.
    Reply story(const std::string& path, const std::string& words,
                const std::vector<std::pair<std::string, std::string>>& files = {}, const Fields& more = {},
                bool whole = true) {
        Workspace work(collection);
        Call call;
        call.method = "POST", call.path = path, call.client = "192.0.2.1";
        call.content_type = "multipart/form-data; boundary=b";
        const auto part = [&](const std::string& head, const std::string& value) {
            call.body += "--b\r\nContent-Disposition: form-data; name=" + head + "\r\n\r\n" + value + "\r\n";
        };
        part("token", one_time_token(collection.secret, "tell", now_ms()));
        part("story", words);
        for (const auto& [name, bytes] : files) part("files; filename=\"" + name + "\"", bytes);
        for (const auto& [name, value] : more) part(name, value);
        if (whole) part("end", "complete");
        call.body += "--b--\r\n";
        return dispatch(call, work);
    }
    static std::string at(const Reply& reply) { return std::string(value_of(reply.headers, "Location")); }
    static bool has(const Reply& reply, const std::string& words) { return reply.body.find(words) != reply.body.npos; }
    /// Begins a draft; returns its path, "/tell/TOKEN".
    std::string begun(const std::string& words = "We met.",
                      const std::vector<std::pair<std::string, std::string>>& files = {}) {
        const auto next = at(story("/tell/story", words, files));
        EXPECT_TRUE(next.ends_with("/about")) << next;
        return next.substr(0, next.rfind('/'));
    }
    /// Reads what has arrived; returns the story behind the private link.
    Story read(const std::string& manage) {
        ingest::ReadingPool pool(1);
        ingest::read_pending(store, pool, folder.path(), {}, std::chrono::hours(1), Pace::any,
                             admission_rules(collection.config, collection.form, collection.codebook));
        const auto link = manage.substr(8, 40);
        return store.original(store.standing(link).reference, Use::own).value();
    }
    bool on_disk(const std::string& words) {
        std::string all;
        for (const auto* name : {"store.sqlite", "store.sqlite-wal"}) {
            std::ifstream in(folder.path() / name, std::ios::binary);
            all.append(std::istreambuf_iterator<char>(in), {});
        }
        return all.find(words) != all.npos;
    }

    tests::Folder folder;
    Store store;
    Collection collection;
};

TEST_F(Steps, lead_from_the_first_words_to_a_story_with_everything_that_was_answered) {
    const auto draft = begun("We met in the hall.", {{"a.txt", "And then we built it."}});
    EXPECT_EQ(at(post(draft + "/about", {{"title", "The hall"},
                                         {"year", "2019"},
                                         {"place", "Leith"},
                                         {"role", "volunteer"},
                                         {"partners", "council"},
                                         {"partners", "school"}})),
              draft + "/question-say");
    EXPECT_EQ(at(post(draft + "/question-say", {{"answer_say_then", "inform"}, {"answer_say_now", "collaborate"}})),
              draft + "/question-trust");
    EXPECT_EQ(at(post(draft + "/question-trust", {{"answer_trust_now", "unsure"}})), draft + "/question-themes");
    EXPECT_EQ(at(post(draft + "/question-themes", {{"answer_themes", "REL.TRUST"}, {"answer_themes", "NO.SUCH"}})),
              draft + "/choices");
    EXPECT_EQ(at(post(draft + "/question-themes", {{"answer_themes", "REL.TRUST"}})), draft + "/choices");
    EXPECT_EQ(at(post(draft + "/choices", {{"uses", "team"}, {"uses", "publish"}})), draft + "/check");
    const auto check = get(draft + "/check");
    for (const auto* words :
         {"We met in the hall.", "a.txt", "Name: The hall", "Year: 2019", "Place: Leith",
          "Who worked together: A council, A school or nursery", "At the start: They were told what would happen",
          "Now: They decided together with the others", "Trust built or broken",
          "May we show your story to everyone? Yes", "May we use your exact words? No"})
        EXPECT_TRUE(has(check, words)) << words;
    EXPECT_TRUE(store.pending(1).empty()) << "nothing is a story before it is sent";
    const auto sent = at(post(draft + "/check", {}));
    EXPECT_TRUE(sent.starts_with("/manage/") && sent.ends_with("?told=yes")) << sent;
    const auto kept = read(sent);
    EXPECT_EQ(kept.text, "We met in the hall.\nAnd then we built it.");
    EXPECT_EQ(kept.title, "The hall");
    EXPECT_EQ(kept.year, 2019);
    EXPECT_EQ(kept.partners, (std::vector<std::string>{"council", "school"}));
    EXPECT_EQ(kept.answers,
              (Answers{{"say", {"inform", "collaborate"}}, {"trust", {"", "unsure"}}, {"themes", {"REL.TRUST"}}}));
    EXPECT_EQ(to_string(kept.chosen), "team count publish");
    EXPECT_TRUE(kept.problems.empty());
    EXPECT_EQ(kept.channel, Channel::form);
    EXPECT_TRUE(has(get(sent), "Your answers"));
    EXPECT_TRUE(has(get(sent), "Now: They decided together with the others"));
}

TEST_F(Steps, sent_twice_lead_to_one_story_and_the_link_of_the_draft_leads_there_for_an_hour) {
    const auto draft = begun();
    post(draft + "/choices", {{"uses", "team"}});
    const auto sent = at(post(draft + "/check", {}));
    EXPECT_TRUE(at(post(draft + "/check", {})).starts_with(sent.substr(0, 48)));
    EXPECT_EQ(at(get(draft)), sent.substr(0, 48));
    EXPECT_EQ(at(get(draft + "/story")), sent.substr(0, 48));
    EXPECT_EQ(store.pending(9).size(), 1u);
    {
        Connection db(folder.path(), true);
        Transaction change(db);
        db.run("UPDATE originals SET received_ms = received_ms - ?", hour_ms);
        change.commit();
    }
    const auto later = get(draft);
    EXPECT_EQ(later.status, 410);
    EXPECT_FALSE(has(later, sent.substr(8, 40))) << "the code of a draft is no key to its story for good";
    EXPECT_EQ(post(draft + "/check", {}).status, 410);
}

TEST_F(Steps, of_two_tellers_with_the_same_words_lead_to_two_stories) {
    std::vector<std::string> links;
    for (int i = 0; i < 2; ++i) {
        const auto draft = begun();
        post(draft + "/choices", {{"uses", "team"}});
        links.push_back(at(post(draft + "/check", {})));
    }
    EXPECT_NE(links[0], links[1]);
    EXPECT_EQ(store.pending(9).size(), 2u);
}

TEST_F(Steps, keep_what_was_typed_whatever_is_wrong_with_it) {
    const auto draft = begun("We met.", {{"first.txt", "kept"}});
    const auto year = post(draft + "/about", {{"title", "The <hall>"}, {"year", "last year"}});
    EXPECT_EQ(year.status, 422);
    for (const auto* words : {"<title>Error: About your story", "value=\"The &lt;hall&gt;\"", "value=\"last year\"",
                              "aria-invalid=\"true\"", "href=\"#year\"", "Write the year with four digits"})
        EXPECT_TRUE(has(year, words)) << words;
    EXPECT_TRUE(has(get(draft + "/about"), "value=\"last year\"")) << "also in another browser";
    collection.form.max_files = 2;
    const auto many = story(draft + "/story", "We met again.", {{"b.txt", "b"}, {"c.txt", "c"}});
    EXPECT_EQ(many.status, 422);
    EXPECT_TRUE(has(many, "Choose 2 files or fewer"));
    EXPECT_TRUE(has(many, "We met again.</textarea>"));
    EXPECT_TRUE(has(many, "first.txt")) << "the file that is there stays";
    EXPECT_FALSE(has(many, "b.txt"));
    EXPECT_EQ(at(story(draft + "/story", "We met again.", {{"b.txt", "b"}})), draft + "/about");
    EXPECT_TRUE(has(get(draft + "/story"), "b.txt"));
    collection.form.max_story_bytes = 10;
    EXPECT_TRUE(has(story(draft + "/story", "We met once again."), "We met once again.</textarea>"));
    const auto check = post(draft + "/check", {});
    EXPECT_EQ(check.status, 422) << "nothing with a problem is sent";
    for (const auto* words :
         {"Error: Check your answers", "/story?change=yes#story", "/about?change=yes#year", "/choices?change=yes#uses"})
        EXPECT_TRUE(has(check, words)) << words;
}

TEST_F(Steps, show_on_the_page_to_check_each_use_as_it_is_recorded) {
    const auto draft = begun();
    post(draft + "/choices", {{"uses", "quote"}});
    const auto check = get(draft + "/check");
    const std::string because = " Yes, because you said yes to another use that needs it";
    const auto line = [&](Use use) {
        const auto& uses = collection.form.uses;
        return std::ranges::find(uses, use, &UseWording::use)->question;
    };
    EXPECT_TRUE(has(check, line(Use::quote) + " Yes<"));
    EXPECT_TRUE(has(check, line(Use::team) + because));
    EXPECT_TRUE(has(check, line(Use::count) + because));
    EXPECT_TRUE(has(check, line(Use::publish) + " No<"));
}

TEST_F(Steps, begin_no_draft_before_something_is_typed) {
    const auto empty = story("/tell/story", " \r\n");
    EXPECT_EQ(empty.status, 422);
    EXPECT_TRUE(has(empty, "Write what happened, or choose a file with your story"));
    EXPECT_EQ(story("/tell/story", "We met.", {}, {{"website", "http://spam.example"}}).status, 400);
    EXPECT_EQ(story("/tell/story", "We met.", {}, {}, false).status, 400);
    EXPECT_EQ(post("/tell/story", {{"story", "We met."}, {"token", "forged"}}).status, 400);
    EXPECT_TRUE(has(post("/tell/story", {{"story", "We met."}, {"token", "forged"}}), "We met.</textarea>"));
    EXPECT_FALSE(on_disk("We met."));
}

TEST_F(Steps, cut_off_on_their_way_keep_what_was_there) {
    const auto draft = begun("We met.", {{"a.txt", "kept"}});
    const auto cut = story(draft + "/story", "We m", {}, {}, false);
    EXPECT_EQ(cut.status, 400);
    EXPECT_TRUE(has(cut, "Only part of what you sent arrived."));
    EXPECT_TRUE(has(cut, "We met.</textarea>"));
    EXPECT_TRUE(has(get(draft + "/story"), "a.txt"));
    EXPECT_TRUE(has(get(draft + "/story"), "We met.</textarea>"));
}

TEST_F(Steps, come_back_to_the_page_to_check_after_a_change) {
    const auto draft = begun();
    EXPECT_TRUE(has(get(draft + "/about?change=yes"), "name=\"change\" value=\"yes\""));
    EXPECT_FALSE(has(get(draft + "/about"), "name=\"change\""));
    EXPECT_EQ(at(post(draft + "/about", {{"title", "The hall"}, {"change", "yes"}})), draft + "/check");
    EXPECT_TRUE(has(post(draft + "/about", {{"year", "x"}, {"change", "yes"}}), "name=\"change\" value=\"yes\""));
}

TEST_F(Steps, can_be_left_and_taken_up_again_by_link_or_by_code) {
    const auto draft = begun();
    EXPECT_EQ(at(post(draft + "/about", {{"year", "2999"}, {"later", "yes"}})), draft + "/later")
        << "even with a mistake";
    const auto code = draft.substr(6);
    const auto later = get(draft + "/later");
    EXPECT_TRUE(has(later, code));
    EXPECT_EQ(value_of(later.headers, "Cache-Control"), "no-store");
    EXPECT_EQ(at(get(draft)), draft + "/about") << "the page that was put aside";
    post(draft + "/about", {});
    EXPECT_EQ(at(get(draft)), draft + "/question-say") << "the page after the last that was filled in";
    std::string said;  // as somebody writes it down who heard it
    for (const char c : code)
        if (c != '-') said += static_cast<char>(std::tolower(c));
    EXPECT_EQ(at(post("/tell/back", {{"code", said.substr(0, 9) + " " + said.substr(9)}})), draft);
    for (const auto& wrong : {std::string(), std::string("1234"), std::string("0000-0000-0-0000-0000-1"), said + "0"})
        EXPECT_EQ(post("/tell/back", {{"code", wrong}}).status, 422) << wrong;
    const auto wrong = post("/tell/back", {{"code", "12-34"}});
    EXPECT_TRUE(has(wrong, "<title>Error: "));
    EXPECT_TRUE(has(wrong, "value=\"12-34\"")) << "what was typed is kept";
    const auto other = draft_token();
    EXPECT_EQ(get("/tell/" + other).status, 404);
    EXPECT_EQ(get("/tell/" + other + "/story").status, 404);
    EXPECT_EQ(post("/tell/" + other + "/check", {}).status, 404);
    EXPECT_EQ(get(draft + "/no-such-page").status, 404);
}

// One window sends or deletes the draft while another saves a page of it.
TEST_F(Steps, in_two_windows_at_once_lose_no_words_that_were_saved_and_bring_no_draft_back) {
    for (const auto* button : {"/check", "/delete"})
        for (int round = 0; round < 40; ++round) {
            const auto draft = begun("The first words " + std::to_string(round) + std::string(20'000, '.'));
            post(draft + "/choices", {{"uses", "team"}});
            Reply saved, done;
            std::thread other([&] { saved = story(draft + "/story", "The second words " + std::to_string(round)); });
            done = post(draft + button, {});
            other.join();
            const bool was_saved = at(saved).ends_with("/about"), is_story = at(done).starts_with("/manage/");
            const auto draft_now = store.draft(draft.substr(6), now_ms());
            if (is_story || at(done) == "/tell") {
                EXPECT_FALSE(draft_now) << button << " " << round;
            } else {
                EXPECT_EQ(done.status, 409) << button << " " << round;
                EXPECT_TRUE(draft_now && was_saved);
            }
            if (is_story && was_saved) {
                const auto sent = store.submission(store.pending(1000).back().submission);
                EXPECT_NE(sent.bytes.find("The second words " + std::to_string(round)), std::string::npos);
            }
        }
}

TEST_F(Steps, deleted_by_their_teller_are_erased) {
    const auto draft = begun("The canary of a draft.", {{"canary.txt", "canary in a file"}});
    EXPECT_TRUE(on_disk("canary"));
    EXPECT_EQ(at(post(draft + "/delete", {})), "/tell");
    EXPECT_EQ(get(draft).status, 404);
    ASSERT_TRUE(store.forget_drafts(now_ms()));
    store.erase_dropped_drafts();
    EXPECT_FALSE(on_disk("canary"));
}

TEST_F(Steps, give_up_a_file_and_keep_the_words_typed_beside_it) {
    const auto draft = begun("We met.", {{"a.txt", "one"}, {"b.txt", "two"}});
    const auto page = get(draft + "/story").body;
    const auto button = page.find("name=\"remove\" value=\"") + 21;
    const auto number = page.substr(button, page.find('"', button) - button);
    EXPECT_EQ(at(story(draft + "/story", "We met, and more.", {}, {{"remove", number}})), draft + "/story");
    const auto after = get(draft + "/story");
    EXPECT_FALSE(has(after, "a.txt"));
    EXPECT_TRUE(has(after, "b.txt"));
    EXPECT_TRUE(has(after, "We met, and more.</textarea>"));
}

TEST_F(Steps, of_a_helper_are_recorded_and_shown_to_staff_and_teller) {
    EXPECT_TRUE(has(get("/tell"), "I am writing this down for someone else"));
    EXPECT_TRUE(has(get("/tell/story?told_by=helper"), "name=\"told_by\" value=\"helper\""));
    EXPECT_FALSE(has(get("/tell/story"), "name=\"told_by\""));
    const auto next = at(story("/tell/story", "She told me.", {}, {{"told_by", "helper"}}));
    const auto draft = next.substr(0, next.rfind('/'));
    EXPECT_TRUE(has(get(draft + "/check"), "You are writing this down for someone else."));
    post(draft + "/choices", {{"uses", "team"}, {"uses", "publish"}});
    const auto sent = at(post(draft + "/check", {}));
    const auto kept = read(sent);
    EXPECT_EQ(kept.told_by, "helper");
    EXPECT_TRUE(has(get(sent), "Somebody wrote this story down for its teller."));
}

TEST_F(Steps, have_a_page_for_each_question_that_the_host_adds) {
    auto form = R"(- {id: more, kind: text, question: "What else?"}
- {id: who, kind: several, question: "Who came?", options: [{id: young, label: Young people}, {id: old, label: Old people}]}
)";
    collection.form.questions = read_questions(yaml::parse(form, "f.yaml"));
    collection.config.moderation = "none";
    const auto draft = begun();
    EXPECT_EQ(at(post(draft + "/about", {})), draft + "/question-more");
    EXPECT_TRUE(has(get(draft + "/question-more"), "Only our team reads this answer."));
    const auto long_one = post(draft + "/question-more", {{"answer_more", std::string(max_answer_bytes + 1, 'x')}});
    EXPECT_EQ(long_one.status, 422);
    EXPECT_TRUE(has(long_one, "Your answer is too long."));
    EXPECT_EQ(at(post(draft + "/question-more", {{"answer_more", "I am <Ann>."}})), draft + "/question-who");
    EXPECT_TRUE(has(get(draft + "/question-more"), "I am &lt;Ann&gt;.</textarea>"));
    EXPECT_EQ(at(post(draft + "/question-who", {{"answer_who", "old"}})), draft + "/choices");
    EXPECT_TRUE(has(get(draft + "/question-who"), "value=\"old\" checked"));
    post(draft + "/choices", {{"uses", "publish"}});
    const auto kept = read(at(post(draft + "/check", {})));
    EXPECT_EQ(kept.answers, (Answers{{"more", {"I am <Ann>."}}, {"who", {"old"}}}));
    // Everyone may read what was chosen, and only the team what was typed.
    for (const auto& address : {"/stories/" + kept.id, "/stories/" + kept.id + ".json", "/api/v1/stories/" + kept.id}) {
        const auto page = get(address);
        EXPECT_EQ(page.status, 200) << address;
        EXPECT_TRUE(
            has(page, address.ends_with("json") || address.starts_with("/api") ? "\"who\":[\"old\"]" : "Old people"))
            << address;
        EXPECT_FALSE(has(page, "Ann")) << address;
    }
}

TEST_F(Steps, refuse_more_themes_than_a_teller_may_choose) {
    const auto draft = begun();
    Fields six;
    for (int i = 0; i < 6; ++i)
        six.emplace_back("answer_themes", collection.codebook.themes.at(static_cast<std::size_t>(i)).id);
    const auto page = post(draft + "/question-themes", six);
    EXPECT_EQ(page.status, 422);
    EXPECT_TRUE(has(page, "Choose 5 or fewer"));
    six.pop_back();
    EXPECT_EQ(at(post(draft + "/question-themes", six)), draft + "/choices");
}

TEST_F(Steps, say_what_to_do_when_nothing_can_be_stored) {
    const auto draft = begun();
    post(draft + "/choices", {{"uses", "team"}});
    Connection(std::filesystem::canonical(folder.path()), true).run_all("ALTER TABLE draft_files RENAME TO gone_files");
    const auto page = story("/tell/story", "We met again.");
    EXPECT_TRUE(page.status >= 400) << page.status;
    EXPECT_TRUE(has(page, "We met again.</textarea>"));
    EXPECT_FALSE(has(page, "draft_files"));
}

TEST(DraftToken, is_read_as_people_write_it) {
    const auto token = draft_token();
    EXPECT_NE(token, draft_token());
    EXPECT_EQ(token.size(), 23u);
    EXPECT_EQ(parse_draft_token(token), token);
    std::string sloppy;
    for (const char c : token)
        sloppy += c == '-' ? ' ' : c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
    EXPECT_EQ(parse_draft_token(sloppy), token);
    auto wrong = token;
    wrong[3] = wrong[3] == 'Z' ? 'Y' : 'Z';
    EXPECT_FALSE(parse_draft_token(wrong));
    EXPECT_FALSE(parse_draft_token("all"));
    EXPECT_FALSE(parse_draft_token(std::string(100'000, '0')));
}

}  // namespace
}  // namespace tangible::serve
