#include "index/learning/fitting/measures.h"
#include <cmath>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

Matrix matrix(const std::vector<std::vector<float>>& rows) {
    Matrix out(rows.size(), rows.front().size());
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < rows[r].size(); ++c) out.at(r, c) = rows[r][c];
    return out;
}

// The example that scikit-learn's manual gives for label ranking average precision.
TEST(Measures, ranking_matches_the_published_example) {
    const Given truth = {{1, 0, 0}, {0, 0, 1}};
    const auto r = ranked(truth, matrix({{.75f, .5f, 1}, {1, .2f, .1f}}));
    EXPECT_NEAR(r.lrap, 0.41666, 1e-4);
    EXPECT_EQ(r.first_right, 0);
    EXPECT_EQ(r.stories, 2u);
    // The right labels have ranks 2 and 3: 1/log2(3) and 1/log2(4), each out of 1.
    EXPECT_NEAR(r.ndcg5, (1 / std::log2(3.0) + 0.5) / 2, 1e-9);
}

TEST(Measures, ranking_counts_labelled_stories_only_and_breaks_ties_by_order) {
    const auto r = ranked({{0, 0}, {0, 1}, {1, 1}}, matrix({{1, 0}, {.5f, .5f}, {0, 1}}));
    EXPECT_EQ(r.stories, 2u);
    EXPECT_NEAR(r.lrap, (0.5 + 1) / 2, 1e-9);
    EXPECT_NEAR(r.first_right, 0.5, 1e-9);
    EXPECT_NEAR(r.ndcg5, (1 / std::log2(3.0) + 1) / 2, 1e-9);
}

TEST(Measures, decisions_are_scored_by_label_and_overall) {
    // Label 0: 1 right, 1 missed, 1 too many; label 1: 1 right; label 2 is never used.
    const auto d = decided({{1, 1, 0}, {1, 0, 0}, {0, 0, 0}}, {{1, 1, 0}, {0, 0, 0}, {1, 0, 0}});
    EXPECT_NEAR(d.f1[0], 0.5, 1e-9);
    EXPECT_NEAR(d.f1[1], 1, 1e-9);
    EXPECT_NEAR(d.macro, 0.75, 1e-9);
    EXPECT_NEAR(d.micro, 2 * 2.0 / (3 + 3), 1e-9);
    EXPECT_EQ(d.support, (std::vector<std::uint32_t>{2, 1, 0}));
    EXPECT_EQ(d.suggested, (std::vector<std::uint32_t>{2, 1, 0}));
}

TEST(Measures, reliability_weighs_bins_by_their_pairs) {
    // Three pairs at .05, none of them right, and one pair at .95 that was right.
    const auto r = reliability({{0, 0}, {0, 1}}, matrix({{.05f, .05f}, {.05f, .95f}}));
    EXPECT_NEAR(r.error, (3 * 0.05 + 0.05) / 4, 1e-6);
    EXPECT_NEAR(r.error_from_tenth, 0.05, 1e-6);
    EXPECT_EQ(r.bins[0].pairs, 3u);
    EXPECT_EQ(r.bins[9].pairs, 1u);
}

TEST(Measures, empty_input_gives_zeros) {
    EXPECT_EQ(ranked({}, Matrix()).lrap, 0);
    EXPECT_EQ(decided({}, {}).micro, 0);
    EXPECT_EQ(reliability({}, Matrix()).error, 0);
}

}  // namespace
}  // namespace tangible::index
