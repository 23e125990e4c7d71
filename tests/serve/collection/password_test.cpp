#include "serve/collection/password.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

TEST(Password, must_be_long_and_hard_to_guess) {
    for (auto good : {"correct horse battery", "a password of your own", "four words with spaces",
                      "Kettle/9 lampshades", "mae hen wlad fy nhadau", "ŵŵ tŷ bach ar y bryn", "xK3#pPq9!vRt2&mZ"})
        EXPECT_EQ(password_problem(good, "robin"), "") << good;
    for (auto common :
         {"passwordpassword", "Password12345678", "123456789012345", "aaaaaaaaaaaaaaaa", "qwertyuiopasdfgh",
          "QWERTYUIOP123456", "1qaz2wsx3edc4rfv", "abcdefghijklmnop", "iloveyou!!!!!!!!", "dragondragondragon",
          "footballfootball1", "----------------", "abcabcabcabcabc", "tangible-tangible", "robin robin robin 1",
          "007bond-007bond-", "Tangible.Password.1", "administrator123", "                "})
        EXPECT_NE(password_problem(common, "robin").find("too easy to guess"), std::string::npos) << common;
    for (auto too_short : {"", "password", "fourteen chars", "ŵŵŵŵŵŵŵŵŵŵŵŵŵŵ"})
        EXPECT_NE(password_problem(too_short, "robin").find("at least 15"), std::string::npos) << too_short;
    EXPECT_EQ(password_problem("robin robin robin 1", "kim"), "This password is too easy to guess. Choose another")
        << "the same name over and over";
    EXPECT_NE(password_problem(std::string(1025, 'x') + " and more of it", "robin"), "");
    EXPECT_NE(password_problem("not UTF-8 \xff but long enough", "robin"), "");
}

}  // namespace
}  // namespace tangible::serve
