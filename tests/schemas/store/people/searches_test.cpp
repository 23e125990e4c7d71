#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible {
namespace {

namespace fs = std::filesystem;
using State = Subscription::State;
constexpr std::int64_t hour_ms = 3'600'000, day_ms = 24 * hour_ms, start_ms = 1'700'000'000'000;

struct AStoreOfSearches : testing::Test {
    fs::path dir = [] {
        auto name = (fs::temp_directory_path() / "tangible-searches-XXXXXX").string();
        return fs::path(mkdtemp(name.data()));
    }();
    Store store{dir, Store::Access::write};
    ~AStoreOfSearches() override { fs::remove_all(dir); }

    void save(const std::string& id, const std::string& owner = "ana") {
        store.put_saved_search(SavedSearch{id, owner, "Hall", "q=hall", start_ms});
    }
    bool subscribe(const std::string& id, const std::string& search, const std::string& addr,
                   std::int64_t at_ms = start_ms) {
        Subscription s;
        s.id = id, s.search = search, s.addr = addr, s.every_days = 7;
        return store.subscribe(s, "token " + id, at_ms);
    }
    Subscription of(const std::string& id) { return store.subscription("token " + id).value(); }
    std::size_t due(std::int64_t now_ms, bool looked = false) {
        return store.subscriptions_due(now_ms, 9, looked).size();
    }

    StoryId told(const std::string& bytes, Uses uses) {
        Submission s;
        s.bytes = bytes, s.id = sha256_hex(bytes), s.received_ms = 1000;
        store.put(s);
        read(bytes, uses);
        return store.stories_of(s.id).at(0);
    }
    void read(const std::string& bytes, Uses uses) {
        Story story;
        story.text = bytes, story.consent = {"", uses, 7};
        store.put_stories(sha256_hex(bytes), {story});
    }
    Story story(const StoryId& id) { return store.story(id, Use::own).value(); }
};

TEST_F(AStoreOfSearches, keeps_searches_for_their_owner_under_a_name_that_can_change) {
    save("one"), save("two"), save("other", "ben");
    EXPECT_EQ(store.saved_searches("ana").size(), 2u);
    auto s = store.saved_search("one").value();
    EXPECT_EQ(s.query, "q=hall");
    s.name = "The hall";
    store.put_saved_search(s);
    EXPECT_EQ(store.saved_search("one")->name, "The hall");
    subscribe("s", "one", "a@example.org");
    store.drop_saved_search("one");
    EXPECT_FALSE(store.saved_search("one"));
    EXPECT_FALSE(store.subscription("token s")) << "nobody gets mails about a search that is gone";
}

TEST_F(AStoreOfSearches, an_address_is_asked_once_and_forgotten_unless_it_confirms) {
    save("one");
    EXPECT_TRUE(subscribe("s", "one", "a@example.org"));
    EXPECT_FALSE(subscribe("again", "one", "a@example.org"));
    EXPECT_FALSE(store.subscription("token of somebody else"));
    ASSERT_EQ(due(start_ms), 1u);
    store.note_asked(of("s"), start_ms);
    EXPECT_EQ(of("s").state, State::asked);
    EXPECT_EQ(due(start_ms + day_ms, true), 0u) << "the question is sent only once";
    store.forget_unconfirmed(start_ms + 2 * day_ms);
    EXPECT_TRUE(store.subscription("token s"));
    store.forget_unconfirmed(start_ms + 4 * day_ms);
    EXPECT_FALSE(store.subscription("token s"));

    EXPECT_TRUE(subscribe("t", "one", "a@example.org", start_ms + 5 * day_ms));
    store.confirm(of("t"), start_ms + 5 * day_ms);
    store.forget_unconfirmed(start_ms + 99 * day_ms);
    EXPECT_EQ(of("t").state, State::confirmed);
    store.unsubscribe(of("t"));
    EXPECT_FALSE(store.subscription("token t"));
}

TEST_F(AStoreOfSearches, nobody_can_flood_the_mailbox_of_a_stranger) {
    for (const auto* id : {"1", "2", "3", "4", "5"}) save(id);
    for (const auto* id : {"1", "2", "3"}) EXPECT_TRUE(subscribe(id, id, "a@example.org"));
    EXPECT_FALSE(subscribe("4", "4", "a@example.org"));
    store.unsubscribe(of("1"));
    EXPECT_FALSE(subscribe("4", "4", "a@example.org", start_ms + hour_ms)) << "not even after the address unsubscribed";
    EXPECT_TRUE(subscribe("5", "4", "b@example.org"));
    EXPECT_TRUE(subscribe("4", "5", "a@example.org", start_ms + 25 * hour_ms));
}

TEST_F(AStoreOfSearches, a_digest_is_due_once_per_interval) {
    save("one");
    subscribe("s", "one", "a@example.org");
    store.confirm(of("s"), start_ms);
    EXPECT_EQ(of("s").told, store.revision());
    EXPECT_EQ(due(start_ms), 1u);
    store.note_later(of("s"), start_ms + hour_ms);
    EXPECT_EQ(due(start_ms), 0u);
    EXPECT_EQ(due(start_ms, true), 1u) << "due to a visit of all subscriptions";
    store.note_told(of("s"), 12, start_ms);
    EXPECT_EQ(of("s").told, 12);
    EXPECT_EQ(due(start_ms + 6 * day_ms, true), 0u) << "a digest is sent at most once a week";
    EXPECT_EQ(due(start_ms + 7 * day_ms), 1u);
    EXPECT_EQ(store.mails_since(start_ms - 1), 1u);
    store.put_off_subscriptions(start_ms + 8 * day_ms);
    EXPECT_EQ(due(start_ms + 7 * day_ms), 0u);
}

TEST_F(AStoreOfSearches, an_address_that_the_relay_refuses_is_removed) {
    save("one");
    subscribe("s", "one", "a@example.org"), subscribe("asked", "one", "b@example.org");
    store.note_refused(of("asked"), start_ms);
    EXPECT_FALSE(store.subscription("token asked"));
    store.confirm(of("s"), start_ms);
    for (int i = 0; i < 2; ++i) store.note_refused(of("s"), start_ms);
    EXPECT_EQ(due(start_ms, true), 0u);
    store.note_refused(of("s"), start_ms);
    EXPECT_FALSE(store.subscription("token s"));
}

// ---- since when a story can be found ----

TEST_F(AStoreOfSearches, a_story_comes_once_and_is_opened_when_more_may_see_it) {
    const auto id = told("We met.", {Use::team, Use::count});
    const auto came = story(id).came;
    EXPECT_EQ(came, store.revision());
    EXPECT_EQ(story(id).opened, came);
    EXPECT_GT(story(id).opened_ms, start_ms);
    read("We met.", {Use::team, Use::count});
    EXPECT_EQ(story(id).opened, came) << "reading it again opens nothing";

    store.set_consent(id, {"", {Use::team, Use::count, Use::publish}, 8});
    const auto opened = store.revision();
    EXPECT_EQ(story(id).opened, opened);
    EXPECT_EQ(story(id).came, came);
    store.set_consent(id, {"", {Use::team}, 9});
    EXPECT_EQ(story(id).opened, opened) << "narrowing opens nothing";

    store.park(sha256_hex("We met."), {"unreadable", ""});
    read("We met.", {Use::team});
    EXPECT_EQ(story(id).came, store.revision()) << "a story that comes back comes again";
}

TEST_F(AStoreOfSearches, a_story_that_nobody_may_see_has_not_come) {
    const auto id = told("We met.", {});
    EXPECT_EQ(story(id).came, 0);
    store.set_consent(id, {"", {Use::team}, 9});
    EXPECT_EQ(story(id).came, store.revision());
}

}  // namespace
}  // namespace tangible
