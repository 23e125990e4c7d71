#include "schemas/shapes/moderation.h"
#include "schemas/shapes/redaction.h"
#include <algorithm>
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

/// Hides each of these words at its first place that is free, as a moderator would, changes the text, and returns what
/// others see of it then.
std::string seen_after(const std::vector<std::string>& hidden, const std::string& before, const std::string& after) {
    std::vector<Redaction> decided;
    for (const auto& words : hidden) {
        auto at = before.find(words);
        for (const auto& r : decided)
            if (r.span.begin == at) at = before.find(words, at + 1);
        decided.push_back(hide(static_cast<std::uint32_t>(at), words, "[…]"));
    }
    return Redacted(after, carried(decided, before, after)).text();
}

TEST(Carried, hidden_words_stay_hidden_where_the_text_moved) {
    EXPECT_EQ(seen_after({"Ada"}, kept, "At first nobody. " + kept),
              "At first nobody. Then […] came. Ada washed up with Bo.");
    // The second place of the same words was left, and stays so although it is nearer now.
    EXPECT_EQ(seen_after({"Ada"}, kept, "Ada washed up with Bo."), "Ada washed up with Bo.");
    EXPECT_EQ(seen_after({"Ada", "Ada"}, kept, "And then Ada came! Ada washed up with Bo."),
              "And then […] came! […] washed up with Bo.");
}

TEST(Carried, hidden_words_that_were_edited_are_hidden_as_they_are_now) {
    EXPECT_EQ(seen_after({"Bo"}, kept, "Then Ada came. Ada washed up with Bob."),
              "Then Ada came. Ada washed up with […].");
    EXPECT_EQ(seen_after({"Bo"}, kept, "Then Ada came. Ada washed up with Jo."),
              "Then Ada came. Ada washed up with […].");
    EXPECT_EQ(seen_after({"Bo"}, kept, "Then Ada came. Ada washed up with Bo Lee."),
              "Then Ada came. Ada washed up with […] Lee.");
    EXPECT_EQ(seen_after({"Bo"}, kept, "Then Ada came. Ada washed up with JimBo."),
              "Then Ada came. Ada washed up with […].");
}

TEST(Carried, hidden_words_are_hidden_where_they_are_written_anew) {
    EXPECT_EQ(seen_after({"Bo"}, kept, "Bo sang. " + kept), "[…] sang. Then Ada came. Ada washed up with […].");
    EXPECT_EQ(seen_after({"Bo"}, kept, kept + " Both laughed, Bo too."),
              "Then Ada came. Ada washed up with […]. Both laughed, […] too.");
    const std::string first = "Bo opened the door to the garden, and it rained.\n",
                      second = "We ate and talked about last year's accounts.\n";
    EXPECT_EQ(seen_after({"Bo"}, first + second, second + first), second + "[…]" + first.substr(2))
        << "a paragraph that moved";
    EXPECT_EQ(
        seen_after(
            {"Bo"}, first + second,
            "Nothing of it was so, as I see today, looking back on all that Bo said about us and about the house.\n" +
                second),
        "Nothing of it was so, as I see today, looking back on all that […] said about us and about the house.\n" +
            second);
}

TEST(Carried, hidden_words_that_are_gone_are_remembered) {
    const auto gone = carried({hide(34, "Bo", "[…]")}, kept, "Then Ada came.");
    ASSERT_EQ(gone.size(), 1u);
    EXPECT_TRUE(gone[0].is_gone());
    EXPECT_EQ(Redacted("Then Bo came.", gone).text(), "Then Bo came.") << "it has no place";
    const auto back = carried(gone, "Then Ada came.", "Then Ada and Bo came.");
    ASSERT_EQ(back.size(), 1u);
    EXPECT_EQ(back[0].number, 34);
    EXPECT_EQ(back[0].who, "program");
    EXPECT_EQ(Redacted("Then Ada and Bo came.", back).text(), "Then Ada and […] came.");
}

TEST(Carried, hidden_words_that_are_gone_are_remembered_once) {
    const auto both = std::vector<Redaction>{hide(5, "Ada", "[…]"), hide(15, "Ada", "[…]")};
    EXPECT_EQ(carried(both, kept, " washed up with Bo.").size(), 1u);
    const auto one = carried(both, kept, "Ada washed up with Bo.");
    ASSERT_EQ(one.size(), 1u);
    EXPECT_FALSE(one[0].is_gone());
}

TEST(Carried, words_that_stay_elsewhere_do_not_make_hidden_ones_forgotten) {
    auto left = hide(15, "Ada", "");
    left.instead = std::nullopt;
    const auto now = carried({hide(5, "Ada", "[…]"), left}, kept, "Ada washed up with Bo.");
    ASSERT_EQ(now.size(), 2u);
    EXPECT_EQ(std::ranges::count_if(now, &Redaction::is_gone), 1);
}

TEST(Carried, words_that_stay_are_asked_about_again_when_they_were_edited) {
    auto left = hide(34, "Bo", "");
    left.instead = std::nullopt;
    EXPECT_EQ(carried({left}, kept, kept + " So it was.").size(), 1u);
    EXPECT_TRUE(carried({left}, kept, "Then Ada came. Ada washed up with Bob.").empty());
    EXPECT_TRUE(carried({left}, kept, "Then Ada came.").empty());
}

// Whatever is written: no word that was hidden everywhere shows, unless it became part of another word.
TEST(Carried, nothing_hidden_shows_again_after_any_edits) {
    std::mt19937 random(5);
    const std::vector<std::string> words = {"Ada",    "Bo",         "came",          "and",
                                            "washed", "the dishes", "\u00e9t\u00e9", "of a whole long summer day"};
    const auto some = [&](std::size_t most) {
        std::string text;
        for (auto n = random() % most; n > 0; --n) text += words[random() % words.size()] + " ";
        return text;
    };
    for (int round = 0; round < 2000; ++round) {
        std::string text = "Ada Bo " + some(30);
        std::vector<Redaction> decided;
        for (const std::string name : {"Ada", "Bo"})
            for (const auto place : places_of(text, name, 0)) decided.push_back(hide(place.begin, name, "[…]"));
        for (int i = 0; i < 3; ++i) {
            auto next = text;
            auto from = next.find(' ', random() % (next.size() + 1)), to = next.find(' ', random() % (next.size() + 1));
            if (from > to) std::swap(from, to);
            if (to != next.npos) next.replace(from + 1, to - from, some(5));
            decided = carried(decided, text, next);
            text = next;
            for (std::size_t n = 0; n < decided.size(); ++n) decided[n].number = static_cast<std::int64_t>(n) + 1;
            const auto seen = Redacted(text, decided).text();
            ASSERT_EQ(seen.find("Ada"), seen.npos) << seen << " of " << text;
            ASSERT_EQ(seen.find("Bo "), seen.npos) << seen << " of " << text;
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

TEST(Carried, hides_the_longest_words_that_are_written_anew) {
    const std::string filler =
        "Then for a long while nothing at all happened in the hall, and we drank tea together.\n";
    const std::string names = "Ann opened the door.\nAnn Lee from Hull brought chairs.\n";
    const auto before = names + filler, after = filler + names;
    const auto at = [&](const std::string& words, std::uint32_t from) {
        const auto begin = static_cast<std::uint32_t>(before.find(words, from));
        return Span{begin, begin + static_cast<std::uint32_t>(words.size())};
    };
    const std::vector<Redaction> decided{{1, StoryField::text, at("Ann", 0), "Ann", "[FIRST]", "mo", 1},
                                         {2, StoryField::text, at("Ann Lee", 0), "Ann Lee", "[FULL]", "mo", 1}};
    const auto now = carried(decided, before, after);
    EXPECT_EQ(Redacted(after, now).text(), filler + "[FIRST] opened the door.\n[FULL] from Hull brought chairs.\n");
    for (const auto& r : now) EXPECT_FALSE(r.is_gone()) << r.words;
    // A name that grows behind a hidden part of it.
    const std::string grown = names + filler + "Ann came.", more = names + filler + "Ann Lee came.";
    auto three = decided;
    const auto end = static_cast<std::uint32_t>(grown.size());
    three.push_back({3, StoryField::text, {end - 9, end - 6}, "Ann", "[FIRST]", "mo", 1});
    const auto seen = Redacted(more, carried(three, grown, more)).text();
    EXPECT_EQ(seen.find("Lee"), std::string::npos) << seen;
}

TEST(WithoutHiddenWords, replaces_the_longest_words_where_they_stand_alone) {
    const std::vector<Redaction> all{{1, StoryField::text, {0, 2}, "he", "[x]", "mo", 1},
                                     {2, StoryField::text, {5, 8}, "Ann", "[a]", "mo", 1},
                                     {3, StoryField::text, {9, 16}, "Ann Lee", "[b]", "mo", 1},
                                     {4, StoryField::text, {20, 23}, "tea", std::nullopt, "mo", 1}};
    EXPECT_EQ(without_hidden_words("The shed he and ANN LEE and Ann built for Annual tea", hidden_words(all)),
              "The shed [x] and [b] and [a] built for Annual tea");
    EXPECT_EQ(without_hidden_words("", hidden_words(all)), "");
}

}  // namespace
}  // namespace tangible
