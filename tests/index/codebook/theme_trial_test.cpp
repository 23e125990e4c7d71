#include "index/codebook/theme_trial.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

Codebook book(const std::string& theme) {
    return read_codebook("codebook: {id: b, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: REL\n  "
                         "label: R\n  themes:\n  - {id: REL.CARE, label: Care, definition: D., cues: [were kind], "
                         "examples: [E.]}\n" +
                             theme,
                         "b.yaml");
}

const Codebook before = book(
    "  - {id: REL.TRUST, label: Trust, definition: D., cues: [trusted us], guards: [NHS trusted], examples: [E.]}\n");
const Codebook after = book("  - {id: REL.TRUST, label: Trust, definition: D., cues: [relied on us], guards: [never "
                            "relied], examples: [E.]}\n");

ThemeTrial tried(const std::string& text, const std::vector<std::pair<std::string, Verdict>>& decided,
                 const Codebook& to = after) {
    ThemeTrial trial(before, to, "REL.TRUST");
    Story s;
    s.id = "one", s.text = text;
    std::vector<Decision> decisions;
    for (const auto& [quote, verdict] : decided) {
        Decision d;
        d.theme = "REL.TRUST", d.quote = quote, d.verdict = verdict;
        d.span.begin = static_cast<std::uint32_t>(text.find(quote));
        d.span.end = d.span.begin + static_cast<std::uint32_t>(quote.size());
        decisions.push_back(d);
    }
    Analyser analyser;
    trial.add(s, analyser.analyse(text, "en"), analyser, decisions);
    return trial;
}

TEST(ThemeTrial, reports_what_comes_goes_and_stays) {
    const auto f = tried("They trusted us. They relied on us. They were kind.", {}).found();
    ASSERT_EQ(f.come.passages, 1u);
    EXPECT_EQ(f.come.first[0].quote, "They relied on us.");
    EXPECT_EQ(f.come.first[0].cue, "relied on us");
    ASSERT_EQ(f.go.passages, 1u);
    EXPECT_EQ(f.go.first[0].quote, "They trusted us.");
    EXPECT_EQ(f.stay.passages, 0u);
    EXPECT_EQ(f.stories_come + f.stories_go, 0u);
    EXPECT_EQ(f.caught, 1u);
}

TEST(ThemeTrial, reports_what_is_missed_and_what_is_caught_again) {
    const auto f = tried("We leaned on them. They relied on us. They relied on us twice.",
                         {{"We leaned on them.", Verdict::added},
                          {"They relied on us.", Verdict::accepted},
                          {"They relied on us twice.", Verdict::rejected}})
                       .found();
    EXPECT_EQ(f.confirmed, 2u);
    EXPECT_EQ(f.rejected, 1u);
    ASSERT_EQ(f.missed.passages, 1u);
    EXPECT_EQ(f.missed.first[0].quote, "We leaned on them.");
    ASSERT_EQ(f.caught_again.passages, 1u);
    EXPECT_EQ(f.caught_again.first[0].cue, "relied on us");
}

TEST(ThemeTrial, reports_what_a_guard_holds_back) {
    const auto f = tried("They never relied on us.", {}).found();
    EXPECT_EQ(f.held_back.passages, 1u);
    EXPECT_EQ(f.come.passages, 0u);
}

TEST(ThemeTrial, recognises_a_redefined_theme) {
    EXPECT_FALSE(tried("T.", {}).redefined());
    EXPECT_TRUE(tried("T.", {}, book("  - {id: REL.TRUST, label: Trust, definition: E., cues: [a], examples: [E.]}\n"))
                    .redefined());
}

TEST(ThemeTrial, accepts_a_theme_that_is_in_only_one_codebook) {
    const auto f = tried("They trusted us.", {}, book("")).found();
    EXPECT_EQ(f.go.passages, 1u);
    EXPECT_EQ(f.caught, 0u);
}

}  // namespace
}  // namespace tangible::index
