#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "index/document/fields.h"
#include "index/question/question.h"
#include "tests/index/collection.h"
#include "tests/index/stories.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace tangible::index {
namespace {

const std::string text = "Trust grew. They were kind. Nobody let us down.";

Coding coding(const char* theme, const char* words, Verdict v) { return Collection::coding(theme, text, words, v); }

Story told(const char* partnership, int year, const char* language) {
    auto s = open_story(text, language);
    s.partnership = partnership, s.year = year;
    return s;
}

// Two stories that differ in every field; a value finds one, the other, both or neither.
class Fields : public testing::Test {
protected:
    Fields() {
        auto one = told("river-allotments", 2019, "en-GB"), other = told("night-shelter", 2022, "cy");
        one.partners = {"council", "residents"}, other.partners = {"charity"};
        one.role = "resident", other.role = "officer";
        one.place = "North Kensington", other.place = "Leeds";
        one.channel = Channel::mail, other.channel = Channel::form;
        other.consent.uses = {Use::team, Use::count, Use::publish};
        one_ =
            c.add(one, {coding("REL.TRUST", "Trust", Verdict::accepted), coding("POW.HARM", "let", Verdict::rejected)})
                .id;
        other_ = c.add(other, {coding("REL.CARE", "kind", Verdict::suggested)}).id;
        c.commit();
    }

    std::string found(const Query& q) {
        const auto ids = c.searcher().matches(q, 10);
        const bool one = std::count(ids.begin(), ids.end(), one_), other = std::count(ids.begin(), ids.end(), other_);
        return one && other ? "both" : one ? "one" : other ? "other" : "none";
    }

    Collection c;
    StoryId one_, other_;
};

TEST_F(Fields, FindTheSameByWordsAndByTicks) {
    const struct {
        const char *field, *value, *found;
    } rows[] = {{"theme", "rel.trust", "one"},   {"theme", "REL.CARE", "other"},
                {"theme", "rel", "both"},        {"theme", "pow", "none"},
                {"theme", "pow.harm", "none"},   {"checked", "rel", "one"},
                {"checked", "rel.care", "none"}, {"partner", "council", "one"},
                {"partner", "charity", "other"}, {"partnership", "night-shelter", "other"},
                {"place", "Leeds", "other"},     {"place", "kensington", "one"},
                {"year", "2019", "one"},         {"year", "2019..2024", "both"},
                {"year", "2020-2024", "other"},  {"year", "..2019", "one"},
                {"year", "2024..2020", "other"}, {"year", "1999", "none"},
                {"lang", "en", "one"},           {"lang", "en-gb", "one"},
                {"lang", "cy", "other"},         {"role", "resident", "one"},
                {"channel", "mail", "one"},      {"channel", "form", "other"},
                {"quotable", "yes", "one"},      {"quotable", "No", "other"},
                {"tagged", "person", "one"},     {"tagged", "machine", "other"}};
    for (const auto& [field, value, expected] : rows) {
        EXPECT_EQ(found(asking(std::string(field) + ":" + value)), expected) << field << ":" << value;
        auto ticked = asking("");
        ticked.filters[field] = {value};
        EXPECT_EQ(found(ticked), expected) << field << " ticked " << value;
    }
}

TEST_F(Fields, AStoryTaggedByPersonAndMachineCountsForBoth) {
    c.add(told("a", 2019, "en"),
          {coding("REL.TRUST", "Trust", Verdict::added), coding("REL.CARE", "kind", Verdict::suggested)});
    c.add(told("a", 2019, "en"), {coding("REL.TRUST", "Trust", Verdict::rejected)});
    c.commit();
    auto stories = [&](const char* words) { return c.searcher().search(asking(words)).stories; };
    EXPECT_EQ(stories("tagged:person"), 2u);
    EXPECT_EQ(stories("tagged:machine"), 2u);
    EXPECT_EQ(stories("tagged:person tagged:machine"), 1u);
    EXPECT_EQ(stories("-tagged:person -tagged:machine"), 1u) << "a rejected passage does not tag a story";
}

TEST_F(Fields, FacetsOfFewValuesHaveLabels) {
    const auto r = c.searcher().search(asking(""));
    const auto facet = std::find_if(r.facets.begin(), r.facets.end(), [](auto& f) { return f.field == "quotable"; });
    ASSERT_NE(facet, r.facets.end());
    ASSERT_EQ(facet->values.size(), 2u);
    EXPECT_EQ(facet->values[0].label, "May be quoted");
}

TEST_F(Fields, AnImpossibleValueGetsANote) {
    for (const auto* words : {"quotable:maybe", "tagged:robot", "channel:pigeon"}) {
        const auto r = c.searcher().search(asking(words));
        EXPECT_EQ(r.stories, 0u);
        ASSERT_EQ(r.notes.size(), 1u) << words;
        EXPECT_NE(r.notes[0].find(words), std::string::npos) << r.notes[0];
    }
    for (const auto* words : {"quotable:yes", "channel:mail", "place:nowhere"})
        EXPECT_TRUE(c.searcher().search(asking(words)).notes.empty()) << words;
}

TEST(FieldTable, FindsWhereTellersAndOthersDiffer) {
    tests::Folder folder;
    Store store(folder.path(), Store::Access::write);
    const auto told = [&](const std::string& words, Answers answers) {
        auto s = open_story(words);
        s.submission = words, s.answers = std::move(answers);
        return tests::put(store, s).id;
    };
    const auto both = told("They trusted us.", {{"themes", {"REL.TRUST"}}}),
               teller = told("We drank tea.", {{"themes", {"REL.TRUST"}}}), others = told("Later they trusted us.", {});
    const auto book = read_codebook(small_book, "small.yaml");
    const Cues cues(book);
    catch_up(store, cues, folder.path());
    Searcher searcher(folder.path(), store, book);
    using Ids = std::vector<StoryId>;
    EXPECT_EQ(searcher.matches(asking("meant:rel.trust -theme:rel.trust"), 9), Ids{teller});
    EXPECT_EQ(searcher.matches(asking("theme:rel.trust -meant:rel"), 9), Ids{others});
    EXPECT_EQ(searcher.matches(asking("theme:rel.trust meant:rel.trust"), 9), Ids{both});
    EXPECT_TRUE(prove(store, cues, live(folder.path())).differences.empty());
}

TEST(FieldTable, EachRowIsReadAndExplained) {
    for (const auto& f : fields()) {
        EXPECT_TRUE(ask(f.example).notes.empty()) << f.example;
        EXPECT_EQ(std::string(f.example).rfind(std::string(f.name) + ":", 0), 0u) << f.example;
        EXPECT_NE(std::string(f.description), "");
        for (const auto& v : f.few) EXPECT_EQ(f.label_of(v.value), v.label);
    }
}

}  // namespace
}  // namespace tangible::index
