#include "index/evidence/evidence.h"
#include "tests/index/collection.h"
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

struct ATally : testing::Test {
    Collection c;

    void add(const std::string& partnership, Uses uses, std::vector<std::pair<const char*, Verdict>> themes) {
        auto s = open_story("We met in the hall. Trust grew. They were kind.");
        s.partnership = partnership, s.consent.uses = uses;
        std::vector<Coding> codings;
        for (auto [theme, verdict] : themes)
            codings.push_back(
                Collection::coding(theme, s.text, std::string(theme) == "REL.CARE" ? "kind" : "Trust", verdict));
        c.add(s, codings);
    }
    ATally() {
        const Uses open{Use::team, Use::count, Use::publish}, closed{Use::team, Use::count};
        add("allotments", open, {{"REL.TRUST", Verdict::accepted}, {"REL.CARE", Verdict::suggested}});
        add("allotments", open, {{"REL.TRUST", Verdict::suggested}, {"REL.CARE", Verdict::rejected}});
        add("shelter", closed, {{"REL.TRUST", Verdict::suggested}});
        add("", open, {});
        c.commit();
    }
    std::vector<std::uint32_t> of(const std::string& words, Use use = Use::publish, bool confirmed_only = false) {
        auto query = asking(words, use);
        query.confirmed_only = confirmed_only;
        const auto t = c.searcher().tally(query);
        EXPECT_EQ(t.stories, c.searcher().search(query).stories) << words;
        return {t.stories, t.partnerships, t.passages};
    }
    using Counts = std::vector<std::uint32_t>;
};

TEST_F(ATally, CountsPassagesOnTheThemesThatAreNamed) {
    EXPECT_EQ(of("theme:rel.trust"), (Counts{2, 1, 2}));
    EXPECT_EQ(of("theme:rel.care hall"), (Counts{1, 1, 1}));
    EXPECT_EQ(of("theme:rel"), (Counts{2, 1, 3}));
    EXPECT_EQ(of("checked:rel"), (Counts{1, 1, 1}));
    EXPECT_EQ(of("theme:rel", Use::publish, true), (Counts{1, 1, 1}));
    EXPECT_EQ(of("hall"), (Counts{3, 1, 3})) << "on any theme when none is named";
    EXPECT_EQ(of("hall -theme:rel.care"), (Counts{2, 1, 1})) << "a theme after a minus does not count as named";
    EXPECT_EQ(of("xylophone"), (Counts{0, 0, 0}));
}

TEST_F(ATally, CountsAsEvidenceDoes) {
    auto searcher = c.searcher();
    for (bool confirmed : {false, true}) {
        const auto total = evidence(searcher, c.book, "REL.TRUST", confirmed, Use::count).total;
        EXPECT_EQ(of(total.query, Use::count), (Counts{total.stories, total.partnerships, total.passages}));
    }
}

TEST_F(ATally, SaysHowAQuestionWasRead) { EXPECT_FALSE(c.searcher().tally(asking("theme:rel.trst")).notes.empty()); }

TEST_F(ATally, CountsWhatHadComeByThatTime) {
    auto query = asking("hall");
    query.until_ms = c.searcher().search(query).until_ms;
    auto later = open_story("The hall has a new roof.");
    later.received_ms = query.until_ms + 1;
    c.add(later);
    c.commit();
    EXPECT_EQ(c.searcher().tally(query).stories, 3u);
    query.until_ms = 0;
    EXPECT_EQ(c.searcher().tally(query).stories, 4u);
}

TEST_F(ATally, LatestSortsByWhenStoriesWereOpened) {
    Collection other;
    std::vector<StoryId> ids;
    for (int year : {2021, 2019, 2020}) {
        auto s = open_story("We met in the hall.");
        s.year = year;
        ids.push_back(other.add(s).id);
    }
    const Consent more{"", {Use::team, Use::count, Use::publish}, 2};
    other.store.set_consent(ids[0], {"", {Use::team}, 1});
    other.store.set_consent(ids[0], more);
    for (const auto& id : ids) other.index(*other.store.story(id, Use::own), {});
    other.commit();
    auto query = asking("hall");
    query.sort = Sort::latest;
    std::vector<StoryId> found;
    const auto results = other.searcher().search(query);
    for (const auto& h : results.hits) found.push_back(h.id);
    EXPECT_EQ(found, (std::vector<StoryId>{ids[0], ids[2], ids[1]}));
    EXPECT_GT(results.hits[0].opened, results.hits[1].opened);
    EXPECT_GT(results.hits[0].opened, results.hits[0].came);
}

}  // namespace
}  // namespace tangible::index
