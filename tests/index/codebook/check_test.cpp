#include "index/codebook/check.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

const char* const head =
    "codebook: {id: b, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: REL\n  label: R\n  themes:\n";

/// Checks a codebook with these themes, which begin on line 6.
std::vector<Finding> found(const std::string& themes) {
    const auto file = head + themes;
    return check(Cues(read_codebook(file, "b.yaml")), CodebookLines(yaml::parse(file, "b.yaml")));
}

struct Case {
    const char* themes;
    int line;
    bool error;
    const char* what;
};

TEST(Check, names_what_is_wrong_and_where) {
    const Case cases[] = {
        {"  - {id: REL.A, label: A, definition: D., cues: [trusted us], examples: [They were kind.]}\n", 6, true,
         "REL.A is not suggested by its own example: \"They were kind.\""},
        {"  - {id: REL.A, label: A, definition: D., cues: [trust us], examples: [Trust us.],\n"
         "     near_misses: [Trusting us is no use.]}\n",
         6, true, "REL.A is suggested by its own near miss: \"Trusting us is no use.\" ('trust us')"},
        {"  - {id: REL.A, label: Being kind, definition: D., cues: [were kind], examples: [They were kind.]}\n"
         "  - {id: REL.B, label: being Kind, definition: D., cues: [was gentle], examples: [She was gentle.]}\n",
         7, false, "REL.B has the same label as REL.A: 'being Kind'"},
        {"  - {id: REL.A, label: A, definition: D., cues: [trusted us], examples: [They trusted us.]}\n"
         "  - id: REL.B\n    label: B\n    definition: D.\n    cues:\n    - was gentle\n    - Trusting us\n    "
         "examples: [She was gentle.]\n",
         12, false, "REL.B shares the cue 'Trusting us' with REL.A (line 6): the machine always suggests both"},
        {"  - {id: REL.A, label: A, definition: D., near: [[tea, talk, 4]], examples: [Tea and talk.]}\n"
         "  - {id: REL.B, label: B, definition: D., near: [[talks, tea, 9]], examples: [Talks over tea.]}\n",
         7, false, "REL.B shares the cue 'talks NEAR/9 tea' with REL.A (line 6): the machine always suggests both"},
        {"  - {id: REL.A, label: A, definition: D., cues: [trust us], against: [trusted us], examples: [Trust us.]}\n",
         6, false, "REL.A has the cue 'trusted us' for and against, as 'trust us' (line 6)"},
        {"  - {id: REL.A, label: A, definition: D., cues: [were kind, land trust], guards: [land trusts], examples: "
         "[They were kind.]}\n",
         6, false, "REL.A has a cue that can never fire, 'land trust': its guard 'land trusts' switches it off"},
        {"  - {id: REL.A, label: A, definition: D., cues: [were kind],\n     guards: [tea towel], examples: [They were "
         "kind.]}\n",
         7, false, "REL.A has a guard that can never apply, 'tea towel': it shares no word with a cue"},
        {"  - {id: REL.A, label: A, definition: D., cues: [were kind, '...'], examples: [They were kind.]}\n", 6, false,
         "REL.A has a cue that can never fire, '...'"},
    };
    for (const auto& c : cases) {
        const auto all = found(c.themes);
        ASSERT_EQ(all.size(), 1u) << c.what << (all.empty() ? "" : "\n" + all[0].what + "\n" + all.back().what);
        EXPECT_EQ(all[0].what, c.what);
        EXPECT_EQ(all[0].line, c.line) << c.what;
        EXPECT_EQ(all[0].error, c.error) << c.what;
    }
}

TEST(Check, finds_nothing_wrong_with_a_good_codebook) {
    EXPECT_TRUE(
        found(
            "  - {id: REL.A, label: A, definition: D., cues: [trust us, cared], near: [[tea, talk, 1], [on the "
            "other hand, tea, 2]],\n"
            "     guards: [NHS trust, entrust, tablecare], examples: [They trust us.], near_misses: [An NHS trust.],\n"
            "     other_languages: {cy: {cues: [trust us]}}}\n"
            "  - {id: REL.B, label: B, definition: D., cues: [us], examples: [Us.]}\n")
            .empty());
}

TEST(Check, tries_the_examples_in_a_language_whose_code_has_three_letters) {
    const std::string file =
        "codebook: {id: b, version: 1.0.0, language: haw, status: draft}\ngroups:\n- id: REL\n  label: R\n  themes:\n"
        "  - {id: REL.A, label: A, definition: D., cues: [aloha], examples: [Aloha kakou.]}\n";
    EXPECT_TRUE(check(Cues(read_codebook(file, "b.yaml")), CodebookLines(yaml::parse(file, "b.yaml"))).empty());
}

TEST(Trial, reports_cues_that_never_fired_in_each_language_tried) {
    const auto file =
        std::string(head) +
        "  - {id: REL.A, label: A, definition: D., cues: [trust us, were kind, rely on us], guards: [trust us not, "
        "kind of],\n"
        "     examples: [They were kind.], other_languages: {cy: {cues: [ymddiried ynom]}, pl: {cues: [ufamy]}}}\n";
    const Cues cues(read_codebook(file, "b.yaml"));
    Trial trial(cues, 1);
    Analyser analyser;
    EXPECT_TRUE(trial.findings().empty()) << "nothing was tried";
    for (const char* text : {"They were kind.", "Trust us not, they said, and they were kind.", "Nothing at all."})
        trial.add(text, analyser.analyse(text, "en-GB"), analyser);
    trial.add("Dim byd.", analyser.analyse("Dim byd.", "cy"), analyser);
    const auto all = trial.findings();
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].what, "REL.A: 1 of 1 cues never fire in 1 stories in cy: ymddiried ynom");
    EXPECT_EQ(all[1].what, "REL.A: 2 of 3 cues never fire in 3 stories in en: trust us, rely on us");
    EXPECT_EQ(all[2].what, "REL.A: 1 of 2 guards never apply in 3 stories in en: kind of");
    for (const auto& f : all) EXPECT_FALSE(f.error);
}

TEST(Trial, reports_nothing_for_a_language_with_few_stories) {
    const auto file =
        std::string(head) + "  - {id: REL.A, label: A, definition: D., cues: [trust us], examples: [E.]}\n";
    const Cues cues(read_codebook(file, "b.yaml"));
    Trial trial(cues, 2);
    Analyser analyser;
    for (const char* language : {"en", "en", "pl"}) trial.add("E.", analyser.analyse("E.", language), analyser);
    EXPECT_EQ(trial.findings().size(), 1u);
    EXPECT_EQ(trial.too_few(), (std::map<std::string, std::size_t>{{"pl", 1}}));
}

TEST(Firings, list_every_cue_that_fires_in_the_text) {
    const Cues cues(read_codebook(std::string(head) + "  - {id: REL.A, label: A, definition: D., cues: [trust us, were "
                                                      "kind], near: [[kind, us, 9]], examples: [E.]}\n",
                                  "b.yaml"));
    Analyser analyser;
    const std::string text = "They were kind, and would trust us.";
    auto fired = cues.firings(text, analyser.analyse(text, "en"), analyser);
    EXPECT_EQ(fired.language, "en");
    std::sort(fired.cues.begin(), fired.cues.end());
    EXPECT_EQ(fired.cues, (std::vector<Place>{{0, 0}, {0, 1}, {0, 2}}));
    EXPECT_TRUE(cues.firings(text, analyser.analyse(text, "fr"), analyser).cues.empty());
}

}  // namespace
}  // namespace tangible::index
