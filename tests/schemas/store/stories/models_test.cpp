#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible {
namespace {

namespace fs = std::filesystem;

class Models : public testing::Test {
protected:
    Models() { fs::remove_all(dir), fs::create_directories(dir); }
    ~Models() override { fs::remove_all(dir); }

    Learned model(const std::string& bytes, Revision revision = 3) {
        return {0, "small 1.0.0", 1'700'000'000'000, revision, 7, bytes};
    }
    StoryId story(const std::string& text = "We met.") {
        Submission submission;
        submission.bytes = text;
        submission.id = submission.key = sha256_hex(submission.bytes);
        Story s;
        s.submission = submission.id, s.text = submission.bytes;
        s.consent.uses.add(Use::team);
        const auto id = store.put(submission).reference;
        store.put_stories(submission.id, {s});
        return id;
    }

    fs::path dir = fs::temp_directory_path() / ("tangible-models-" + std::to_string(::getpid()));
    Store store = (fs::create_directories(dir), Store(dir, Store::Access::write));
};

TEST_F(Models, HaveNumbersAndOnlyTheLastThreeAreKept) {
    EXPECT_EQ(store.latest_model(), 0);
    EXPECT_FALSE(store.model(1));
    std::string bytes("TML1\0\xff", 6);
    for (int n = 1; n <= 5; ++n) EXPECT_EQ(store.put_model(model(bytes + std::to_string(n))), n);
    EXPECT_EQ(store.latest_model(), 5);
    const auto latest = store.model(5);
    ASSERT_TRUE(latest);
    EXPECT_EQ(latest->bytes, bytes + "5");
    EXPECT_EQ(latest->edition, "small 1.0.0");
    EXPECT_EQ(latest->revision, 3);
    EXPECT_EQ(latest->last_judgement, 7);
    EXPECT_EQ(store.about_latest_model()->number, 5);
    EXPECT_TRUE(store.model(3));
    EXPECT_FALSE(store.model(2));
}

TEST_F(Models, AreErasedWhenAStoryIsWithdrawn) {
    const auto id = story();
    store.put_model(model("learned"));
    store.withdraw(id);
    EXPECT_EQ(store.latest_model(), 0);
}

TEST_F(Models, AreErasedWhenTheTeamMayNoLongerReadAStory) {
    const auto id = story();
    store.put_model(model("learned"));
    store.set_consent(id, {"story-form/1", {Use::team, Use::count}, 1});
    EXPECT_EQ(store.latest_model(), 1);
    store.set_consent(id, {"story-form/1", {Use::count}, 2});
    EXPECT_EQ(store.latest_model(), 0);
}

TEST_F(Models, AreNotKeptIfAStoryWasClosedToTheTeamWhileTheyWereLearned) {
    const auto id = story();
    const auto early = store.revision();
    store.set_consent(id, {"story-form/1", {Use::count}, 1});
    EXPECT_EQ(store.put_model(model("learned", early)), 0);
    EXPECT_EQ(store.latest_model(), 0);
    EXPECT_EQ(store.put_model(model("learned", store.revision())), 1);
}

TEST_F(Models, BringHintsThatAreReplacedAndErasedWithThem) {
    const auto one = story("We met."), other = story("We parted."), closed = story("We wrote.");
    store.set_consent(closed, {"story-form/1", {Use::count}, 1});
    auto m = model("learned", store.revision());
    m.hinted = {
        {one, "REL.TRUST", 2000}, {other, "REL.TRUST", 9000}, {closed, "REL.TRUST", 9500}, {one, "REL.CARE", 1}};
    store.put_model(m);
    EXPECT_EQ(store.hinted("REL.TRUST", 10),
              (std::vector<Hinted>{{other, "REL.TRUST", 9000}, {one, "REL.TRUST", 2000}}));
    EXPECT_EQ(store.hinted("REL.TRUST", 1).size(), 1u);
    m.hinted = {{one, "REL.CARE", 2}};
    store.put_model(m);
    EXPECT_TRUE(store.hinted("REL.TRUST", 10).empty());
    store.withdraw(other);
    EXPECT_TRUE(store.hinted("REL.CARE", 10).empty());
}

TEST_F(Models, BringRulesAndADemotionChangesTheStore) {
    auto m = model("learned");
    m.rules = {{"REL.CARE", "were kind", 9, 10, false}, {"REL.TRUST", "trust", 1, 12, true}};
    EXPECT_EQ(store.demotions(), 0);
    const auto before = store.revision();
    store.put_model(m);
    EXPECT_EQ(store.rules(), m.rules);
    EXPECT_EQ(store.demotions(), 1);
    EXPECT_EQ(store.revision(), before + 1);
    m.rules[1].decided = 13;
    store.put_model(m);
    EXPECT_EQ(store.demotions(), 1) << "the same rules are demoted";
    EXPECT_EQ(store.revision(), before + 1);
    m.rules[1].demoted = false;
    store.put_model(m);
    EXPECT_EQ(store.demotions(), 2);
    store.withdraw(story());
    EXPECT_EQ(store.rules(), m.rules);
}

TEST_F(Models, KnowTheLastJudgement) {
    const auto id = story();
    EXPECT_EQ(store.last_judgement(), 0);
    Decision d{id, "REL.TRUST", {0, 7}, "We met.", Verdict::added, Polarity::unstated, "ana", "small 1.0.0", 1, true};
    store.note(d);
    EXPECT_EQ(store.last_judgement(), 1);
    d.noted = 1;
    EXPECT_EQ(store.decisions(id), std::vector{d});
    store.withdraw(id);
    const auto other = story("It rained.");
    d.story = other;
    store.note(d);
    EXPECT_EQ(store.last_judgement(), 2) << "a number is given only once, even if its judgement is erased";
}

TEST_F(Models, KeepJudgementsInOrderWhateverTheClockSays) {
    const auto id = story();
    Decision d{id, "REL.TRUST", {0, 7}, "We met.", Verdict::added, Polarity::unstated, "ana", "small 1.0.0", 900};
    store.note(d);
    store.note(ReadThrough{id, "ana", "small 1.0.0", true, false, 800, {}});
    d.decided_ms = 700, d.verdict = Verdict::rejected;
    store.note(d);
    const auto decisions = store.decisions(id);
    ASSERT_EQ(decisions.size(), 2u);
    EXPECT_EQ(settle("We met.", {}, decisions).at(0).verdict, Verdict::rejected) << "the later one counts";
    const auto read = store.read_through(id).at(0);
    EXPECT_TRUE(read.had(decisions[0]));
    EXPECT_FALSE(read.had(decisions[1]));
}

TEST_F(Models, KnowWhoReadAStoryThroughUntilItIsWithdrawn) {
    const auto id = story();
    const std::vector<std::string> themes = {"REL.CARE", "REL.TRUST"};
    const ReadThrough first{id, "ana", "small 1.0.0", true, false, 1, themes, 1},
        blind{id, "ben", "small 1.0.0", true, true, 2, themes, 2},
        later{id, "cy", "small 2.0.0", false, false, 4, {"REL.A"}, 3};
    store.note(first);
    store.note(blind);
    store.note(ReadThrough{id, "ana", "small 2.0.0", false, false, 3, {"REL.A"}});
    EXPECT_EQ(store.read_through(id), (std::vector{first, blind})) << "the first time counts";
    store.note(later);
    EXPECT_EQ(store.read_through(Use::team), (std::vector{first, blind, later}))
        << "each with the themes of its edition";
    EXPECT_TRUE(store.read_through(Use::publish).empty());
    store.withdraw(id);
    EXPECT_TRUE(store.read_through(Use::own).empty());
}

}  // namespace
}  // namespace tangible
