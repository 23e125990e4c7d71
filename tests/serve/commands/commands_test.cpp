#include "schemas/ground/error.h"
#include "serve/commands/commands.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

int limit(const std::vector<std::string>& words) { return Invocation{"data", words}.take_number("limit", 7, 1, 100); }

TEST(Commands, a_number_is_a_number_within_its_bounds) {
    EXPECT_EQ(limit({"trust"}), 7);
    EXPECT_EQ(limit({"--limit", "1"}), 1);
    EXPECT_EQ(limit({"--limit=100", "trust"}), 100);
    for (const char* wrong : {"0", "101", "-1", "many", "5x", " 5", "99999999999999999999"})
        EXPECT_THROW(limit({"--limit", wrong}), Error) << wrong;
}

}  // namespace
}  // namespace tangible::serve
