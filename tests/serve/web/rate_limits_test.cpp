#include "serve/web/rate_limits.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;
const RateLimit::Clock::time_point start{};

TEST(Limits, refill_over_time_and_say_how_long_to_wait) {
    RateLimit limit(60, 2);
    EXPECT_EQ(limit.take("a", start), 0s);
    EXPECT_EQ(limit.take("a", start), 0s);
    EXPECT_EQ(limit.take("a", start), 60s);
    EXPECT_EQ(limit.take("a", start + 30s), 30s) << "a refusal costs nothing";
    EXPECT_EQ(limit.take("b", start + 30s), 0s) << "each client is counted separately";
    EXPECT_EQ(limit.take("a", start + 60s), 0s);
    EXPECT_EQ(limit.take("a", start + 60s), 60s);
    EXPECT_EQ(limit.take("a", start + 24h), 0s);
    EXPECT_EQ(limit.take("a", start + 24h), 0s);
    EXPECT_EQ(limit.take("a", start + 24h), 60s) << "never more than the burst";
}

TEST(Limits, can_be_given_back) {
    RateLimit limit(60, 1);
    EXPECT_EQ(limit.take("a", start), 0s);
    limit.give_back("a");
    EXPECT_EQ(limit.take("a", start), 0s);
    limit.give_back("nobody");
    limit.give_back("a");
    limit.give_back("a");
    EXPECT_EQ(limit.take("a", start), 0s);
    EXPECT_GT(limit.take("a", start), 0s);
}

TEST(Limits, forget_full_buckets_first_when_there_are_too_many_addresses) {
    RateLimit limit(1, 1);
    EXPECT_EQ(limit.take("refused for an hour", start + 2h), 0s);
    for (int i = 0; i < 99'999; ++i) limit.take("farm " + std::to_string(i), start);
    EXPECT_EQ(limit.take("one more", start + 2h), 0s);
    EXPECT_GT(limit.take("refused for an hour", start + 2h), 0s);
}

}  // namespace
}  // namespace tangible::serve
