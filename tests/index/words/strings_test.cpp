#include "index/words/strings.h"
#include <gtest/gtest.h>
#include <string>
#include <vector>

using tangible::index::Strings;

TEST(Strings, AreStoredOnceAndNeverMove) {
    Strings strings;
    std::vector<std::string> all{"", std::string("\0", 1), std::string("\0\0", 2), std::string(70'000, 'x'), "a", "ab"};
    for (int i = 0; i < 30'000; ++i) all.push_back("word" + std::to_string(i));
    std::vector<std::string_view> kept;
    for (std::uint32_t n = 0; n < all.size(); ++n) {
        EXPECT_EQ(strings.number_of(all[n]), n);
        kept.push_back(strings[n]);
    }
    EXPECT_EQ(strings.size(), all.size());
    for (std::uint32_t n = 0; n < all.size(); ++n) {
        EXPECT_EQ(strings.number_of(all[n]), n);
        EXPECT_EQ(strings[n], all[n]);
        EXPECT_EQ(strings[n].data(), kept[n].data());
    }
}
