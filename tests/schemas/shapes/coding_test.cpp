#include "schemas/ground/error.h"
#include "schemas/shapes/coding.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

const std::string text = "They kept their word. We met on Mondays. Then they let us down.";

Coding suggestion(std::string theme, Span s, std::string cue = "kept their word") {
    return {theme, s,       std::string(cut(text, s)), Polarity::supports, Verdict::suggested, cue, {"wish"}, "",
            0,     "book 2"};
}

Decision decision(std::string theme, Span s, Verdict v, std::int64_t at, const char* coder = "ada") {
    return {"", theme, s, std::string(cut(text, s)), v, Polarity::unstated, coder, "book 1", at};
}

// The codings in short, so that the rows of the table below are easy to read.
std::string shown(const std::vector<Coding>& codings) {
    std::string out;
    for (const auto& c : codings)
        out += (out.empty() ? "" : ", ") + c.theme + " " + std::to_string(c.span.begin) + "-" +
               std::to_string(c.span.end) + " " + std::string(name(c.verdict)) + (c.cue.empty() ? "" : " by cue");
    return out;
}

constexpr Span first{0, 21}, second{22, 40}, third{41, 63};

TEST(Settle, combines_suggestions_and_decisions) {
    auto s = [](std::string theme, Span span) { return suggestion(theme, span); };
    using enum Verdict;
    struct Row {
        const char* what;
        std::vector<Coding> suggestions;
        std::vector<Decision> decisions;
        const char* settled;
    };
    const Row rows[] = {
        {"nothing", {}, {}, ""},
        {"nobody decided", {s("T", first)}, {}, "T 0-21 suggested by cue"},
        {"accepted", {s("T", first)}, {decision("T", first, accepted, 1)}, "T 0-21 accepted by cue"},
        {"rejected stays listed", {s("T", first)}, {decision("T", first, rejected, 1)}, "T 0-21 rejected by cue"},
        {"added where the machine saw nothing", {}, {decision("T", second, added, 1)}, "T 22-40 added"},
        {"added where the machine sees it later",
         {s("T", first)},
         {decision("T", first, added, 1)},
         "T 0-21 added by cue"},
        {"accepted, no longer suggested", {}, {decision("T", first, accepted, 1)}, "T 0-21 accepted"},
        {"rejected, no longer suggested", {}, {decision("T", first, rejected, 1)}, "T 0-21 rejected"},
        {"another theme on the same passage",
         {s("T", first)},
         {decision("U", first, rejected, 1)},
         "T 0-21 suggested by cue, U 0-21 rejected"},
        {"the next passage",
         {s("T", first), s("T", third)},
         {decision("T", first, rejected, 1)},
         "T 0-21 rejected by cue, T 41-63 suggested by cue"},
        {"the last decision wins",
         {s("T", first)},
         {decision("T", first, accepted, 1), decision("T", first, rejected, 2)},
         "T 0-21 rejected by cue"},
        {"the last that was noted, though the clock was set back",
         {s("T", first)},
         {decision("T", first, accepted, 2), decision("T", first, rejected, 1)},
         "T 0-21 rejected by cue"},
        {"a person's passage, not the machine's",
         {s("T", {0, 40})},
         {decision("T", first, accepted, 1)},
         "T 0-21 accepted by cue"},
        {"one decision over two suggestions",
         {s("T", first), s("T", second)},
         {decision("T", {0, 40}, accepted, 1)},
         "T 0-40 accepted by cue"},
        {"two decisions within one suggestion",
         {s("T", {0, 63})},
         {decision("T", first, accepted, 1), decision("T", third, rejected, 2)},
         "T 0-21 accepted by cue, T 41-63 rejected by cue"},
        {"passages that touch do not overlap",
         {s("T", {22, 40})},
         {decision("T", {0, 22}, rejected, 1)},
         "T 0-22 rejected, T 22-40 suggested by cue"},
        {"in order of span and theme",
         {s("Z", third), s("A", third), s("Z", first)},
         {decision("M", third, added, 1)},
         "Z 0-21 suggested by cue, A 41-63 suggested by cue, M 41-63 added, Z 41-63 suggested by cue"},
    };
    for (const auto& r : rows) EXPECT_EQ(shown(settle(text, r.suggestions, r.decisions)), r.settled) << r.what;
}

TEST(Settle, counts_what_more_people_say) {
    using enum Verdict;
    const auto says = [](const char* coder, Verdict v, Span s = first) { return decision("T", s, v, 1, coder); };
    struct Row {
        const char* what;
        std::vector<Decision> decisions;
        const char* settled;
    };
    const Row rows[] = {
        {"two who agree", {says("ada", accepted), says("bo", accepted)}, "T 0-21 accepted by cue"},
        {"two who differ", {says("ada", accepted), says("bo", rejected)}, "T 0-21 disputed by cue"},
        {"two who differ, in the other order", {says("bo", rejected), says("ada", added)}, "T 0-21 disputed by cue"},
        {"a third settles it",
         {says("ada", accepted), says("bo", rejected), says("cy", rejected)},
         "T 0-21 rejected by cue"},
        {"so does one of them who thinks again",
         {says("ada", accepted), says("bo", rejected), says("ada", rejected)},
         "T 0-21 rejected by cue"},
        {"two against two",
         {says("ada", accepted), says("bo", rejected), says("cy", accepted), says("di", rejected)},
         "T 0-21 disputed by cue"},
        {"passages that overlap", {says("ada", added, {0, 40}), says("bo", rejected)}, "T 0-40 disputed by cue"},
        {"the passage of the last who says what counts",
         {says("ada", added, {0, 40}), says("bo", accepted), says("cy", rejected)},
         "T 0-21 accepted by cue"},
        {"other passages are not touched",
         {says("ada", accepted), says("ada", added, third), says("bo", rejected, third)},
         "T 0-21 accepted by cue, T 41-63 disputed"},
        {"another theme is not touched",
         {says("ada", accepted), decision("U", first, rejected, 1, "bo")},
         "T 0-21 accepted by cue, U 0-21 rejected"},
    };
    for (const auto& r : rows)
        EXPECT_EQ(shown(settle(text, {suggestion("T", first)}, r.decisions)), r.settled) << r.what;
}

TEST(Settle, a_decision_on_words_that_are_gone_is_ignored) {
    auto moved = decision("T", first, Verdict::rejected, 1);
    moved.quote = "They never kept their word.";
    EXPECT_EQ(shown(settle(text, {suggestion("T", first)}, {moved})), "T 0-21 suggested by cue");
    auto outside = decision("T", first, Verdict::accepted, 1);
    outside.span = {60, 900};
    EXPECT_EQ(shown(settle(text, {}, {outside})), "");
    auto reversed = decision("T", first, Verdict::accepted, 1);
    reversed.span = {21, 0};
    EXPECT_EQ(shown(settle(text, {}, {reversed})), "");
}

TEST(Settle, a_stale_decision_does_not_undo_a_good_one) {
    auto good = decision("T", first, Verdict::accepted, 1), stale = decision("T", first, Verdict::rejected, 2);
    stale.quote = "something else";
    EXPECT_EQ(shown(settle(text, {suggestion("T", first)}, {good, stale})), "T 0-21 accepted by cue");
}

TEST(Settle, keeps_who_decided_and_the_reasons_of_the_machine) {
    auto settled = settle(text, {suggestion("T", first)}, {decision("T", first, Verdict::accepted, 5)});
    ASSERT_EQ(settled.size(), 1u);
    EXPECT_EQ(settled[0], (Coding{"T",
                                  first,
                                  "They kept their word.",
                                  Polarity::supports,
                                  Verdict::accepted,
                                  "kept their word",
                                  {"wish"},
                                  "ada",
                                  5,
                                  "book 1"}));
}

TEST(Settle, a_polarity_that_a_person_states_wins) {
    auto d = decision("T", first, Verdict::accepted, 5);
    d.polarity = Polarity::against;
    EXPECT_EQ(settle(text, {suggestion("T", first)}, {d}).at(0).polarity, Polarity::against);
}

TEST(Verdict, converts_to_its_name_and_back) {
    for (auto v : {Verdict::suggested, Verdict::accepted, Verdict::rejected, Verdict::added, Verdict::disputed})
        EXPECT_EQ(verdict_named(name(v)), v);
    EXPECT_THROW(verdict_named("acepted"), Error);
}

}  // namespace
}  // namespace tangible
