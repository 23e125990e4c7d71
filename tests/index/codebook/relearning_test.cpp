#include "index/codebook/relearning.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

Codebook book(const std::string& theme, const std::string& group = "R") {
    return read_codebook("codebook: {id: b, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: REL\n  "
                         "label: " +
                             group +
                             "\n  themes:\n  - {id: REL.CARE, label: Care, definition: D., cues: [kind], examples: "
                             "[E.]}\n  - " +
                             theme + "\n",
                         "b.yaml");
}

TEST(Relearning, covers_themes_whose_ranking_words_changed) {
    const auto before = book("{id: REL.A, label: A, definition: D., cues: [a], examples: [E.]}");
    const std::pair<const char*, bool> cases[] = {
        {"{id: REL.A, label: A, definition: D., cues: [a], examples: [E.]}", false},
        {"{id: REL.A, label: A, definition: D., cues: [a], examples: [E.], exclude: X.}", false},
        {"{id: REL.A, label: A, definition: D., cues: [a], examples: [E.], guards: [an a]}", false},
        {"{id: REL.A, label: A, definition: D., cues: [a], examples: [E.], near_misses: [N.]}", true},
        {"{id: REL.A, label: A, definition: Other., cues: [a], examples: [E.]}", true},
        {"{id: REL.A, label: A, definition: D., cues: [a], examples: [F.]}", true},
        {"{id: REL.A, label: A, definition: D., cues: [b], examples: [E.]}", true},
        {"{id: REL.B, label: A, definition: D., cues: [a], examples: [E.]}", true},
        {"{id: REL.A, label: A, definition: D., cues: [a], examples: [E.], parent: REL.CARE}", true},
    };
    for (const auto& [theme, anew] : cases) EXPECT_EQ(!worded_anew(before, book(theme)).empty(), anew) << theme;
}

TEST(Relearning, covers_themes_below_a_label_that_changed) {
    const std::string theme = "{id: REL.A, label: A, definition: D., cues: [a], examples: [E.]}";
    EXPECT_EQ(worded_anew(book(theme), book(theme, "Relations")), (std::vector<std::string>{"REL.CARE", "REL.A"}));
}

}  // namespace
}  // namespace tangible::index
