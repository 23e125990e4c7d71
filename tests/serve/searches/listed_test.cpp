#include "schemas/ground/error.h"
#include "serve/searches/listed.h"
#include "tests/index/collection.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

using Rows = std::vector<std::vector<std::string>>;

struct AList : testing::Test {
    index::Collection c;
    std::vector<ListedQuery> read(const Rows& rows) { return listed_queries(rows, Use::publish, c.book); }
};

TEST_F(AList, IsReadRowByRow) {
    const auto all = read({{"name", " query ", "theme", "confirmed", ""},
                           {"One", "trust year:2019", "rel.trust; rel.care", "yes"},
                           {"", "", ""},
                           {"Three", "", "REL"}});
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].row, 2u);
    EXPECT_EQ(all[0].query.words, "trust year:2019");
    EXPECT_EQ(all[0].query.filters.at("theme"), (std::vector<std::string>{"rel.trust", "rel.care"}));
    EXPECT_TRUE(all[0].query.confirmed_only);
    EXPECT_EQ(all[1].row, 4u);
    EXPECT_EQ(all[1].trouble, "");
}

TEST_F(AList, SaysWhyARowCannotBeSearched) {
    const std::pair<std::vector<std::string>, const char*> cases[] = {
        {{"Only a name", "", "", ""}, "the row has no query"},
        {{"", "trust", "rel.trst", ""}, "there is no theme 'rel.trst'"},
        {{"", "tea OR (-theme:rel.trst)", "", ""}, "there is no theme 'rel.trst'"},
        {{"", "checked:nothing", "", ""}, "there is no theme 'nothing'"},
        {{"", "\"about theme:nothing\"", "", ""}, ""},
        {{"", "(theme:REL.TRUST) checked:rel -theme:rel.care", "rel", ""}, ""},
        {{"", "trust", "", "perhaps"}, "'confirmed' must be yes or no"},
        {{"", "trust", "", "", "hope"}, "the row has more cells than there are columns"},
        {{"", std::string(1001, 'a'), "", ""}, "the query is longer than 1,000 bytes"},
        {{"", "(trust OR", "", ""}, ""},
    };
    for (const auto& [cells, trouble] : cases) {
        const auto all = read({{"name", "query", "theme", "confirmed"}, cells});
        ASSERT_EQ(all.size(), 1u);
        EXPECT_EQ(all[0].trouble, trouble);
    }
}

TEST_F(AList, IsRefusedAsAWholeForInvalidColumns) {
    for (const Rows& rows :
         {Rows{}, Rows{{"name"}}, Rows{{"query", "them"}}, Rows{{"query", "query"}}, Rows{{"trust"}}})
        EXPECT_THROW(read(rows), Error);
}

TEST_F(AList, IsAnsweredInTheOrderOfItsRows) {
    auto story = index::open_story("We met in the hall. Trust grew.");
    story.partnership = "allotments";
    c.add(story, {index::Collection::coding("REL.TRUST", story.text, "Trust")});
    c.commit();
    auto searcher = c.searcher();
    const auto all = answers(
        searcher,
        read({{"query", "name", "theme"}, {"hall OR", "=1+1", "rel.trust"}, {"", "Nothing", ""}, {"-hall", "", ""}}));
    EXPECT_EQ(to_csv(all).substr(0, to_csv(all).find("\r\n")),
              "row,name,query,stories,partnerships,passages,notes,trouble");
    EXPECT_NE(to_csv(all).find("2,\"'=1+1\",\"hall OR theme:rel.trust\",1,1,1,\""), std::string::npos) << to_csv(all);
    EXPECT_NE(to_csv(all).find("\r\n3,\"Nothing\",\"\",,,,\"\",\"the row has no query\"\r\n4,\"\",\"'-hall\","),
              std::string::npos)
        << to_csv(all);
    EXPECT_NE(to_json(all).find("{\"row\":3,\"name\":\"Nothing\",\"query\":\"\",\"trouble\":\"the row has no query\"}"),
              std::string::npos)
        << to_json(all);
}

}  // namespace
}  // namespace tangible::serve
