#include "serve/web/kept_answers.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

TEST(KeptAnswers, AreReusedWhileNothingChanges) {
    KeptAnswers kept;
    int made = 0;
    const auto ask = [&](const std::string& address, const std::string& state, int status = 200) {
        return kept.of(address, state, [&] { return plain(status, std::to_string(++made)); }).body;
    };
    struct Row {
        const char *address, *state, *body;
        int status;
    };
    constexpr Row rows[] = {
        {"/search?q=tea", "1", "1", 200}, {"/search?q=tea", "1", "1", 200}, {"/search?q=bus", "1", "2", 200},
        {"/search?q=tea", "2", "3", 200}, {"/search?q=tea", "1", "4", 200}, {"/search?q=bus", "1", "5", 503},
        {"/search?q=bus", "1", "6", 200},
    };
    for (const auto& r : rows) EXPECT_EQ(ask(r.address, r.state, r.status), r.body) << r.address << " in " << r.state;
}

TEST(KeptAnswers, StayWithinTheirMemoryLimit) {
    KeptAnswers kept;
    std::size_t made = 0;
    const auto ask = [&](std::size_t n) {
        kept.of(std::to_string(n), "", [&] { return ++made, plain(200, std::string(1 << 20, 'x')); });
    };
    for (std::size_t n = 0; n < 100; ++n) ask(n);
    ask(0);
    EXPECT_EQ(made, 101u) << "the first answer was evicted";
}

}  // namespace
}  // namespace tangible::serve
