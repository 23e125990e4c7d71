#include "index/search/concordance.h"
#include "tests/index/collection.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

std::vector<Place> places_in(const std::string& text, const std::string& words, const std::string& language = "en",
                             std::uint32_t each = 100) {
    Collection c;
    c.add(open_story(ingest::normal(text).text, language));
    c.commit();
    auto q = asking(words);
    q.shape = Shape::context, q.per_story = each;
    const auto r = c.searcher().search(q);
    return r.hits.empty() ? std::vector<Place>{} : r.hits[0].places;
}

TEST(Concordance, ShowsEachPlaceOfTheWords) {
    using Words = std::vector<std::string>;
    const struct {
        const char *text, *words;
        Words found;
    } rows[] = {
        {"Trust grew. She trusted us, and we her.", "trust", {"Trust", "trusted"}},
        {"A cup of tea, then another cup. The price of tea.", "\"cup of tea\"", {"cup of tea"}},
        {"A cup of tea, then another cup. The price of tea.", "cup tea", {"cup", "tea", "cup", "tea"}},
        {"The kitchen table was his.", "kitchen table", {"kitchen table"}},
        {"Co-production it was, and coproduction it stayed.", "coproduction", {"Co-production", "coproduction"}},
        {"Trust cost money. We had money, and much later, when nobody spoke of it any more, trust.",
         "trust NEAR/2 money",
         {"Trust", "money"}},
        {"The gardens, the gardener, the garter.", "garde*", {"gardens", "gardener"}},
        {"Trust and tea.", "trust -coffee", {"Trust"}},
        {"Trust and tea.", "trust OR tea OR coffee", {"Trust", "tea"}},
        {"Trust and tea.", "year:2019", {}},
        {"A cup of\ntea.", "cup tea", {"cup", "tea"}},
        {"Good is good. They kept their word.", "(good faith) OR \"kept their word\"", {"kept their word"}},
        {"Le café du coin.", "cafe lang:fr", {"café"}},
    };
    for (const auto& row : rows) {
        Words found;
        const std::string language = std::string(row.words).find("lang:fr") == std::string::npos ? "en" : "fr";
        for (const auto& p : places_in(row.text, row.words, language)) found.push_back(p.words);
        EXPECT_EQ(found, row.found) << row.words << " in " << row.text;
    }
}

TEST(Concordance, AStemCountsInItsOwnLanguageOnly) {
    Collection c;
    c.add(open_story("She trusted us."));
    c.add(open_story("Trusting trust.", "cy"));
    c.commit();
    auto q = asking("trusted OR trust");
    q.shape = Shape::context;
    const auto found = c.searcher().search(q);
    ASSERT_EQ(found.hits.size(), 2u);
    for (const auto& hit : found.hits)
        if (hit.language == "cy") {
            ASSERT_EQ(hit.places.size(), 1u) << "in Welsh “trusting” is not a form of “trust”";
            EXPECT_EQ(hit.places[0].words, "trust");
        }
}

TEST(Concordance, CutsContextBetweenWordsAndWithinTheLine) {
    const std::string text =
        "Nothing of this line belongs to it.\nŁódź is where we learnt, over many winters and through "
        "many doors, to trust one another and the neighbours who had been strangers to us.\nNor this.";
    const auto at = static_cast<std::uint32_t>(text.find("trust"));
    const auto p = in_context(text, {at, at + 5}, 20);
    EXPECT_EQ(p.before, "many doors, to ");
    EXPECT_EQ(p.words, "trust");
    EXPECT_EQ(p.after, " one another and the");
    const auto wide = in_context(text, {at, at + 5}, 1'000);
    EXPECT_EQ(wide.before.substr(0, 10), "Łódź is") << "no more than its own line";
    EXPECT_EQ(wide.after.substr(wide.after.size() - 14), "rangers to us.");
    EXPECT_EQ(in_context("trust", {0, 5}).before + in_context("trust", {0, 5}).after, "");
    const std::string chinese = "我们在花园里学会了互相信任和帮助邻居";
    const auto word = static_cast<std::uint32_t>(chinese.find("信任"));
    EXPECT_EQ(in_context(chinese, {word, word + 6}, 3).before, "了互相") << "no spaces to cut at";
}

TEST(Concordance, CountsAllPlacesAndUsesTheTitleWhenTheTextHasNone) {
    Collection c;
    auto s = open_story("Trust, trust and trust. Then trust. More trust! No end of trust.");
    c.add(s);
    s.text = "We dug.", s.title = "On trust";
    c.add(s);
    c.commit();
    auto q = asking("trust");
    q.shape = Shape::context;
    const auto found = c.searcher().search(q);
    ASSERT_EQ(found.hits.size(), 2u);
    for (const auto& hit : found.hits) {
        if (hit.title == "On trust") {
            ASSERT_EQ(hit.places.size(), 1u);
            EXPECT_TRUE(hit.places[0].in_title);
            EXPECT_EQ(hit.places[0].before, "On ");
        } else {
            EXPECT_EQ(hit.places.size(), 5u);
            EXPECT_EQ(hit.all_of_them, 6u);
        }
        EXPECT_TRUE(hit.snippet.text.empty());
    }
    q.use = Use::count;
    const auto counted = c.searcher().search(q);
    ASSERT_EQ(counted.hits.size(), 2u);
    for (const auto& hit : counted.hits) EXPECT_TRUE(hit.places.empty()) << "counting gives out no words";
}

}  // namespace
}  // namespace tangible::index
