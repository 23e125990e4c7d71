// The log on stderr: one line of JSON for each entry.
#include "serve/collection/log.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

template <class Work> std::string written(Work work) {
    testing::internal::CaptureStderr();
    work();
    return testing::internal::GetCapturedStderr();
}

TEST(Log, reports_the_same_trouble_once_a_minute_and_other_trouble_at_once) {
    const auto said = written([] {
        for (int i = 0; i < 500; ++i) log_trouble("the disk is full");
        log_trouble("the net is down");
    });
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 2) << said;
    EXPECT_NE(said.find("disk"), std::string::npos);
    EXPECT_NE(said.find("net"), std::string::npos);
}

TEST(Log, records_every_event) {
    const auto said = written([] {
        for (int i = 0; i < 3; ++i) log_event("sign_in", {{"account", "robin"}});
    });
    EXPECT_EQ(std::count(said.begin(), said.end(), '\n'), 3) << said;
}

}  // namespace
}  // namespace tangible::serve
