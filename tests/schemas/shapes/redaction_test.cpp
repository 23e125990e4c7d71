#include "schemas/shapes/moderation.h"
#include "schemas/shapes/redaction.h"
#include <gtest/gtest.h>
#include <random>

namespace tangible {
namespace {

const std::string kept = "Then Ada came. Ada washed up with Bo.";

Redaction hide(std::uint32_t begin, std::string words, std::string instead) {
    Redaction r;
    r.number = begin;
    r.span = {begin, begin + static_cast<std::uint32_t>(words.size())};
    r.words = std::move(words);
    r.instead = std::move(instead);
    return r;
}

std::string at(const std::string& text, Span s) { return std::string(cut(text, s)); }

TEST(Redacted, others_see_what_stands_instead_and_the_rest_is_the_same) {
    const Redacted seen(kept, {hide(34, "Bo", "[a neighbour]"), hide(5, "Ada", "[name]")});
    EXPECT_EQ(seen.text(), "Then [name] came. Ada washed up with [a neighbour].");
    EXPECT_TRUE(seen.lost().empty());
}

TEST(Redacted, words_that_stay_and_titles_change_nothing) {
    Redaction left = hide(5, "Ada", "");
    left.instead = std::nullopt;
    Redaction title = hide(0, "A title", "Another");
    title.field = StoryField::title;
    const Redacted seen(kept, {left, title});
    EXPECT_EQ(seen.text(), kept);
    EXPECT_TRUE(seen.changes_nothing());
}

TEST(Redacted, what_was_judged_stays_where_it_is) {
    const Redacted seen(kept, {hide(5, "Ada", "[name]"), hide(34, "Bo", "")});
    const Span washed{19, 28};  // "washed up"
    ASSERT_EQ(at(kept, washed), "washed up");
    EXPECT_EQ(at(seen.text(), seen.to_shown(washed)), "washed up");
    EXPECT_EQ(seen.to_kept(seen.to_shown(washed)), washed);
    // A passage that holds hidden words holds what stands in their place.
    EXPECT_EQ(at(seen.text(), seen.to_shown({0, 14})), "Then [name] came.");
    // A passage that ends within hidden words is widened to all of them, in both directions.
    EXPECT_EQ(at(seen.text(), seen.to_shown({0, 6})), "Then [name]");
    EXPECT_EQ(at(kept, seen.to_kept({7, 12})), "Ada ");
}

TEST(Redacted, moves_with_its_words_when_the_text_is_read_anew) {
    const Redacted seen("A line more. " + kept, {hide(15, "Ada", "[name]")});
    EXPECT_EQ(seen.text(), "A line more. Then [name] came. Ada washed up with Bo.");
    const Redacted gone("Nobody came.", {hide(5, "Ada", "[name]")});
    EXPECT_EQ(gone.text(), "Nobody came.");
    EXPECT_EQ(gone.lost(), std::vector<std::int64_t>{5});
}

TEST(Redacted, two_of_the_same_words_find_two_places_when_both_moved) {
    const Redacted seen("Much earlier words. " + kept, {hide(5, "Ada", "[1]"), hide(15, "Ada", "[2]")});
    EXPECT_EQ(seen.text().find("Ada"), std::string::npos) << seen.text();
    EXPECT_TRUE(seen.lost().empty());
}

TEST(Redacted, of_two_that_overlap_the_second_is_lost) {
    const Redacted seen(kept, {hide(5, "Ada came", "[…]"), hide(9, "came. Ada", "[…]")});
    EXPECT_EQ(seen.text(), "Then […]. Ada washed up with Bo.");
    EXPECT_EQ(seen.lost(), std::vector<std::int64_t>{9});
}

TEST(Redacted, the_map_leads_from_what_others_see_to_the_source) {
    OffsetMap map{{{15, 115}}};  // a hundred bytes were dropped before the second sentence
    const Redacted seen(kept, {hide(5, "Ada", "[name]"), hide(34, "Bo", "[a neighbour]")});
    const auto made = seen.map(map);
    for (std::uint32_t byte = 0; byte < kept.size(); ++byte) {
        const bool hidden = (byte >= 5 && byte < 8) || (byte >= 34 && byte < 36);
        if (!hidden) {
            EXPECT_EQ(made.source_of(seen.to_shown({byte, byte}).begin), map.source_of(byte)) << byte;
        }
    }
}

// Any set of redactions: outside of them both texts have the same bytes at the places that correspond.
TEST(Redacted, carries_every_byte_outside_there_and_back) {
    std::mt19937 random(7);
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 60; ++i) text += static_cast<char>('a' + random() % 26);
        std::vector<Redaction> all;
        for (std::uint32_t begin = random() % 9; begin + 6 < text.size(); begin += 6 + random() % 20)
            all.push_back(hide(begin, text.substr(begin, 1 + random() % 5), std::string(random() % 4, '#')));
        const Redacted seen(text, all);
        ASSERT_TRUE(seen.lost().empty());
        for (std::uint32_t byte = 0; byte < text.size(); ++byte) {
            bool hidden = false;
            for (const auto& r : all) hidden |= r.span.begin <= byte && byte < r.span.end;
            if (hidden) continue;
            const auto shown = seen.to_shown({byte, byte + 1});
            ASSERT_EQ(at(seen.text(), shown), text.substr(byte, 1)) << text << " " << byte;
            ASSERT_EQ(seen.to_kept(shown), (Span{byte, byte + 1})) << text << " " << byte;
        }
    }
}

TEST(Moderation, adds_no_use_and_takes_none_from_a_story_that_was_passed) {
    const Uses all{Use::team, Use::count, Use::research, Use::publish, Use::quote};
    for (const Uses chosen : {Uses{}, Uses{Use::team}, Uses{Use::team, Use::count, Use::quote}, all})
        for (const auto state :
             {Moderation::free, Moderation::waiting, Moderation::asked, Moderation::passed, Moderation::kept}) {
            const auto uses = in_force(chosen, state);
            EXPECT_EQ(uses & chosen, uses);
            EXPECT_EQ(moderation_named(name(state)), state);
            if (state == Moderation::free || state == Moderation::passed)
                EXPECT_EQ(uses, chosen);
            else
                EXPECT_TRUE((uses & Uses{Use::research, Use::publish, Use::quote}).empty());
        }
}

}  // namespace
}  // namespace tangible
