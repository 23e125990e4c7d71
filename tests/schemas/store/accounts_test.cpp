#include "schemas/ground/clock.h"
#include "schemas/store/store.h"
#include "tests/schemas/folder.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

constexpr std::int64_t minute = 60'000, hour = 60 * minute;

struct Sessions : testing::Test {
    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};
    const std::int64_t now = now_ms();
    Sessions() { store.add_account({"ana", Role::coder, "hash"}); }
    void sign_in(const char* token) { store.put_session(token, {"ana", Role::coder, "csrf", now + 12 * hour, now}); }
};

TEST_F(Sessions, ThatHaveEndedStayEndedWhenTheClockIsSetBack) {
    sign_in("old");
    store.note_time(now + hour);
    EXPECT_TRUE(store.session("old", now + hour));
    store.note_time(now + 13 * hour);
    EXPECT_FALSE(store.session("old", now + 13 * hour));
    EXPECT_FALSE(store.session("old", now + hour)) << "the clock was set back";
    store.note_time(now + hour);
    EXPECT_FALSE(store.session("old", now + hour));
    sign_in("new");
    EXPECT_TRUE(store.session("new", now + minute)) << "signing in again works";
    EXPECT_FALSE(store.session("old", now + minute));
}

TEST_F(Sessions, OutliveASmallCorrectionOfTheClock) {
    sign_in("one");
    store.note_time(now + hour);
    EXPECT_TRUE(store.session("one", now + hour - minute));
    store.note_time(now + hour - minute);
    EXPECT_TRUE(store.session("one", now + hour));
}

}  // namespace
}  // namespace tangible
