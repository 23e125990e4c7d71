#include "index/codebook/cue_phrases.h"
#include <gtest/gtest.h>
#include <optional>

namespace tangible::index {
namespace {

class PhrasesForACue : public testing::Test {
protected:
    void tell(const std::string& text, std::optional<Verdict> verdict = std::nullopt) {
        Story s;
        s.id = "story " + std::to_string(stories.size()), s.text = text;
        std::vector<Decision> decisions;
        if (verdict) {
            Decision d;
            d.theme = "REL.TRUST", d.quote = text, d.verdict = *verdict;
            d.span = {0, static_cast<std::uint32_t>(text.size())};
            decisions.push_back(d);
        }
        stories.emplace_back(s, decisions);
    }

    std::vector<CuePhrase> best() {
        CuePhrases phrases(cues, "REL.TRUST");
        for (const auto& [s, d] : stories) phrases.learn(s, analyser.analyse(s.text, "en"), analyser, d);
        for (const auto& [s, d] : stories) phrases.weigh(s, analyser.analyse(s.text, "en"), analyser, d);
        return phrases.best(5);
    }

    const Cues cues{read_codebook("codebook: {id: b, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: "
                                  "REL\n  label: R\n  themes:\n  - {id: REL.TRUST, label: Trust, definition: D., cues: "
                                  "[trusted us], examples: [E.]}\n",
                                  "b.yaml")};
    Analyser analyser;
    std::vector<std::pair<Story, std::vector<Decision>>> stories;
};

TEST_F(PhrasesForACue, occur_in_confirmed_passages_and_seldom_elsewhere) {
    tell("She left her spare keys with the caretaker.", Verdict::added);
    tell("The neighbours swapped spare keys in March.", Verdict::added);
    tell("They trusted us with the spare key.", Verdict::accepted);
    tell("The caretaker retired in March.");
    tell("In March the neighbours moved.");
    tell("The caretaker swept the yard.");
    const auto all = best();
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(all[0].phrase, "spare keys");
    EXPECT_EQ(all[0].confirmed, 3u);
    EXPECT_EQ(all[0].missed, 2u);
    EXPECT_EQ(all[0].elsewhere, 0u);
}

TEST_F(PhrasesForACue, show_what_else_they_would_match) {
    tell("Spare keys for her.", Verdict::added);
    tell("Spare keys for him.", Verdict::added);
    tell("Spare keys cost nine pounds.", Verdict::rejected);
    tell("The shop cuts spare keys.");
    for (int i = 0; i < 9; ++i) tell("Nothing of it.");
    const auto all = best();
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].rejected, 1u);
    EXPECT_EQ(all[0].elsewhere, 1u);
}

TEST_F(PhrasesForACue, are_not_counted_as_rejected_in_a_sentence_that_was_confirmed) {
    tell("She had the spare keys.", Verdict::added);
    tell("He had spare keys, and the dog barked.");
    const auto decide = [&](const std::string& words, Verdict verdict) {
        auto& [story, decisions] = stories.back();
        Decision d;
        d.theme = "REL.TRUST", d.quote = words, d.verdict = verdict;
        d.span.begin = static_cast<std::uint32_t>(story.text.find(words));
        d.span.end = d.span.begin + static_cast<std::uint32_t>(words.size());
        decisions.push_back(d);
    };
    decide("spare keys", Verdict::added), decide("the dog barked", Verdict::rejected);
    for (int i = 0; i < 9; ++i) tell("Nothing of it.");
    const auto all = best();
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(all[0].confirmed, 2u);
    EXPECT_EQ(all[0].rejected, 0u);
}

TEST_F(PhrasesForACue, need_more_than_one_passage) {
    tell("She left her spare keys.", Verdict::added);
    EXPECT_TRUE(best().empty());
}

}  // namespace
}  // namespace tangible::index
