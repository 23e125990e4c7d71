#include "index/agreement/coders.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

Codebook book() {
    Codebook b;
    for (const char* id : {"REL.TRUST", "REL.CARE"}) b.themes.emplace_back().id = id;
    return b;
}

Decision decided(const char* coder, const char* story, Verdict verdict, std::uint32_t begin = 0, std::int64_t at = 0,
                 const char* theme = "REL.TRUST") {
    Decision d;
    d.coder = coder, d.story = story, d.theme = theme, d.verdict = verdict, d.decided_ms = at;
    d.span = {begin, begin + 10};
    return d;
}

constexpr auto yes = Verdict::accepted, no = Verdict::rejected;

TEST(Coders, say_yes_when_one_of_their_passages_stands) {
    struct Case {
        const char* what;
        std::vector<Decision> of_ana;
        bool yes;
    };
    const Case cases[] = {
        {"accepted", {decided("ana", "s", yes)}, true},
        {"added", {decided("ana", "s", Verdict::added)}, true},
        {"rejected", {decided("ana", "s", no)}, false},
        {"one of two", {decided("ana", "s", no), decided("ana", "s", yes, 50)}, true},
        {"taken back", {decided("ana", "s", yes, 0, 1), decided("ana", "s", no, 5, 2)}, false},
        {"taken back after the clock was set back",
         {decided("ana", "s", yes, 0, 2), decided("ana", "s", no, 5, 1)},
         false},
        {"given after all", {decided("ana", "s", no, 0, 1), decided("ana", "s", yes, 5, 2)}, true},
    };
    for (const auto& c : cases) {
        auto decisions = c.of_ana;
        decisions.push_back(decided("bo", "s", yes));
        const auto a = coders_agreement(book(), decisions);
        EXPECT_EQ(*a.pooled.agreement.percent.value, c.yes ? 1 : 0) << c.what;
        EXPECT_EQ(a.pooled.yes, c.yes ? 2u : 1u) << c.what;
    }
}

TEST(Coders, are_compared_by_theme_and_overall) {
    const auto a = coders_agreement(
        book(), {decided("ana", "s1", yes), decided("bo", "s1", yes), decided("ana", "s2", no), decided("bo", "s2", no),
                 decided("ana", "s3", no), decided("ana", "s1", yes, 0, 0, "REL.CARE"),
                 decided("bo", "s1", no, 0, 0, "REL.CARE"), decided("bo", "s1", no, 0, 0, "REL.GONE")});
    ASSERT_EQ(a.themes.size(), 2u);
    EXPECT_EQ(a.themes[0].theme, "REL.TRUST");
    EXPECT_EQ(a.themes[0].agreement.units, 3u);
    EXPECT_EQ(a.themes[0].agreement.shared, 2u);
    EXPECT_EQ(*a.themes[0].agreement.kappa.value, 1);
    EXPECT_FALSE(a.themes[1].agreement.kappa.interval);
    EXPECT_EQ(*a.themes[1].agreement.percent.value, 0);
    EXPECT_EQ(a.pooled.agreement.shared, 3u);
    EXPECT_NEAR(*a.pooled.agreement.percent.value, 2 / 3., 1e-12);
    EXPECT_EQ(a.stories, 2u);
    EXPECT_EQ(a.differences, (std::vector<Difference>{{"REL.CARE", "s1"}}));
    EXPECT_EQ(a.left_out, 1u) << "the decision on a theme that is no longer in the codebook";
}

TEST(Coders, one_alone_has_no_agreement) {
    const auto a = coders_agreement(book(), {decided("ana", "s1", yes), decided("ana", "s2", no)});
    EXPECT_EQ(a.pooled.agreement.units, 2u);
    EXPECT_EQ(a.pooled.agreement.shared, 0u);
    EXPECT_FALSE(a.pooled.agreement.percent.value);
    EXPECT_EQ(coders_agreement(book(), {}).pooled.agreement.units, 0u);
}

}  // namespace
}  // namespace tangible::index
