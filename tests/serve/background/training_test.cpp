#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "serve/background/training.h"
#include "tests/index/collection.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

using index::Collection;

struct Training : testing::Test, Collection {
    Story told(const std::string& text) {
        Story s;
        s.text = text, s.language = "en";
        for (auto use : {Use::team, Use::count}) s.consent.uses.add(use);
        return add(s);
    }
    void decide(const Story& s, int times) {
        for (int i = 0; i < times; ++i) {
            Decision d;
            d.story = s.id, d.theme = "REL.CARE", d.quote = s.text,
            d.span.end = static_cast<std::uint32_t>(s.text.size());
            d.coder = "ana", d.decided_ms = i;
            store.note(d);
        }
    }
    std::int64_t learn() { return store.put_model(trained(store, {cues, targets, .5}).learned); }
    bool due() { return training_due(store, targets.edition(), 20); }
    index::Cues cues{book};
    index::Targets targets{book, {}};
};

TEST_F(Training, IsDueWhenSomethingNewCanBeLearned) {
    EXPECT_FALSE(due()) << "there is no story";
    const auto story = told("They were kind.");
    EXPECT_TRUE(due()) << "there is no model";
    learn();
    EXPECT_FALSE(due());
    decide(story, 19);
    EXPECT_FALSE(due());
    decide(story, 1);
    EXPECT_TRUE(due()) << "twenty decisions";
    learn();
    EXPECT_FALSE(due());
    decide(story, 19);
    store.note(ReadThrough{story.id, "ana", "made-up 1", true, false, now_ms() + 1, {}});
    EXPECT_TRUE(due()) << "a story read to the end counts like a decision";
    learn();
    EXPECT_TRUE(training_due(store, "another edition", 20));
    store.withdraw(told("It rained.").id);
    EXPECT_TRUE(due()) << "withdrawing a story deletes the model";
}

TEST_F(Training, IsDueAfterTwoHundredChanges) {
    const auto story = told("They were kind.");
    learn();
    const auto change = [&](int at) { store.set_consent(story.id, {"story-form/1", {Use::team, Use::count}, at}); };
    for (int i = 0; i < 199; ++i) change(i);
    EXPECT_FALSE(due());
    change(199);
    EXPECT_TRUE(due());
}

TEST_F(Training, WaitsForSubmissionsThatAreStillToBeRead) {
    told("They were kind.");
    Submission waiting;
    waiting.bytes = "We met.", waiting.id = sha256_hex(waiting.bytes);
    store.put(waiting);
    EXPECT_FALSE(due());
}

TEST_F(Training, IsDiscardedWhenAStoryIsTakenBackInTheMeantime) {
    const auto story = told("They were kind.");
    told("It rained.");
    const auto early = trained(store, {cues, targets, .5});
    store.set_consent(story.id, {"story-form/1", {Use::count}, 2});
    EXPECT_EQ(store.put_model(early.learned), 0);
    EXPECT_EQ(store.latest_model(), 0);
    EXPECT_NE(learn(), 0);
}

TEST_F(Training, EndsWhenItsStepThrows) {
    told("They were kind.");
    const auto stop = [] { throw Error(ErrorKind::temporary, "stop"); };
    EXPECT_THROW(trained(store, {cues, targets, .5, stop}), Error);
}

TEST_F(Training, NeedsAStory) { EXPECT_THROW(trained(store, {cues, targets, .5}), Error); }

}  // namespace
}  // namespace tangible::serve
