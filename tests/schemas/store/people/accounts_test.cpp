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

TEST(TheFirstAccount, is_added_once_with_the_token_that_was_offered_last) {
    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};
    const std::int64_t now = now_ms();
    const Account robin{"robin", Role::admin, "hash"}, sam{"sam", Role::admin, "hash"};
    EXPECT_FALSE(store.offers_first_account("", now)) << "nothing was offered";
    store.offer_first_account("earlier", now + hour);
    store.offer_first_account("token", now + hour);
    for (const auto* wrong : {"", "earlier", "tok"}) EXPECT_FALSE(store.add_first_account(robin, wrong, now)) << wrong;
    EXPECT_FALSE(store.add_first_account(robin, "token", now + hour)) << "it is too old";
    EXPECT_TRUE(store.accounts().empty());
    EXPECT_TRUE(store.offers_first_account("token", now + hour - 1));
    EXPECT_TRUE(store.add_first_account(robin, "token", now));
    EXPECT_FALSE(store.add_first_account(sam, "token", now)) << "it was used";
    EXPECT_EQ(store.accounts().size(), 1u);
}

TEST(TheFirstAccount, is_offered_no_more_once_there_was_an_account) {
    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};
    const std::int64_t now = now_ms();
    store.offer_first_account("token", now + hour);
    store.add_account({"robin", Role::researcher, "hash"});
    EXPECT_FALSE(store.offers_first_account("token", now));
    store.drop_account("robin");
    EXPECT_FALSE(store.offers_first_account("token", now)) << "the offer does not come back";
}

}  // namespace
}  // namespace tangible
