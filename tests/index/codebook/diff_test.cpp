#include "index/codebook/diff.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

using Kind = ThemeChange::Kind;

Theme theme(const std::string& id, const std::string& label, const std::string& definition) {
    Theme t;
    t.id = id, t.label = label, t.definition = definition, t.group = "REL";
    t.cues = {{{"trust us"}, 0, Polarity::supports, "en", "trust us"}};
    t.guards = {{"NHS trust", "en"}};
    return t;
}

Codebook book(std::vector<Theme> themes) {
    Codebook b;
    b.themes = std::move(themes);
    return b;
}

const Theme trust = theme("REL.TRUST", "Trust", "Relying on one another."),
            care = theme("REL.CARE", "Care", "Kindness.");

TEST(Diff, reports_nothing_for_unchanged_themes) {
    auto moved = trust;
    moved.line = 99;
    EXPECT_TRUE(changes(book({trust, care}), book({care, moved})).empty());
}

TEST(Diff, reports_what_became_of_each_theme) {
    struct Case {
        const char* what;
        std::vector<Theme> before, after;
        Kind kind;
        const char *id, *was;
    };
    auto faith = trust, other_words = trust;
    faith.id = "REL.FAITH";
    other_words.id = "REL.FAITH", other_words.label = "Faith";
    const Case cases[] = {
        {"added", {trust}, {trust, care}, Kind::added, "REL.CARE", ""},
        {"removed", {trust, care}, {trust}, Kind::removed, "REL.CARE", ""},
        {"renamed", {trust, care}, {faith, care}, Kind::renamed, "REL.FAITH", "REL.TRUST"},
        {"renamed, with another label", {trust, care}, {other_words, care}, Kind::renamed, "REL.FAITH", "REL.TRUST"},
    };
    for (const auto& c : cases) {
        const auto all = changes(book(c.before), book(c.after));
        ASSERT_EQ(all.size(), 1u) << c.what;
        EXPECT_EQ(all[0].kind, c.kind) << c.what;
        EXPECT_EQ(all[0].id, c.id) << c.what;
        EXPECT_EQ(all[0].was, c.was) << c.what;
        EXPECT_FALSE(all[0].redefined) << c.what;
    }
}

TEST(Diff, does_not_guess_which_of_two_a_theme_became) {
    auto one = trust, other = trust;
    one.id = "REL.ONE", other.id = "REL.OTHER";
    const auto all = changes(book({trust}), book({one, other}));
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].kind, Kind::added);
    EXPECT_EQ(all[1].kind, Kind::added);
    EXPECT_EQ(all[2].kind, Kind::removed);
}

TEST(Diff, reports_what_changed_in_a_theme) {
    auto after = trust;
    after.definition = "Keeping one's word.";
    after.include = "Promises.";
    after.cues = {{{"trust us"}, 0, Polarity::against, "en", "trust us"},
                  {{"relied", "us"}, 3, Polarity::supports, "en", "relied NEAR/3 us"}};
    after.guards.clear();
    const auto all = changes(book({trust}), book({after}));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_TRUE(all[0].redefined);
    EXPECT_EQ(all[0].details, (std::vector<std::string>{"definition was: Relying on one another.",
                                                        "definition is:  Keeping one's word.", "include is:  Promises.",
                                                        "- cue: trust us [en]", "+ cue: trust us [against, en]",
                                                        "+ cue: relied NEAR/3 us [en]", "- guard: NHS trust [en]"}));
    after = trust;
    after.cues.clear();
    EXPECT_FALSE(changes(book({trust}), book({after}))[0].redefined) << "cues suggest a theme but do not define it";
}

}  // namespace
}  // namespace tangible::index
