#include "index/codebook/impact.h"
#include <gtest/gtest.h>
#include <optional>

namespace tangible::index {
namespace {

Codebook book(const std::string& themes) {
    return read_codebook("codebook: {id: b, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: REL\n  "
                         "label: R\n  themes:\n" +
                             themes,
                         "b.yaml");
}

const std::string trust = "  - {id: REL.TRUST, label: Trust, definition: D., cues: [trusted us], examples: [E.]}\n";
const std::string care = "  - {id: REL.CARE, label: Care, definition: D., cues: [were kind], examples: [E.]}\n";

class AnImpact : public testing::Test {
protected:
    void to(const std::string& themes) { after.emplace(book(themes)); }

    std::map<std::string, ThemeImpact> of(const std::vector<std::pair<std::string, std::vector<Decision>>>& stories) {
        Impact impact(before, *after);
        Analyser analyser;
        int n = 0;
        for (const auto& [text, decisions] : stories) {
            Story s;
            s.id = "story " + std::to_string(++n), s.text = text;
            impact.add(s, analyser.analyse(text, "en"), analyser, decisions);
        }
        EXPECT_EQ(impact.stories(), stories.size());
        return impact.themes();
    }

    static Decision decision(const std::string& theme, const std::string& quote, Verdict verdict = Verdict::accepted) {
        Decision d;
        d.theme = theme, d.quote = quote, d.verdict = verdict, d.span = {0, static_cast<std::uint32_t>(quote.size())};
        return d;
    }

    const std::string kind = "They were kind.", trusting = "They trusted us.", relying = "They relied on us.";
    const Cues before{book(trust + care)};
    std::optional<Cues> after;
};

void expect(const Moves& m, std::size_t come, std::size_t go, std::size_t stay, const char* what) {
    EXPECT_EQ(m.come, come) << what;
    EXPECT_EQ(m.go, go) << what;
    EXPECT_EQ(m.stay, stay) << what;
}

TEST_F(AnImpact, counts_what_comes_goes_and_stays) {
    to("  - {id: REL.TRUST, label: Trust, definition: D., cues: [relied on us], examples: [E.]}\n" + care);
    const auto all =
        of({{trusting, {}}, {relying, {}}, {kind + " " + kind, {}}, {"Nothing.", {}}, {trusting + " " + relying, {}}});
    ASSERT_EQ(all.size(), 2u);
    expect(all.at("REL.TRUST").stories, 1, 1, 1, "stories of trust");
    expect(all.at("REL.TRUST").passages, 2, 2, 0, "passages of trust");
    expect(all.at("REL.CARE").stories, 0, 0, 1, "stories of care");
    expect(all.at("REL.CARE").passages, 0, 0, 2, "passages of care");
    EXPECT_TRUE(all.at("REL.TRUST").reopened.empty());
}

TEST_F(AnImpact, reopens_confirmed_passages_of_changed_themes) {
    const auto redefined =
        "  - {id: REL.TRUST, label: Trust, definition: Other., cues: [trusted us], examples: [E.]}\n";
    struct Case {
        const char* what;
        std::string after;
        Decision decision;
        const char* because;  ///< nullptr: the decision stands
    };
    const Case cases[] = {
        {"same", trust + care, decision("REL.TRUST", trusting), nullptr},
        {"redefined", redefined + care, decision("REL.TRUST", trusting), "its definition changed"},
        {"added by a person", redefined + care, decision("REL.TRUST", trusting, Verdict::added),
         "its definition changed"},
        {"another theme", redefined + care, decision("REL.CARE", trusting), nullptr},
        {"rejected", redefined + care, decision("REL.TRUST", trusting, Verdict::rejected), nullptr},
        {"words that are no longer there", redefined + care, decision("REL.TRUST", "They trusted me."), nullptr},
        {"gone", care, decision("REL.TRUST", trusting), "the theme was removed"},
        {"renamed", "  - {id: REL.FAITH, label: Trust, definition: D., cues: [trusted us], examples: [E.]}\n" + care,
         decision("REL.TRUST", trusting), "the theme is now called REL.FAITH"},
        {"gone long ago", trust + care, decision("REL.OLD", trusting), nullptr},
    };
    for (const auto& c : cases) {
        to(c.after);
        const auto all = of({{kind, {}}, {trusting, {c.decision}}});
        const auto at = all.find(c.decision.theme);
        const auto reopened = at == all.end() ? std::vector<StoryId>{} : at->second.reopened;
        EXPECT_EQ(reopened, c.because ? std::vector<StoryId>{"story 2"} : std::vector<StoryId>{}) << c.what;
        if (c.because) {
            EXPECT_EQ(at->second.because, c.because);
        }
    }
}

}  // namespace
}  // namespace tangible::index
