#include "tests/index/collection.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

std::string shown(const std::vector<Similar>& list) {
    std::string out;
    for (const auto& s : list) {
        out += s.id + " " + std::to_string(s.weight) + ":";
        for (const auto& w : s.words) out += " " + w;
        for (const auto& t : s.themes) out += " " + t;
        out += "\n";
    }
    return out;
}

class SimilarStories : public testing::Test {
protected:
    SimilarStories() {
        const std::string laundry = "The kettle stood beside the laundry, and the keys hung there. Trust grew.";
        one = c.add(open_story(laundry), {Collection::coding("REL.TRUST", laundry, "Trust")}).id;
        const std::string other = "Whoever had keys did the laundries and filled a kettle. Everybody trusted Mair.";
        two = c.add(open_story(other), {Collection::coding("REL.TRUST", other, "trusted"),
                                        Collection::coding("REL.CARE", other, "Whoever", Verdict::rejected)})
                  .id;
        c.add(open_story("A kettle, once, on the allotment beside the river."));
        for (int i = 0; i < 12; ++i)
            c.add(
                open_story("We dug the beds beside the river and spoke of parking, number " + std::to_string(i) + "."));
        c.commit();
    }
    Collection c;
    StoryId one, two;
};

TEST_F(SimilarStories, NamesTheWordsAndThemesThatBothHave) {
    const auto list = c.searcher().similar(one, Use::publish);
    ASSERT_EQ(list.size(), 1u) << "one word in common is not enough, nor are words that most stories have";
    EXPECT_EQ(list[0].id, two);
    EXPECT_EQ(list[0].themes, (std::vector<std::string>{"REL.TRUST"}));
    auto words = list[0].words;
    std::sort(words.begin(), words.end());
    EXPECT_EQ(words, (std::vector<std::string>{"kettle", "keys", "laundries", "trusted"}))
        << "as the other story writes them";
    EXPECT_EQ(list[0].words.back(), "kettle") << "the rarest first";
}

TEST_F(SimilarStories, FindsNothingForThoseWhoMayNotReadTheStory) {
    auto s = open_story("The kettle stood beside the laundry, and the keys hung there.");
    s.consent.uses = {Use::team};
    const auto hidden = c.add(s).id;
    c.commit();
    auto searcher = c.searcher();
    EXPECT_TRUE(searcher.similar(hidden, Use::publish).empty());
    EXPECT_EQ(searcher.similar(hidden, Use::team).size(), 2u);
    EXPECT_TRUE(searcher.similar("7F3K-Q2M9-X", Use::publish).empty());
    EXPECT_TRUE(searcher.similar(one, Use::count).empty()) << "counting gives out no words";
}

TEST_F(SimilarStories, HiddenStoriesChangeNothing) {
    auto searcher = c.searcher();
    const auto before = shown(searcher.similar(one, Use::publish));
    for (int i = 0; i < 20; ++i) {
        auto s = open_story("Kettle, laundry, keys, trust and everybody. Parking beside the river.");
        s.consent.uses = {Use::team, Use::count};
        c.add(s, {Collection::coding("REL.TRUST", s.text, "trust")});
    }
    c.commit();
    EXPECT_EQ(shown(searcher.similar(one, Use::publish)), before);
    EXPECT_NE(shown(searcher.similar(one, Use::team)), before);
}

TEST_F(SimilarStories, AWithdrawnStoryIsHiddenBeforeTheIndexFollows) {
    c.store.withdraw(two);  // the index does not know this yet
    EXPECT_TRUE(c.searcher().similar(one, Use::publish).empty());
}

}  // namespace
}  // namespace tangible::index
