// The pages on which staff deal with submissions that could not be read.
#include "ingest/arrival/receive.h"
#include "ingest/reading/read_pending.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/clock.h"
#include "tests/schemas/folder.h"
#include "tests/serve/open_collection.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

const std::string picture = std::string("\x89PNG\r\n\x1a\n\0\1", 10) + "<script>alert(1)</script> hidden words";

struct ParkedPages : testing::Test {
    tests::Folder folder;
    ingest::ReadingPool pool{1};
    Store store{folder.path(), Store::Access::write};
    Collection collection = collection_over(folder.path());
    StoryId id;

    ParkedPages() {
        collection.readers = &pool;
        Submission s;
        s.bytes = picture, s.filename = "a.png";
        id = ingest::receive(store, s, "the teller's token").reference;
        read();
        store.add_account({"ana", Role::coder, "hash"});
        store.put_session("cookie", {"ana", Role::coder, "csrf", now_ms() + 1'000'000, now_ms()});
    }
    void read() { ingest::read_pending(store, pool, folder.path()); }

    Reply ask(const std::string& path, const std::string& cookie = "cookie") {
        Call call;
        call.method = "GET", call.path = path, call.session_token = cookie;
        if (const auto at = path.find('?'); at != path.npos)
            call.path = path.substr(0, at), call.query = urlencoded(path.substr(at + 1));
        Workspace work(collection);
        return dispatch(call, work);
    }
    Reply send(const std::string& path, Fields form) {
        Call call;
        call.method = "POST", call.path = path, call.session_token = "cookie", call.form = std::move(form);
        call.form.emplace_back("csrf", "csrf");
        Workspace work(collection);
        return dispatch(call, work);
    }
    static std::string header(const Reply& reply, std::string_view name) {
        return std::string(value_of(reply.headers, name));
    }
};

TEST_F(ParkedPages, ShowNothingThatTheTellerDoesNotLetTheTeamRead) {
    store.set_consent(id, {"story-form/3", {}, 1});
    const auto page = ask("/parked/" + id);
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.body.find("hidden words"), std::string::npos);
    EXPECT_EQ(page.body.find("89 50 4e 47"), std::string::npos);
    EXPECT_NE(page.body.find("does not allow our team"), std::string::npos);
    EXPECT_EQ(ask("/parked/" + id + "/bytes").status, 404);
    EXPECT_EQ(send("/parked/" + id + "/words", {}).body.find("hidden words"), std::string::npos);
    store.set_consent(id, {"story-form/3", {Use::team}, 2});
    EXPECT_NE(ask("/parked/" + id).body.find("hidden words"), std::string::npos);
    EXPECT_EQ(ask("/parked/" + id + "/bytes").status, 200);
}

TEST_F(ParkedPages, ShowTheContentsAsText) {
    EXPECT_NE(ask("/parked").body.find("/parked/" + id), std::string::npos);
    const auto page = ask("/parked/" + id);
    EXPECT_EQ(page.status, 200);
    EXPECT_NE(page.body.find("hidden words"), std::string::npos);
    EXPECT_EQ(page.body.find("<script>alert"), std::string::npos);
    EXPECT_NE(page.body.find("89 50 4e 47"), std::string::npos);
}

TEST_F(ParkedPages, GiveTheBytesAsADownloadThatRunsNothing) {
    const auto reply = ask("/parked/" + id + "/bytes");
    EXPECT_EQ(reply.body, picture);
    EXPECT_EQ(reply.type, "application/octet-stream");
    EXPECT_EQ(header(reply, "Content-Disposition").find("attachment"), 0u);
    EXPECT_EQ(header(reply, "Content-Security-Policy").find("sandbox"), 0u);
}

TEST_F(ParkedPages, AreForStaffOnly) {
    for (const auto& path : {"/parked/" + id, "/parked/" + id + "/bytes"}) EXPECT_EQ(ask(path, "").status, 401) << path;
}

TEST_F(ParkedPages, LetStaffHaveASubmissionReadAgain) {
    EXPECT_EQ(send("/parked/" + id + "/read", {}).status, 303);
    EXPECT_EQ(store.pending(9).size(), 1u);
    read();
    EXPECT_TRUE(store.parked(id));
}

TEST_F(ParkedPages, TurnWordsThatStaffTypedIntoAStory) {
    EXPECT_EQ(send("/parked/" + id + "/words", {{"words", " \r\n"}}).status, 400);
    EXPECT_EQ(send("/parked/" + id + "/words", {{"words", "We met on Mondays."}}).status, 303);
    read();
    ASSERT_TRUE(store.story(id, Use::team));
    EXPECT_EQ(store.story(id, Use::team)->text, "We met on Mondays.");
    EXPECT_EQ(ask("/parked/" + id).status, 404);
}

TEST_F(ParkedPages, DropASubmissionForAReasonThatItsTellerCanRead) {
    EXPECT_EQ(send("/parked/" + id + "/drop", {{"reason", ""}}).status, 400);
    EXPECT_TRUE(store.parked(id));
    EXPECT_EQ(send("/parked/" + id + "/drop", {{"reason", "only a picture"}}).status, 303);
    EXPECT_TRUE(store.parked().empty());
    const auto page = ask("/manage/the teller's token").body;
    for (const char* words : {"only a picture", "<title>We could not keep what you sent"})
        EXPECT_NE(page.find(words), std::string::npos) << words;
}

}  // namespace
}  // namespace tangible::serve
