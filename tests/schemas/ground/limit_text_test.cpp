#include "schemas/ground/limit_text.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

TEST(LimitText, has_a_comma_before_each_three_digits) {
    EXPECT_EQ(in_digits(0), "0");
    EXPECT_EQ(in_digits(999), "999");
    EXPECT_EQ(in_digits(1'000), "1,000");
    EXPECT_EQ(in_digits(12'345'678), "12,345,678");
    EXPECT_EQ(in_digits(~std::uint64_t{0}), "18,446,744,073,709,551,615");
}

TEST(LimitText, takes_the_largest_unit_that_fits_exactly) {
    EXPECT_EQ(in_bytes(0), "0 bytes");
    EXPECT_EQ(in_bytes(1'000), "1,000 bytes");
    EXPECT_EQ(in_bytes(64 << 10), "64 KiB");
    EXPECT_EQ(in_bytes(1 << 20), "1 MiB");
    EXPECT_EQ(in_bytes((1 << 20) + 1024), "1,025 KiB");
}

}  // namespace
}  // namespace tangible
