// The order in which clients with waiting jobs get their turn.
#include "serve/sockets/workers.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <latch>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;

TEST(Workers, serve_next_the_client_that_has_used_the_least_time) {
    constexpr int slow = 20;
    std::mutex mutex;
    std::vector<std::string> order;
    std::latch all_done(slow + 1), begun(1);
    Workers workers(1);
    for (int i = 0; i < slow; ++i)
        workers.add("slow", [&](std::size_t) {
            begun.count_down(begun.try_wait() ? 0 : 1);
            std::this_thread::sleep_for(20ms);
            const std::lock_guard lock(mutex);
            order.emplace_back("slow");
            all_done.count_down();
        });
    begun.wait();
    workers.add("quick", [&](std::size_t) {
        const std::lock_guard lock(mutex);
        order.emplace_back("quick");
        all_done.count_down();
    });
    all_done.wait();
    EXPECT_LE(std::ranges::find(order, "quick") - order.begin(), 2);
}

}  // namespace
}  // namespace tangible::serve
