#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include "tests/index/stories.h"
#include <fstream>
#include <gtest/gtest.h>

using namespace tangible;
using namespace tangible::index;
using tests::Folder;
using tests::InventedStories;

namespace {

struct Collection {
    Folder folder;
    Store store{folder.path(), Store::Access::write};
    InventedStories stories{7};
    std::unique_ptr<Cues> cues = std::make_unique<Cues>(tests::small_codebook("1"));

    std::size_t follow() { return catch_up(store, *cues, folder.path()); }
    Proof proof() { return prove(store, *cues, live(folder.path())); }
    Story add() {
        auto s = stories.story();
        s.consent.uses = {Use::team, Use::count};
        return tests::put(store, s);
    }
};

std::string shown(const Proof& proof) {
    std::string out;
    for (const auto& d : proof.differences) out += d + "\n";
    return out;
}

void expect_equal(Collection& collection, std::size_t stories) {
    const auto proof = collection.proof();
    EXPECT_TRUE(proof.equal()) << shown(proof);
    EXPECT_EQ(proof.stories, stories);
    EXPECT_EQ(Writer(live(collection.folder.path())).revision(), collection.store.revision());
}

}  // namespace

TEST(CatchUp, AnEmptyStoreGivesAnEmptyIndex) {
    Collection collection;
    EXPECT_EQ(collection.follow(), 0u);
    expect_equal(collection, 0);
}

TEST(CatchUp, FollowsStoriesVerdictsConsentAndWithdrawals) {
    Collection collection;
    const auto one = collection.add();
    collection.follow();
    const auto live_then = live(collection.folder.path());
    const auto two = collection.add();
    EXPECT_EQ(collection.follow(), 1u);
    expect_equal(collection, 2);
    collection.store.note(collection.stories.decision(one, collection.cues->codebook()));
    EXPECT_EQ(collection.follow(), 1u);
    expect_equal(collection, 2);
    collection.store.set_consent(two.id, {"story-form/1", {}, 2});
    collection.follow();
    expect_equal(collection, 1);
    collection.store.withdraw(one.id);
    collection.follow();
    expect_equal(collection, 0);
    EXPECT_EQ(live(collection.folder.path()), live_then) << "updated in place, not rebuilt";
    EXPECT_EQ(collection.follow(), 0u) << "nothing left to do";
}

TEST(CatchUp, WorksInBatchesAndReportsProgress) {
    Collection collection;
    collection.follow();
    for (int i = 0; i < 450; ++i) collection.add();
    std::vector<Progress> told;
    EXPECT_EQ(catch_up(collection.store, *collection.cues, collection.folder.path(),
                       [&](const Progress& p) { told.push_back(p); }),
              450u);
    ASSERT_EQ(told.size(), 3u);
    for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1].done, told[i].done);
    EXPECT_EQ(told.back().done, told.back().total);
    expect_equal(collection, 450);
}

TEST(CatchUp, ANewCodebookRebuildsTheIndex) {
    Collection collection;
    for (int i = 0; i < 30; ++i) collection.add();
    collection.follow();
    const auto live_then = live(collection.folder.path());
    collection.cues = std::make_unique<Cues>(tests::small_codebook("2", true));
    EXPECT_EQ(collection.follow(), 30u);
    EXPECT_NE(live(collection.folder.path()), live_then);
    EXPECT_TRUE(std::filesystem::exists(live_then)) << "the previous index is kept to go back to";
    expect_equal(collection, 30);
}

TEST(CatchUp, ABrokenIndexIsRebuilt) {
    for (const char* file : {"iamglass", "postlist.glass", "termlist.glass"}) {
        Collection collection;
        for (int i = 0; i < 20; ++i) collection.add();
        collection.follow();
        std::ofstream(live(collection.folder.path()) / file, std::ios::trunc) << "rubbish";
        collection.add();
        collection.follow();
        expect_equal(collection, 21);
    }
    Collection collection;
    collection.add();
    collection.follow();
    std::filesystem::remove_all(live(collection.folder.path()));
    collection.follow();
    expect_equal(collection, 1);
}

TEST(CatchUp, ABrokenIndexIsNotKeptInPlaceOfAWholeOne) {
    Collection collection;
    const auto& data_dir = collection.folder.path();
    for (int i = 0; i < 20; ++i) collection.add();
    collection.follow();
    rebuild(data_dir, *collection.cues);
    const auto whole = kept(data_dir);
    ASSERT_TRUE(whole);
    const auto broken = live(data_dir);
    std::ofstream(broken / "postlist.glass", std::ios::trunc) << "rubbish";
    collection.follow();
    expect_equal(collection, 20);
    EXPECT_EQ(kept(data_dir), whole);
    EXPECT_FALSE(std::filesystem::exists(broken));
}

TEST(CatchUp, AnIndexAheadOfTheStoreIsRebuilt) {
    Collection collection;
    collection.add();
    collection.follow();
    Writer(live(collection.folder.path()))
        .commit(collection.store.revision() + 100, edition(collection.cues->codebook()));
    collection.follow();
    expect_equal(collection, 1);
}

TEST(CatchUp, OnlyOneCatchesUpAtATime) {
    Collection collection;
    collection.follow();
    auto other = FileLock::take(collection.folder.path() / "index.lock", 0);
    ASSERT_TRUE(other);
    try {
        collection.follow();
        FAIL() << "two caught up at once";
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::locked);
    }
}

TEST(CatchUp, APersonsDecisionReplacesASuggestion) {
    Collection collection;
    auto s = collection.stories.story();
    s.text = "In the end they trusted us.";
    s.language = "en";
    s = tests::put(collection.store, s);
    Analyser analyser;
    auto codings = settled_codings(collection.store, *collection.cues, analyser, s);
    ASSERT_EQ(codings.size(), 1u);
    EXPECT_EQ(codings[0].verdict, Verdict::suggested);
    collection.store.note({s.id, "REL.TRUST", codings[0].span, codings[0].quote, Verdict::rejected, Polarity::unstated,
                           "ada", "small 1", 5});
    codings = settled_codings(collection.store, *collection.cues, analyser, s);
    ASSERT_EQ(codings.size(), 1u);
    EXPECT_EQ(codings[0].verdict, Verdict::rejected);
    EXPECT_EQ(codings[0].coder, "ada");
}
