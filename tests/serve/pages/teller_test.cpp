// What tellers are shown and asked: the form, their private page, and what happens to words that they add later.
#include "index/building/catch_up.h"
#include "ingest/formats/package.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "schemas/store/sqlite/connection.h"
#include "serve/collection/tokens.h"
#include "serve/web/charts.h"
#include "tests/index/stories.h"
#include "tests/serve/open_collection.h"
#include <fstream>
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

const Uses everything = {Use::team, Use::count, Use::research, Use::publish, Use::quote};

class Teller : public testing::Test {
protected:
    Teller() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {}

    /// Stores a public story with the private link "link"; returns its reference.
    StoryId told() {
        Submission s;
        s.bytes = "mail", s.id = sha256_hex(s.bytes), s.channel = Channel::mail, s.received_ms = 1'700'000'000'000;
        store.put(s, "link");
        Story story;
        story.text = "We met in the hall.", story.language = "en", story.consent.uses = everything;
        store.put_stories(s.id, {story});
        return store.stories_of(s.id).at(0);
    }
    StoryId added_to(const StoryId& story, const std::string& words) {
        Submission s;
        s.bytes = "answer: " + words, s.id = sha256_hex(s.bytes), s.channel = Channel::mail;
        store.put(s);
        Story more;
        more.text = words, more.language = "en", more.consent.uses = everything;
        more.cuts = {{CutKind::signature, "-- \nAnn"}};
        store.put_follow_up(s.id, story, more);
        return store.additions(story, Use::own).back().id;
    }
    void follow() { index::catch_up(store, collection.cues, folder.path()); }

    Reply get(const std::string& address) {
        Workspace work(collection);
        Call call;
        call.method = "GET", call.path = address.substr(0, address.find('?'));
        if (const auto at = address.find('?'); at != address.npos) call.query_string = address.substr(at + 1);
        call.query = urlencoded(call.query_string);
        return dispatch(call, work);
    }
    Reply post(const std::string& path, const std::string& form) {
        Workspace work(collection);
        Call call;
        call.method = "POST", call.path = path, call.form = urlencoded(form);
        return dispatch(call, work);
    }
    /// Sends the story form as a browser does; `files` has the size of each file in bytes.
    Reply tell(const std::string& words, const std::vector<std::string>& uses,
               const std::vector<std::size_t>& files = {}) {
        Workspace work(collection);
        Call call;
        call.method = "POST", call.path = "/tell", call.content_type = "multipart/form-data; boundary=b";
        const auto part = [&](const std::string& head, const std::string& value) {
            call.body += "--b\r\nContent-Disposition: form-data; name=" + head + "\r\n\r\n" + value + "\r\n";
        };
        part("\"token\"", token);
        part("\"story\"", words);
        for (const auto size : files) part("\"files\"; filename=\"a.txt\"", std::string(size, 'x'));
        for (const auto& use : uses) part("\"uses\"", use);
        part("\"end\"", "complete");
        call.body += "--b--\r\n";
        return dispatch(call, work);
    }
    static std::string at(const Reply& reply) {
        for (const auto& [name, value] : reply.headers)
            if (name == "Location") return value;
        return {};
    }
    static bool has(const Reply& reply, const std::string& words) { return reply.body.find(words) != reply.body.npos; }

    tests::Folder folder;
    Store store;
    Collection collection;
    std::string token = one_time_token(std::string(32, 's'), "tell", now_ms());
};

TEST_F(Teller, AddsWordsThatOnlyTheTeamSeesUntilTheTellerOpensThem) {
    const auto story = told();
    follow();
    const auto addresses = {"/stories/" + story + ".json", std::string("/search.json?q=wombat"),
                            std::string("/search.csv"), std::string("/themes.json"), "/api/v1/stories/" + story};
    std::vector<std::string> before;
    for (const auto& address : addresses) before.push_back(get(address).body);
    const auto addition = added_to(story, "Between us: the wombat let us down.");
    follow();
    auto was = before.begin();
    for (const auto& address : addresses) EXPECT_EQ(get(address).body, *was++) << address;

    const auto page = get("/manage/link");
    EXPECT_TRUE(has(page, "Between us: the wombat"));
    EXPECT_TRUE(has(page, "Only you and our team can see it."));
    EXPECT_TRUE(has(page, "-- \nAnn")) << "and the words that were cut from it, to put back";
    EXPECT_EQ(post("/manage/link/addition", "addition=" + addition + "&open=yes").status, 303);
    follow();
    EXPECT_TRUE(has(get("/stories/" + story + ".json"), "wombat"));
    EXPECT_TRUE(has(get("/search.json?q=wombat"), story));
    EXPECT_EQ(post("/manage/link/addition", "addition=" + addition + "&open=no").status, 303);
    follow();
    EXPECT_FALSE(has(get("/stories/" + story + ".json"), "wombat"));
    EXPECT_FALSE(has(get("/search.json?q=wombat"), story));
    EXPECT_EQ(post("/manage/link/addition", "addition=" + story + "&open=yes").status, 404);
    EXPECT_EQ(post("/desk/" + story + "/addition", "addition=" + addition + "&open=yes").status, 401);
}

TEST_F(Teller, MustTickTheBoxBeforeAStoryIsTakenBack) {
    const auto story = told();
    const std::pair<const char*, const char*> incomplete[] = {{"", "Your story was not taken back."},
                                                              {"sure=yes", "Your story was not taken back."},
                                                              {"degree=erase", "Your story was not erased."}};
    for (const auto& [form, said] : incomplete) {
        const auto reply = post("/manage/link/withdraw", form);
        EXPECT_EQ(reply.status, 303);
        const auto address = at(reply);
        EXPECT_TRUE(has(get(address.substr(0, address.find('#'))), said)) << form;
        EXPECT_FALSE(has(get("/manage/link"), said));
    }
    EXPECT_EQ(store.standing_of(story).state, Standing::State::story);
}

TEST_F(Teller, TakesBackAsMuchAsTheyChoose) {
    const auto story = told();
    post("/manage/link/withdraw", "degree=quote");
    EXPECT_EQ(store.story(story, Use::own)->chosen, (Uses{Use::team, Use::count, Use::research, Use::publish}));
    post("/manage/link/withdraw", "degree=show");
    EXPECT_EQ(store.story(story, Use::own)->chosen, (Uses{Use::team, Use::count}));
    EXPECT_EQ(store.standing_of(story).state, Standing::State::story);
    post("/manage/link/withdraw", "degree=erase&sure=yes");
    EXPECT_EQ(store.standing_of(story).state, Standing::State::withdrawn);
    const auto page = get("/manage/link");
    EXPECT_TRUE(has(page, "Certificate of erasure"));
    EXPECT_TRUE(has(page, "erased from our search index</dt><dd>Not yet."));
    store.note_index_erased(store.revision(), now_ms());
    EXPECT_FALSE(has(get("/manage/link"), "Not yet."));
    EXPECT_FALSE(has(page, "We met in the hall"));
}

TEST_F(Teller, SeesEveryAnswerOnTheReceipt) {
    const auto story = told();
    store.note_wording(collection.form.wording());
    const auto count_alone = post("/manage/link/consent", "uses=count");
    const std::string there(value_of(count_alone.headers, "Location"));
    EXPECT_TRUE(has(get(there), "Every yes lets our team read your story")) << there;
    EXPECT_TRUE(has(get("/manage/link"), "Only our team can see your story."));
    post("/manage/link/consent", "uses=team&uses=count&uses=quote");
    EXPECT_TRUE(has(get("/manage/link"), "Everyone can see the sentences that we quote from it."));
    post("/manage/link/consent", "");
    EXPECT_TRUE(has(get("/manage/link"), "Only you can see your story."));
    post("/manage/link/consent", "uses=team&uses=count");
    const auto page = get("/manage/link/consent");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(has(page, "No longer"));
    EXPECT_TRUE(has(page, sha256_hex(collection.form.wording().text)));
    const auto record = get("/manage/link/consent.json");
    EXPECT_TRUE(record.type.starts_with("application/json")) << record.type;
    EXPECT_TRUE(has(record, "dpv:ConsentWithdrawn"));
    EXPECT_TRUE(has(record, story));
    for (const auto& reply : {page, record}) EXPECT_FALSE(has(reply, "We met in the hall"));
    EXPECT_EQ(get("/manage/other/consent").status, 404);
}

TEST_F(Teller, CorrectsTheStoryAndKeepsWhatWasTypedAfterAMistake) {
    const auto story = told();
    EXPECT_TRUE(has(get("/manage/link/correct"), "We met in the hall.</textarea>"));
    const auto wrong = post("/manage/link/correct", "title=Hall&text=We+met+outside.&year=20&place=");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(has(wrong, "Write the year with four digits"));
    EXPECT_TRUE(has(wrong, "We met outside.</textarea>"));
    EXPECT_EQ(post("/manage/link/correct", "title=Hall&text=+&year=&place=").status, 422);
    EXPECT_EQ(store.story(story, Use::own)->text, "We met in the hall.");
    EXPECT_EQ(post("/manage/link/correct", "title=Hall&text=We+met%0D%0Aoutside.&year=2020&place=Leith").status, 303);
    const auto now = store.story(story, Use::own);
    EXPECT_EQ(now->text, "We met\noutside.");
    EXPECT_EQ(now->title, "Hall");
    EXPECT_EQ(now->year, 2020);
    EXPECT_TRUE(has(get("/manage/link/correct"), "We met\noutside.</textarea>"));
}

TEST_F(Teller, CorrectsOnlyTheirOwnWordsAndNotThoseOfAdditions) {
    const auto story = told();
    const auto addition = added_to(story, "Later we met again.");
    post("/manage/link/addition", "addition=" + addition + "&open=yes");
    EXPECT_TRUE(has(get("/manage/link/correct"), "We met in the hall.</textarea>"));
    post("/manage/link/correct", "title=&text=We+met+outside.&year=&place=");
    EXPECT_EQ(store.story(story, Use::own)->text, "We met outside.\nLater we met again.");
}

TEST_F(Teller, StoresWhatHappenedNextBeforeThankingForIt) {
    const auto story = told();
    EXPECT_TRUE(at(post("/manage/link/next", "words=+")).ends_with("?added=none#next"));
    EXPECT_TRUE(store.pending(10).empty());
    EXPECT_TRUE(at(post("/manage/link/next", "words=We+still+meet.")).ends_with("?added=yes#next"));
    EXPECT_TRUE(at(post("/manage/link/next", "words=We+still+meet.")).ends_with("?added=yes#next"));
    const auto pending = store.pending(10);
    ASSERT_EQ(pending.size(), 1u) << "a second click stores nothing";
    const auto stored = store.submission(pending[0].submission);
    EXPECT_EQ(stored.bytes, "We still meet.");
    EXPECT_EQ(stored.details.follows, story);
}

TEST_F(Teller, GetsBackByTheCodeOfTheLinkHoweverItIsTyped) {
    const std::string code = "fbebf11e4b2430ecb045fa4d6bc23e29a1c52635";
    Submission s;
    s.bytes = "coded", s.id = sha256_hex(s.bytes);
    store.put(s, code);
    for (const auto* typed :
         {"fbebf11e4b2430ecb045fa4d6bc23e29a1c52635", "FBEB+F11E+4B24+30EC+B045+FA4D+6BC2+3E29+A1C5+2635",
          "https://x.example/manage/fbebf11e4b2430ecb045fa4d6bc23e29a1c52635?told=yes"})
        EXPECT_EQ(at(post("/my-story", "code=" + std::string(typed))), "/manage/" + code) << typed;
    for (const auto* typed : {"", "fbeb", "0000f11e4b2430ecb045fa4d6bc23e29a1c52635"})
        EXPECT_EQ(post("/my-story", "code=" + std::string(typed)).status, 422) << typed;
    EXPECT_TRUE(has(get("/manage/" + code), "fbeb f11e 4b24 30ec"));
}

TEST_F(Teller, IsAnsweredAlikeWhetherOrNotAnAddressSentTheStory) {
    const auto story = told();
    collection.config.relay.url = "smtp://127.0.0.1:1", collection.config.base_url = "http://x.example";
    const auto known = post("/my-story/lost", "reference=" + story + "&address=ann%40example.org");
    const auto unknown = post("/my-story/lost", "reference=7F3K-Q2M9-N&address=eve%40example.org");
    EXPECT_EQ(at(known), at(unknown));
    EXPECT_EQ(known.status, 303);
    EXPECT_EQ(post("/my-story/lost", "reference=nonsense").status, 422);
}

TEST_F(Teller, GetsEverythingAboutTheStoryAsOneFile) {
    const auto story = told();
    store.note(Decision{story,
                        "REL.TRUST",
                        {0, 19},
                        "We met in the hall.",
                        Verdict::added,
                        Polarity::unstated,
                        "robin",
                        "book",
                        5,
                        false,
                        0});
    store.moderate(story, {Act::flag, "", "A note", "robin", 7});
    const auto reply = get("/manage/link/everything.zip");
    EXPECT_EQ(reply.status, 200);
    ingest::Package zip(reply.body, 1 << 20);
    const std::pair<const char*, const char*> parts[] = {
        {"story.txt", "We met in the hall."},    {"sent.eml", "mail"},       {"consent.jsonld", "dpv:ConsentRecord"},
        {"passages.csv", "We met in the hall."}, {"index.html", "sent.eml"}, {"moderation.csv", "A note"}};
    for (const auto& [name, words] : parts) {
        const auto part = zip.part(name);
        ASSERT_TRUE(part) << name;
        EXPECT_NE(part->find(words), part->npos) << name;
        EXPECT_EQ(part->find("robin"), part->npos) << name << " names somebody of the team";
    }
    EXPECT_EQ(get("/manage/other/everything.zip").status, 404);
}

TEST_F(Teller, KeepsTheTypedWordsWhenTheFormExceedsALimit) {
    collection.form.max_story_bytes = 50, collection.form.max_upload_bytes = 100, collection.form.max_files = 2;
    struct Case {
        std::string words;
        std::vector<std::size_t> files;
        const char* said;
    };
    for (const auto& c : {Case{"We met.", {60, 60}, "Your files are together larger than"},
                          Case{"We met.", {1, 1, 1}, "Choose 2 files or fewer"},
                          Case{std::string(60, 'w'), {}, "Your story is too long for this form"}}) {
        const auto reply = tell(c.words, {"team"}, c.files);
        EXPECT_EQ(reply.status, 422) << c.said;
        EXPECT_TRUE(has(reply, c.said));
        EXPECT_TRUE(has(reply, c.words + "</textarea>"));
    }
    EXPECT_TRUE(store.pending(1).empty());
    EXPECT_EQ(tell("We met.", {"team"}, {60, 40}).status, 303);
}

TEST_F(Teller, IsShownTheLimitsAndAFormBeyondThemIsStillRead) {
    const auto page = get("/tell/all");
    EXPECT_TRUE(has(page, "Up to 5 files, 20 MB together."));
    EXPECT_TRUE(has(page, "more than about 30,000 words"));
    Call call;
    call.method = "POST", call.path = "/tell";
    EXPECT_GE(route_for(call)->max_body_bytes, 3 * collection.form.max_upload_bytes);
}

TEST_F(Teller, NarrowsConsentBySendingTheFormAgainWithFewerTicks) {
    const auto first = at(tell("We met.", {"team", "count", "publish"}));
    const auto again = at(tell("We met.", {"team"}));
    EXPECT_EQ(again, first + "&again=yes");
    EXPECT_TRUE(has(get("/manage/" + first.substr(8) + "&again=yes"), "You sent this story before with other choices"));
    const auto pending = store.pending(9);
    ASSERT_EQ(pending.size(), 1u);
    Story story;
    story.text = "We met.", story.consent = *store.submission(pending[0].submission).details.consent;
    store.put_stories(pending[0].submission, {story});
    EXPECT_EQ(to_string(store.story(pending[0].reference, Use::own)->consent.uses), "team");
}

TEST_F(Teller, IsToldWhatToDoAndNoTechnicalDetailsWhenStoringFails) {
    told();
    Connection(std::filesystem::canonical(folder.path()), true).run_all("ALTER TABLE originals RENAME TO gone");
    const auto reply = tell("We met.", {"team"});
    EXPECT_EQ(reply.status, 503);
    EXPECT_TRUE(has(reply, "We cannot store your story at the moment."));
    EXPECT_TRUE(has(reply, "We met.</textarea>"));
    const auto withdrawn = post("/manage/link/withdraw", "degree=erase&sure=yes");
    EXPECT_EQ(withdrawn.status, 503);
    EXPECT_TRUE(has(withdrawn, "Please send it again in a few minutes"));
    for (const auto* words : {"originals", "disk", "SQL", "table"}) EXPECT_FALSE(has(withdrawn, words)) << words;
}

TEST_F(Teller, IsToldThatEveryStoryIsMadeUpOnlyWhileThatIsTrue) {
    const auto story = told();
    store.set("notice", "Everything here is made up.");
    store.set("notice_beside", "Some of it is made up.");
    store.set("notice_about", story + " ");
    EXPECT_TRUE(has(get("/about"), "Everything here is made up."));
    Story hidden, other;
    hidden.submission = "hidden", hidden.text = "We met, too.", hidden.consent.uses = {Use::team};
    tests::put(store, hidden);
    EXPECT_TRUE(has(get("/about"), "Everything here is made up.")) << "a page must not reveal a hidden story";
    other.submission = "other", other.text = "We met as well.", other.consent.uses = {Use::team, Use::publish};
    tests::put(store, other);
    EXPECT_FALSE(has(get("/about"), "Everything here is made up."));
    EXPECT_TRUE(has(get("/about"), "Some of it is made up."));
}

TEST_F(Teller, GetsACsvWithAByteOrderMarkOnlyOnRequest) {
    told();
    follow();
    EXPECT_TRUE(get("/search.csv?bom=1").body.starts_with("\xEF\xBB\xBF"));
    EXPECT_FALSE(get("/search.csv").body.starts_with("\xEF\xBB\xBF"));
    EXPECT_FALSE(get("/search.json?bom=1").body.starts_with("\xEF\xBB\xBF"));
}

TEST(Charts, have_their_colours_without_a_style_sheet) {
    const Chart chart{"years", "Stories by year", "", {{"2019", 3, "3 of 4", ""}}};
    for (const auto& svg : {columns_svg(chart), bars_svg(chart)}) {
        EXPECT_NE(svg.find("<rect fill=\"#"), svg.npos);
        EXPECT_NE(svg.find("<text fill=\"#"), svg.npos);
        EXPECT_EQ(svg.find("<style"), svg.npos) << "the content security policy of a page would block it";
    }
}

TEST(Pages, tables_that_scroll_can_be_reached_by_keyboard_and_have_a_name) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared_file("serve/pages/templates"))) {
        if (entry.path().extension() != ".mustache") continue;
        std::ifstream in(entry.path());
        for (std::string line; std::getline(in, line);)
            for (auto from = line.find("class=\"scroll\""); from != line.npos;
                 from = line.find("class=\"scroll\"", from + 1)) {
                const auto tag = line.substr(from, line.find('>', from) - from);
                EXPECT_NE(tag.find("tabindex=\"0\" role=\"region\" aria-label=\""), tag.npos) << entry.path() << tag;
            }
    }
}

}  // namespace
}  // namespace tangible::serve
