#include "index/reader/budget.h"
#include "index/reader/turns.h"
#include "tests/schemas/error_kind.h"
#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace tangible::index {
namespace {

using namespace std::chrono_literals;

TEST(Turns, OneAfterTheOther) {
    Turns turns(1, 8, 60s);
    std::atomic<int> inside = 0, most = 0, done = 0;
    std::vector<std::jthread> all;
    for (int i = 0; i < 8; ++i)
        all.emplace_back([&] {
            turns.enter();
            most = std::max(most.load(), ++inside);
            std::this_thread::sleep_for(2ms);
            --inside;
            turns.leave();
            ++done;
        });
    all.clear();
    EXPECT_EQ(done, 8);
    EXPECT_EQ(most, 1);
}

TEST(Turns, OneTooManyToWaitIsRefusedForNow) {
    Turns turns(1, 0, 60s);
    turns.enter();
    EXPECT_EQ(tests::kind_of([&] { turns.enter(); }), ErrorKind::temporary);
    turns.leave();
    EXPECT_EQ(tests::kind_of([&] { turns.enter(); }), std::nullopt);
}

TEST(Turns, NobodyWaitsForEver) {
    Turns turns(1, 1, 5ms);
    turns.enter();
    EXPECT_EQ(tests::kind_of([&] { turns.enter(); }), ErrorKind::temporary);
    turns.leave();
    EXPECT_EQ(tests::kind_of([&] { turns.enter(); }), std::nullopt) << "a waiter that gave up leaves the queue";
}

void spend_long(Budget& budget) {
    for (int i = 0; i < 1'000; ++i) {
        volatile double x = 1;  // about 100 ms
        for (int k = 0; k < 50'000; ++k) x = x + 1;
        budget.spend(4096);
    }
}

// While long questions have all turns, a quick one is answered, and one that turns out to be long waits.
TEST(Turns, ALongQuestionWaitsAndAQuickOneDoesNot) {
    auto& all = turns();
    std::atomic<bool> ended = false;
    const auto taken = std::max(1u, std::thread::hardware_concurrency() / 2);
    for (auto i = taken; i > 0; --i) all.enter();
    Budget quick;
    quick.begin(1'000);
    for (int i = 0; i < 10; ++i) quick.spend(4096);

    std::jthread one([&] {
        Budget budget;
        budget.begin(60'000);
        spend_long(budget);
        ended = true;
    });
    std::this_thread::sleep_for(50ms);
    for (int i = 0; i < 40; ++i) {
        EXPECT_FALSE(ended) << "it must wait for a turn";
        std::this_thread::sleep_for(10ms);
    }
    for (auto i = taken; i > 0; --i) all.leave();
    one.join();
    EXPECT_TRUE(ended);
    EXPECT_EQ(tests::kind_of([&] { all.enter(), all.leave(); }), std::nullopt) << "the question gave its turn back";
}

}  // namespace
}  // namespace tangible::index
