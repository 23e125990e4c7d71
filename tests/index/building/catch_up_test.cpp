#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "schemas/ground/error.h"
#include "schemas/ground/lock.h"
#include "tests/index/stories.h"
#include <fstream>
#include <gtest/gtest.h>

using namespace tangible;
using namespace tangible::index;
using tests::Folder;
using tests::Stories;

namespace {

struct House {
    Folder folder;
    Store store{folder.path(), Store::Access::write};
    Stories stories{7};
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

void expect_equal(House& house, std::size_t stories) {
    const auto proof = house.proof();
    EXPECT_TRUE(proof.equal()) << shown(proof);
    EXPECT_EQ(proof.stories, stories);
    EXPECT_EQ(Writer(live(house.folder.path())).revision(), house.store.revision());
}

}  // namespace

TEST(CatchUp, AnEmptyStoreGivesAnEmptyIndex) {
    House house;
    EXPECT_EQ(house.follow(), 0u);
    expect_equal(house, 0);
}

TEST(CatchUp, FollowsStoriesVerdictsConsentAndWithdrawals) {
    House house;
    const auto one = house.add();
    house.follow();
    const auto live_then = live(house.folder.path());
    const auto two = house.add();
    EXPECT_EQ(house.follow(), 1u);
    expect_equal(house, 2);
    house.store.note(house.stories.decision(one, house.cues->codebook()));
    EXPECT_EQ(house.follow(), 1u);
    expect_equal(house, 2);
    house.store.set_consent(two.id, {"story-form/1", {}, 2});
    house.follow();
    expect_equal(house, 1);
    house.store.withdraw(one.id);
    house.follow();
    expect_equal(house, 0);
    EXPECT_EQ(live(house.folder.path()), live_then) << "step by step, not made anew";
    EXPECT_EQ(house.follow(), 0u) << "nothing left to do";
}

TEST(CatchUp, GoesInBatchesAndTellsHowFar) {
    House house;
    house.follow();
    for (int i = 0; i < 450; ++i) house.add();
    std::vector<Progress> told;
    EXPECT_EQ(catch_up(house.store, *house.cues, house.folder.path(), [&](const Progress& p) { told.push_back(p); }),
              450u);
    ASSERT_EQ(told.size(), 3u);
    for (std::size_t i = 1; i < told.size(); ++i) EXPECT_LT(told[i - 1].done, told[i].done);
    EXPECT_EQ(told.back().done, told.back().total);
    expect_equal(house, 450);
}

TEST(CatchUp, ANewCodebookMakesTheIndexAnew) {
    House house;
    for (int i = 0; i < 30; ++i) house.add();
    house.follow();
    const auto live_then = live(house.folder.path());
    house.cues = std::make_unique<Cues>(tests::small_codebook("2", true));
    EXPECT_EQ(house.follow(), 30u);
    EXPECT_NE(live(house.folder.path()), live_then);
    EXPECT_TRUE(std::filesystem::exists(live_then)) << "to go back to";
    expect_equal(house, 30);
}

TEST(CatchUp, ABrokenIndexIsMadeAnew) {
    for (const char* file : {"iamglass", "postlist.glass", "termlist.glass"}) {
        House house;
        for (int i = 0; i < 20; ++i) house.add();
        house.follow();
        std::ofstream(live(house.folder.path()) / file, std::ios::trunc) << "rubbish";
        house.add();
        house.follow();
        expect_equal(house, 21);
    }
    House house;
    house.add();
    house.follow();
    std::filesystem::remove_all(live(house.folder.path()));
    house.follow();
    expect_equal(house, 1);
}

TEST(CatchUp, AnIndexAheadOfTheStoreIsMadeAnew) {
    House house;
    house.add();
    house.follow();
    Writer(live(house.folder.path())).commit(house.store.revision() + 100, edition(house.cues->codebook()));
    house.follow();
    expect_equal(house, 1);
}

TEST(CatchUp, OneFollowsAtATime) {
    House house;
    house.follow();
    auto other = FileLock::take(house.folder.path() / "index.lock", 0);
    ASSERT_TRUE(other);
    try {
        house.follow();
        FAIL() << "two follow";
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::locked);
    }
}

TEST(CatchUp, SettledCodingsArePeoplesDecisionsOverSuggestions) {
    House house;
    auto s = house.stories.story();
    s.text = "In the end they trusted us.";
    s.language = "en";
    s = tests::put(house.store, s);
    Analyser analyser;
    auto codings = settled_codings(house.store, *house.cues, analyser, s);
    ASSERT_EQ(codings.size(), 1u);
    EXPECT_EQ(codings[0].verdict, Verdict::suggested);
    house.store.note({s.id, "REL.TRUST", codings[0].span, codings[0].quote, Verdict::rejected, Polarity::unstated,
                      "ada", "small 1", 5});
    codings = settled_codings(house.store, *house.cues, analyser, s);
    ASSERT_EQ(codings.size(), 1u);
    EXPECT_EQ(codings[0].verdict, Verdict::rejected);
    EXPECT_EQ(codings[0].coder, "ada");
}
