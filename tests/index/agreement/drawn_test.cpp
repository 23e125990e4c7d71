#include "index/agreement/coders.h"
#include "index/agreement/drawn.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

Codebook two_themes() {
    Codebook book;
    for (const char* id : {"A", "B"}) {
        book.themes.emplace_back();
        book.themes.back().id = id;
    }
    return book;
}

Decision decided(const char* coder, const char* story, const char* theme, Verdict verdict, std::int64_t at) {
    Decision d;
    d.story = story, d.theme = theme, d.span = {0, 5}, d.verdict = verdict, d.coder = coder, d.noted = at;
    d.decided_ms = 1000 - at;  // the clock was set back after each decision, so it does not give their order
    return d;
}

TEST(Wilson, gives_the_interval_of_a_share) {
    // Worked by hand from the formula: 2 of 10 at 95 %.
    EXPECT_NEAR(wilson(2, 10).low, .0567, .0001);
    EXPECT_NEAR(wilson(2, 10).high, .5098, .0001);
    EXPECT_NEAR(wilson(0, 10).low, 0, 1e-12);
    EXPECT_NEAR(wilson(10, 10).high, 1, 1e-12);
}

TEST(DrawnShares, count_what_the_first_reader_marked_before_finishing) {
    const std::vector<ReadThrough> read = {{"s1", "ana", "", true, false, 990, {"A", "B"}, 10},
                                           {"s1", "ben", "", true, true, 980, {"A", "B"}, 20},
                                           {"s2", "ana", "", true, false, 990, {"A", "B"}, 10},
                                           {"s3", "ana", "", false, false, 990, {"A", "B"}, 10}};
    const std::vector<Decision> decisions = {
        decided("ana", "s1", "A", Verdict::accepted, 5), decided("ben", "s1", "B", Verdict::added, 5),
        decided("ana", "s2", "A", Verdict::rejected, 5), decided("ana", "s2", "B", Verdict::added, 11),
        decided("ana", "s3", "B", Verdict::accepted, 5), decided("eve", "s4", "B", Verdict::accepted, 5)};
    const auto shares = drawn_shares(two_themes(), decisions, read);
    EXPECT_EQ(shares.stories, 2u) << "s3 was picked";
    ASSERT_EQ(shares.themes.size(), 2u);
    EXPECT_EQ(shares.themes[0].stories, 1u);
    EXPECT_EQ(shares.themes[1].stories, 0u) << "marked by a second reader, after finishing, or in a picked story";
    EXPECT_TRUE(drawn_shares(two_themes(), decisions, {}).themes.empty());
}

TEST(DrawnShares, leave_out_readings_made_before_the_theme_existed) {
    const std::vector<ReadThrough> read = {{"s1", "ana", "", true, false, 990, {"A"}, 10},
                                           {"s2", "ana", "", true, false, 990, {"A", "B"}, 10},
                                           {"s3", "ana", "", true, false, 990, {}, 10}};
    const auto shares = drawn_shares(two_themes(), {decided("ana", "s2", "B", Verdict::added, 5)}, read);
    EXPECT_EQ(shares.themes[0].of, 2u);
    EXPECT_EQ(shares.themes[1].of, 1u);
    EXPECT_EQ(shares.themes[1].stories, 1u);
    EXPECT_EQ(drawn_shares(two_themes(), {}, {read[2]}).themes[0].interval.high, 1) << "no reading covered the theme";
}

TEST(BlindAgreement, compares_what_readers_marked_before_seeing_each_others_marks) {
    const std::vector<ReadThrough> read = {{"s1", "ana", "", true, false, 990, {"A", "B"}, 10},
                                           {"s1", "ben", "", true, true, 980, {"A", "B"}, 20},
                                           {"s2", "ana", "", true, false, 990, {"A", "B"}, 10},
                                           {"s2", "ben", "", true, false, 980, {"A", "B"}, 20},
                                           {"s3", "ana", "", true, false, 990, {"A", "B"}, 10}};
    const std::vector<Decision> decisions = {
        decided("ana", "s1", "A", Verdict::accepted, 5), decided("ben", "s1", "A", Verdict::added, 15),
        decided("ana", "s1", "B", Verdict::accepted, 5), decided("ben", "s1", "B", Verdict::accepted, 25)};
    const auto a = blind_agreement(two_themes(), decisions, read);
    EXPECT_EQ(a.agreement.shared, 2u) << "two themes of s1: nobody read another story blind";
    EXPECT_EQ(a.yes, 3u) << "decisions made after finishing do not count";
    EXPECT_EQ(a.agreement.percent.value, .5);
}

TEST(BlindAgreement, leaves_out_themes_added_after_a_reading) {
    const std::vector<ReadThrough> read = {{"s1", "ana", "", true, false, 990, {"A"}, 10},
                                           {"s1", "ben", "", true, true, 980, {"A", "B"}, 20}};
    EXPECT_EQ(blind_agreement(two_themes(), {}, read).agreement.shared, 1u);
}

}  // namespace
}  // namespace tangible::index
