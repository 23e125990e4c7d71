#include "index/reader/budget.h"
#include "index/search/matching.h"
#include "tests/index/collection.h"
#include "tests/schemas/error_kind.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

TEST(Budget, StopsEndlessWork) {
    Budget budget;
    budget.begin(5);
    EXPECT_FALSE(budget.low());
    EXPECT_EQ(tests::kind_of([&] {
                  for (;;) budget.spend();
              }),
              ErrorKind::usage);
    EXPECT_TRUE(budget.low());
    budget.begin(60'000);
    EXPECT_EQ(tests::kind_of([&] {
                  for (int i = 0; i < 1'000; ++i) budget.spend();
              }),
              std::nullopt)
        << "a budget can begin again";
}

TEST(Budget, DoesNotCountWorkDoneForAll) {
    Budget long_ago, budget;
    budget.begin(5);
    budget.uncounted([&] {
        tests::kind_of([&] {
            long_ago.begin(30);
            for (;;) long_ago.spend();
        });
    });
    EXPECT_EQ(tests::kind_of([&] {
                  for (int i = 0; i < 100; ++i) budget.spend();
              }),
              std::nullopt);
}

TEST(Budget, StopsAMatchBeforeItsEnd) {
    constexpr std::uint32_t stories = 300;  // the clock is read only after a few thousand steps
    Collection c;
    for (std::uint32_t i = 0; i < stories; ++i) c.add(open_story("Trust grew."));
    c.commit();
    const Sought grew{
        Sought::Kind::phrase, {}, true, 0, 0, 0, {any({terms::stem("trust")}, true), any({terms::stem("grew")}, true)}};
    auto found = [&](std::int64_t limit_ms) {
        Reader reader(c.dir, limit_ms);
        std::uint32_t matched = 0;
        reader.steadily([&] { matched = matching(reader, grew, Use::publish).size(); });
        return matched;
    };
    EXPECT_EQ(found(60'000), stories);
    EXPECT_EQ(tests::kind_of([&] { found(-1'000); }), ErrorKind::usage);
}

}  // namespace
}  // namespace tangible::index
