#include "serve/coding/approach.h"
#include "serve/coding/reading_queue.h"
#include "tests/index/collection.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

constexpr std::int64_t today_ms = 1'700'000'000'000, day_ms = 86'400'000;

struct Approaching : testing::Test, index::Collection {
    Approaching() {
        for (int i = 0; i < 2; ++i) {
            Story s;
            s.text = "They were kind.", s.language = "en";
            s.consent.uses.add(Use::team);
            stories[i] = add(s).id;
        }
    }
    void decide(const char* coder, const StoryId& story, std::int64_t at_ms) {
        Decision d;
        d.story = story, d.theme = "REL.CARE", d.quote = "They were kind.", d.span = {0, 15};
        d.verdict = Verdict::added, d.coder = coder, d.decided_ms = at_ms;
        store.note(d);
    }
    Approach come(const char* coder, const StoryId& story, bool from_queue = true) {
        return approach(store, story, coder, from_queue, today_ms);
    }
    StoryId stories[2];
};

TEST_F(Approaching, IsDrawnWhenItComesFromTheQueueAndPickedOtherwise) {
    EXPECT_TRUE(come("ana", stories[0]).drawn);
    EXPECT_FALSE(come("ana", stories[0], false).drawn);
    EXPECT_FALSE(come("ana", "0000-0000-0").drawn);
}

TEST_F(Approaching, StaysDrawnWhileTheCoderMarksButNotADayLater) {
    decide("ana", stories[0], today_ms);
    EXPECT_TRUE(come("ana", stories[0]).drawn);
    decide("ana", stories[1], today_ms - day_ms);
    EXPECT_FALSE(come("ana", stories[1]).drawn);
}

TEST_F(Approaching, IsDrawnUntilTheEnd) {
    decide("ana", stories[0], today_ms);
    EXPECT_TRUE(come("ben", stories[0]).drawn);
    decide("ben", stories[0], today_ms);
    EXPECT_TRUE(come("ben", stories[0]).drawn) << "a coder's own marks do not end the reading";
    store.note(ReadThrough{stories[0], "ben", "small 1.0.0", true, true, today_ms, {}});
    EXPECT_TRUE(come("ben", stories[0]).done);
    EXPECT_FALSE(come("ben", stories[0]).drawn);
    EXPECT_FALSE(come("ana", stories[0]).done);
}

}  // namespace
}  // namespace tangible::serve
