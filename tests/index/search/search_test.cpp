#include "index/evidence/evidence.h"
#include "index/reader/folders.h"
#include "index/reader/reader.h"
#include "index/words/wordlist.h"
#include "schemas/ground/error.h"
#include "tests/index/collection.h"
#include "tests/processor_time.h"
#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <thread>

namespace tangible::index {
namespace {

Story in(const std::string& partnership, int year, const std::string& text) {
    Story s = open_story(text);
    s.partnership = partnership, s.year = year;
    s.partners = {"charity"};
    return s;
}

class Search : public testing::Test {
protected:
    Collection c;
    std::vector<Coding> indexed_codings(const StoryId& id) {
        Reader reader(c.dir);
        std::vector<Coding> codings;
        reader.steadily([&] {
            if (const auto doc = reader.find(id)) codings = reader.story(doc).codings;
        });
        return codings;
    }
    Results search(const std::string& words, Use use = Use::publish) { return c.searcher().search(asking(words, use)); }
};

TEST_F(Search, OfAnEmptyCollectionFindsNothing) {
    auto searcher = c.searcher();
    EXPECT_EQ(searcher.search(asking("trust")).stories, 0u);
    EXPECT_EQ(searcher.search(asking("")).stories, 0u);
    EXPECT_TRUE(searcher.matches(asking(""), 5).empty());
    EXPECT_TRUE(indexed_codings("7F3K-Q2M9-X").empty());
}

TEST_F(Search, AnswersWithTheStory) {
    auto s = in("allotments", 2018, "We dug. Trust grew between the gardeners and the council.");
    s.title = "The shed", s.role = "resident", s.place = "Leeds";
    const auto coding = Collection::coding("REL.TRUST", s.text, "Trust grew", Verdict::accepted);
    s = c.add(s, {coding, Collection::coding("REL.CARE", s.text, "We dug"),
                  Collection::coding("POW.HARM", s.text, "We dug", Verdict::rejected)});
    c.commit();
    const auto r = search("trusting gardener");
    ASSERT_EQ(r.hits.size(), 1u);
    const auto& hit = r.hits[0];
    EXPECT_EQ(hit.id, s.id);
    EXPECT_GT(hit.weight, 0);
    EXPECT_EQ(hit.title, "The shed");
    EXPECT_EQ(hit.place, "Leeds");
    EXPECT_EQ(hit.year, 2018);
    ASSERT_EQ(hit.snippet.marks.size(), 2u);
    EXPECT_EQ(cut(hit.snippet.text, hit.snippet.marks[0]), "Trust");
    ASSERT_EQ(hit.themes.size(), 2u) << "a rejected coding gives the story no theme";
    EXPECT_EQ(hit.themes[0].theme, "REL.TRUST");
    EXPECT_TRUE(hit.themes[0].confirmed);
    EXPECT_FALSE(hit.themes[1].confirmed);
    EXPECT_EQ(r.edition, c.book.edition);
    const auto codings = indexed_codings(s.id);
    ASSERT_EQ(codings.size(), 3u);
    EXPECT_EQ(codings[0].span, coding.span);
    EXPECT_TRUE(codings[0].quote.empty()) << "the index does not store quotes";
}

TEST_F(Search, ConfirmedOnlyFindsWhatPeopleConfirmed) {
    auto text = std::string("Trust grew. They were kind.");
    c.add(in("a", 2018, text), {Collection::coding("REL.TRUST", text, "Trust", Verdict::accepted),
                                Collection::coding("REL.CARE", text, "kind")});
    c.add(in("b", 2018, text), {Collection::coding("REL.TRUST", text, "Trust")});
    c.commit();
    auto query = asking("theme:rel");
    EXPECT_EQ(c.searcher().search(query).stories, 2u);
    query.confirmed_only = true;
    const auto r = c.searcher().search(query);
    ASSERT_EQ(r.stories, 1u);
    ASSERT_EQ(r.hits[0].themes.size(), 1u);
    ASSERT_EQ(r.facets[0].values.size(), 1u);
    EXPECT_EQ(r.facets[0].values[0].label, "Trust built or broken");
    query.words.clear();
    query.filters["theme"] = {"rel.trust"};
    EXPECT_EQ(c.searcher().search(query).stories, 1u);
}

TEST_F(Search, ForCountingGivesReferencesAndThemesOnly) {
    auto s = in("allotments", 2018, "Trust grew.");
    s.title = "The shed", s.consent.uses = {Use::team, Use::count};
    s = c.add(s, {Collection::coding("REL.TRUST", s.text, "Trust")});
    c.commit();
    const auto r = search("theme:rel.trust", Use::count);
    ASSERT_EQ(r.hits.size(), 1u);
    EXPECT_EQ(r.hits[0].id, s.id);
    EXPECT_EQ(r.hits[0].themes.size(), 1u);
    EXPECT_EQ(r.hits[0].title + r.hits[0].snippet.text + r.hits[0].partnership + r.hits[0].place, "");
    EXPECT_EQ(search("theme:rel.trust").stories, 0u) << "the public cannot find it";
}

TEST_F(Search, AWithdrawnStoryIsHiddenBeforeTheIndexFollows) {
    const auto stays = c.add(in("a", 2018, "Trust grew."));
    const auto goes = c.add(in("b", 2018, "Trust grew."));
    c.commit();
    auto searcher = c.searcher();
    EXPECT_EQ(searcher.search(asking("trust")).stories, 2u);
    c.store.withdraw(goes.id);  // the index does not know this yet
    const auto r = searcher.search(asking("trust"));
    EXPECT_EQ(r.stories, 1u);
    ASSERT_EQ(r.hits.size(), 1u);
    EXPECT_EQ(r.hits[0].id, stays.id);
}

TEST_F(Search, CountsNoStoryThatItsTellerHasJustClosed) {
    const auto stays = in("a", 2018, "Trust grew."), goes = in("b", 2019, "Trust grew.");
    c.add(stays, {Collection::coding("REL.TRUST", stays.text, "Trust")});
    const auto id = c.add(goes, {Collection::coding("REL.TRUST", goes.text, "Trust")}).id;
    c.commit();
    auto searcher = c.searcher();
    const auto counted = [&](Use use) {
        auto query = asking("trust", use);
        query.facets = true;
        const auto r = searcher.search(query);
        std::size_t of_years = 0;
        for (const auto& facet : r.facets)
            if (facet.field == "year")
                for (const auto& v : facet.values) of_years += v.stories;
        EXPECT_EQ(of_years, r.stories);
        EXPECT_EQ(searcher.tally(query).stories, r.stories);
        return r.stories;
    };
    const auto in_evidence = [&] {
        return evidence(searcher, c.book, "REL.TRUST", false, Use::count, {}).total.stories;
    };
    EXPECT_EQ(counted(Use::publish), 2u);
    EXPECT_EQ(in_evidence(), 2u);
    c.store.set_consent(id, {"story-form/1", Uses{Use::team, Use::count}, 2});  // the index does not know this yet
    EXPECT_EQ(counted(Use::publish), 1u);
    EXPECT_EQ(counted(Use::team), 2u);
    EXPECT_EQ(in_evidence(), 2u);
    EXPECT_EQ(evidence(searcher, c.book, "REL.TRUST", false, Use::count, {}).stories_count_only, 1u);
    c.store.set_consent(id, {"story-form/1", Uses{Use::team}, 3});
    EXPECT_EQ(in_evidence(), 1u);
    c.store.set_consent(id, {"story-form/1", open_story("").consent.uses, 4});
    EXPECT_EQ(counted(Use::publish), 2u) << "the story is open again, and the index never changed";
    EXPECT_EQ(in_evidence(), 2u);
}

TEST_F(Search, FollowsCommitsAndANewLiveIndex) {
    c.add(in("a", 2018, "Trust grew."));
    c.commit();
    auto searcher = c.searcher();
    EXPECT_EQ(searcher.search(asking("trust")).stories, 1u);
    const auto revision = reached(c.dir);
    for (int i = 0; i < 5; ++i) {
        c.add(in("a", 2018, "Trust grew again."));
        c.commit();
        EXPECT_EQ(searcher.search(asking("trust")).stories, 2u + static_cast<unsigned>(i));
    }
    EXPECT_GT(reached(c.dir), revision);
    FreshFolder fresh(c.dir);
    {
        Writer writer(fresh.path());
        const auto story = c.stories.begin()->second;
        writer.replace(story, c.analyser.analyse(story.text, story.language), c.analyser, {});
        writer.commit(99, edition(c.book));
    }
    fresh.go_live(0);
    EXPECT_EQ(searcher.search(asking("trust")).stories, 1u);
    EXPECT_EQ(reached(c.dir), 99);
}

// An answer is right or there is none: where commits follow each other faster than a question can be answered, the
// question is refused as one to ask again.
TEST_F(Search, ReadsWhileAnotherWrites) {
    std::vector<Story> stories;
    for (int i = 0; i < 30; ++i) stories.push_back(c.add(in("a", 2018, "Trust grew.")));
    c.commit();
    auto searcher = c.searcher();
    std::atomic<int> rounds = 0;
    std::jthread writing([&](std::stop_token stop) {
        for (; !stop.stop_requested(); ++rounds) {
            for (const auto& s : stories) c.index(s, {});
            c.commit(rounds);
        }
    });
    for (int answered = 0; answered < 20 || rounds < 60;) try {
            EXPECT_EQ(searcher.search(asking("trust")).stories, 30u);
            ++answered;
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::temporary) << e.what();
        }
}

TEST_F(Search, ReturnsPagesAndSortsByTime) {
    for (int i = 0; i < 25; ++i) {
        auto s = in("a", 2000 + i % 5, "Trust grew.");
        s.received_ms += i;
        c.add(s);
    }
    c.commit();
    auto searcher = c.searcher();
    auto query = asking("trust");
    std::set<StoryId> seen;
    for (query.offset = 0; query.offset < 30; query.offset += 10) {
        const auto r = searcher.search(query);
        EXPECT_EQ(r.stories, 25u);
        EXPECT_EQ(r.hits.size(), query.offset == 20 ? 5u : 10u);
        for (const auto& h : r.hits) EXPECT_TRUE(seen.insert(h.id).second);
    }
    query.offset = 0, query.limit = 25;
    for (const auto sort : {Sort::newest, Sort::oldest}) {
        query.sort = sort;
        auto hits = searcher.search(query).hits;
        auto time = [&](const Hit& h) { return std::pair(h.year, c.stories.at(h.id).received_ms); };
        EXPECT_TRUE(std::is_sorted(hits.begin(), hits.end(), [&](auto& a, auto& b) {
            return sort == Sort::newest ? time(a) > time(b) : time(a) < time(b);
        }));
    }
    query.limit = 0;
    EXPECT_EQ(searcher.search(query).stories, 25u);
}

// The references on all pages of one list; `meanwhile` runs between any two pages.
std::vector<StoryId> paged(Collection& c, Searcher& searcher, Query query, const std::function<void()>& meanwhile) {
    std::vector<StoryId> ids;
    query.limit = 7;
    for (;;) {
        const auto r = searcher.search(query);
        for (const auto& h : r.hits) ids.push_back(h.id);
        query.offset += query.limit, query.until_ms = r.until_ms;
        if (query.offset >= r.stories) return ids;
        meanwhile();
        c.commit();
    }
}

TEST_F(Search, PagesStayWhileStoriesArrive) {
    std::int64_t now = 1'600'000'000'000;
    auto arrive = [&](int i) {
        auto s = in("a", 2000 + i % 3,
                    i % 4 ? "Trust grew."
                          : "Trust, trust and a rare heron. " + std::string(static_cast<std::size_t>(i), 'x'));
        s.received_ms = now += i % 2;  // pairs that arrive at the same moment
        c.add(s);
    };
    for (int i = 0; i < 40; ++i) arrive(i);
    c.commit();
    auto searcher = c.searcher();
    for (auto sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
        auto query = asking("trust OR heron");
        query.sort = sort, query.limit = 1'000;
        const auto whole = searcher.search(query);
        std::vector<StoryId> expected;
        for (const auto& h : whole.hits) expected.push_back(h.id);
        int i = 0;
        ++now;
        EXPECT_EQ(paged(c, searcher, query,
                        [&] {
                            for (int n = 0; n < 9; ++n) arrive(i++);
                            auto hidden = in("a", 2018, "A heron, a heron and trust.");
                            hidden.received_ms = now, hidden.consent.uses = {Use::team};
                            c.add(hidden);
                        }),
                  expected);
        query.until_ms = whole.until_ms;
        const auto again = searcher.search(query);
        EXPECT_EQ(again.stories, whole.stories);
        EXPECT_EQ(again.hits[0].weight, whole.hits[0].weight) << "the rarity of words stays that of the first page";
        EXPECT_EQ(again.until_ms, whole.until_ms);
        EXPECT_TRUE(again.newer);
        EXPECT_FALSE(whole.newer);
        for (std::size_t f = 0; f < whole.facets.size(); ++f)
            for (std::size_t v = 0; v < whole.facets[f].values.size(); ++v)
                EXPECT_EQ(again.facets[f].values[v].stories, whole.facets[f].values[v].stories);
    }
}

TEST_F(Search, OrdersAreTheSameInARebuiltIndex) {
    std::vector<Story> stories;
    for (int i = 0; i < 20; ++i) stories.push_back(c.add(in("a", 2018, "Trust grew.")));  // equal but for the reference
    c.commit();
    auto searcher = c.searcher();
    for (auto sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
        auto query = asking("trust");
        query.sort = sort;
        const auto before = searcher.matches(query, 20);
        FreshFolder fresh(c.dir);
        {
            Writer writer(fresh.path());
            for (auto s = stories.rbegin(); s != stories.rend(); ++s)
                writer.replace(*s, c.analyser.analyse(s->text, s->language), c.analyser, {});
            writer.commit(99, edition(c.book));
        }
        fresh.go_live(0);
        EXPECT_EQ(searcher.matches(query, 20), before);
        std::reverse(stories.begin(), stories.end());
    }
}

TEST_F(Search, ShowsPassagesOfTheThemesAskedFor) {
    const std::string text = "Trust grew. They were kind. Nobody let us down. Nothing more.";
    c.add(in("a", 2018, text),
          {Collection::coding("REL.TRUST", text, "Trust", Verdict::accepted),
           Collection::coding("REL.CARE", text, "kind"), Collection::coding("POW.HARM", text, "let us"),
           Collection::coding("POW.HARM", text, "Nothing", Verdict::rejected)});
    c.commit();
    auto searcher = c.searcher();
    auto passages = [&](Query query) {
        query.shape = Shape::passages;
        std::string out;
        for (const auto& hit : searcher.search(query).hits)
            for (const auto& p : hit.passages) out += p.theme + " " + p.quote + "|";
        return out;
    };
    const std::string trust = "REL.TRUST Trust grew.|", care = "REL.CARE They were kind.|",
                      harm = "POW.HARM Nobody let us down.|";
    EXPECT_EQ(passages(asking("trust")), trust + care + harm);
    EXPECT_EQ(passages(asking("theme:rel.care")), care);
    EXPECT_EQ(passages(asking("theme:rel")), trust + care);
    EXPECT_EQ(passages(asking("checked:rel")), trust);
    EXPECT_EQ(passages(asking("trust", Use::count)), "") << "counting gives out no words";
    auto ticked = asking("");
    ticked.filters["theme"] = {"pow.harm"};
    EXPECT_EQ(passages(ticked), harm);
    ticked = asking("");
    ticked.confirmed_only = true;
    EXPECT_EQ(passages(ticked), trust);
    ticked = asking("trust");
    ticked.per_story = 2, ticked.shape = Shape::passages;
    const auto few = searcher.search(ticked).hits.at(0);
    EXPECT_EQ(few.passages.size(), 2u);
    EXPECT_EQ(few.all_of_them, 3u);
}

TEST_F(Search, SuggestsNoWordOfAWithdrawnStory) {
    const auto goes = c.add(in("a", 2018, "The allotment flourished."));
    c.commit();
    auto searcher = c.searcher();
    EXPECT_EQ(searcher.search(asking("alotment")).did_you_mean, "allotment");
    c.store.withdraw(goes.id);  // the index does not know this yet
    EXPECT_EQ(searcher.search(asking("alotment")).did_you_mean, "");
}

TEST_F(Search, SuggestsWordsOnlyToThoseWhoMayReadThem) {
    auto s = in("a", 2018, "The allotment flourished.");
    s.consent.uses = {Use::team, Use::count};
    c.add(s);
    c.commit();
    EXPECT_EQ(search("alotment").did_you_mean, "");
    EXPECT_EQ(search("alotment", Use::research).did_you_mean, "");
    EXPECT_EQ(search("alotment", Use::team).did_you_mean, "allotment");
}

TEST_F(Search, RanksTheMoreRelevantStoryFirst) {
    const auto much = c.add(in("a", 2018, "Trust and more trust: trust is what it is about."));
    const auto once = c.add(in(
        "a", 2018,
        "We dug the beds, watered them and went home late in the evening. One word about trust. Then it was autumn."));
    const auto rare =
        c.add(in("a", 2018, "We dug the beds and found a heron there, and some people spoke of it for years."));
    for (int i = 0; i < 10; ++i) c.add(in("a", 2018, "We dug the beds."));
    c.commit();
    auto ids = [&](const char* words) { return c.searcher().matches(asking(words), 3); };
    EXPECT_EQ(ids("trust"), (std::vector<StoryId>{much.id, once.id}));
    EXPECT_EQ(ids("heron OR dug").at(0), rare.id) << "a rare word says more than a common one";
}

TEST_F(Search, CountsFacets) {
    Partnership p;
    p.id = "allotments", p.name = "The allotments";
    c.store.put_partnership(p);
    const std::string text = "Trust grew. They were kind.";
    for (int i = 0; i < 6; ++i)
        c.add(in(i < 4 ? "allotments" : "choir", 2017 + i % 3, text),
              i < 5 ? std::vector{Collection::coding("REL.TRUST", text, "Trust")} : std::vector<Coding>{});
    c.commit();
    auto query = asking("trust");
    query.filters["partnership"] = {"choir"};
    const auto r = c.searcher().search(query);
    EXPECT_EQ(r.stories, 2u);
    auto facet = [&](const char* field) {
        return *std::find_if(r.facets.begin(), r.facets.end(), [&](auto& f) { return f.field == field; });
    };
    const auto partnerships = facet("partnership").values;
    ASSERT_EQ(partnerships.size(), 2u) << "a field's own tick does not hide its other values";
    EXPECT_EQ(partnerships[0].label, "The allotments");
    EXPECT_EQ(partnerships[0].stories, 4u);
    EXPECT_TRUE(partnerships[1].selected);
    const auto years = facet("year").values;
    ASSERT_EQ(years.size(), 2u) << "the ticks of other fields do, and zeros are not shown";
    EXPECT_LT(years[0].value, years[1].value);
    ASSERT_EQ(facet("theme").values.size(), 1u) << "a group is shown only when it is ticked";
    query.filters = {{"theme", {"rel"}}, {"year", {"1999"}}};
    const auto none = c.searcher().search(query);
    EXPECT_EQ(none.stories, 0u);
    for (const auto& f : none.facets)
        for (const auto& v : f.values) EXPECT_TRUE(v.stories > 0 || v.selected) << f.field << v.value;
}

TEST_F(Search, ShowsEveryTickWithTheNumberOfStoriesItLetsThrough) {
    auto hidden = in("secret", 2018, "Trust grew.");
    hidden.consent.uses = {Use::team};
    c.add(hidden);
    auto s = in("allotments", 2018, "Trust grew.");
    s.place = "North Kensington";
    c.add(s);
    c.commit();
    auto query = asking("trust");
    query.filters = {{"partnership", {"secret", "never-heard-of"}}, {"place", {"North", "north"}}, {"role", {"…"}}};
    std::string ticks;
    for (const auto& f : c.searcher().search(query).facets)
        for (const auto& v : f.values)
            if (v.selected) ticks += f.field + "=" + v.value + " " + std::to_string(v.stories) + "; ";
    EXPECT_EQ(ticks, "partnership=never-heard-of 0; partnership=secret 0; place=north 0; ");
    query.filters = {{"place", {"North", "north"}}};
    const auto r = c.searcher().search(query);
    const auto place = std::find_if(r.facets.begin(), r.facets.end(), [](auto& f) { return f.field == "place"; });
    ASSERT_EQ(place->values.size(), 2u);
    EXPECT_EQ(place->values[0].value, "north");
    EXPECT_EQ(place->values[0].stories, 1u) << "a place is found by one of its words";
}

TEST_F(Search, EqualStoriesAreSortedByReference) {
    std::vector<StoryId> ids;
    for (int i = 0; i < 20; ++i) ids.push_back(c.add(in("a", 2018, "Trust grew.")).id);
    for (int i = 0; i < 20; i += 3) c.index(c.stories.at(ids[static_cast<std::size_t>(i)]), {});
    c.commit();
    std::sort(ids.begin(), ids.end());
    auto query = asking("trust");
    for (const auto sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
        query.sort = sort;
        EXPECT_EQ(c.searcher().matches(query, 20), ids);
    }
}

TEST_F(Search, AnUnknownYearIsInNoRange) {
    c.add(in("a", 0, "Trust grew."));
    c.add(in("a", 2018, "Trust grew."));
    c.commit();
    EXPECT_EQ(search("year:..2020").stories, 1u);
}

TEST_F(Search, MarksAStemInStoriesOfItsLanguageOnly) {
    auto s = in("a", 2018, "Trusts and trust and tea.");
    s.language = "cy";
    c.add(s);
    c.add(in("a", 2018, "Trust grew."));
    c.commit();
    auto query = asking("tea OR trusts");
    query.limit = 2;
    for (const auto& hit : c.searcher().search(query).hits) {
        std::string marked;
        for (const auto& m : hit.snippet.marks) marked += "[" + std::string(cut(hit.snippet.text, m)) + "]";
        EXPECT_EQ(marked, hit.language == "cy" ? "[Trusts][tea]" : "[Trust]");
    }
}

TEST_F(Search, SuggestsACorrectedSpelling) {
    c.add(in("a", 2018, "The allotment flourished, and the allotments too. Trust grew at the café."));
    c.add(in("a", 2018, "The allotment flourished."));
    auto hidden = in("a", 2018, "Allotmend is a word nobody may see.");
    hidden.consent.uses = {Use::team};
    c.add(hidden);
    c.commit();
    const std::pair<const char*, const char*> rows[] = {{"alotment", "allotment"},
                                                        {"allotmnet", "allotment"},
                                                        {"allotmend", "allotment"},
                                                        {"trust alotment", "trust allotment"},
                                                        {"caffe", "cafe"},
                                                        {"allotment", ""},
                                                        {"zzzzzz", ""},
                                                        {"alotment -trust", "allotment -trust"},
                                                        {"-alotment", ""},
                                                        {"\"alotment flurished\"", "\"allotment flourished\""},
                                                        {"year:2018 alotment", "year:2018 allotment"},
                                                        {"2081", ""},
                                                        {"alotment nothingelse", ""}};
    for (const auto& [typed, meant] : rows) EXPECT_EQ(search(typed).did_you_mean, meant) << typed;
}

TEST_F(Search, SaysWhichConditionExcludesStories) {
    c.add(in("allotments", 2018, "Trust grew."));
    c.add(in("choir", 2019, "Trust grew on the stage."));
    c.commit();
    auto query = asking("trust nowhere");
    query.filters["partnership"] = {"choir"};
    auto r = c.searcher().search(query);
    ASSERT_EQ(r.relaxations.size(), 1u);
    EXPECT_EQ(r.relaxations[0].field, "words");
    EXPECT_EQ(r.relaxations[0].value, "nowhere");
    EXPECT_EQ(r.relaxations[0].stories, 1u);
    query = asking("stage year:2019");
    query.filters["partnership"] = {"allotments"};
    r = c.searcher().search(query);
    ASSERT_EQ(r.relaxations.size(), 1u);
    EXPECT_EQ(r.relaxations[0].field, "partnership");
    EXPECT_TRUE(c.searcher().search(asking("trust")).relaxations.empty());
}

TEST_F(Search, OffersSeveralConditionsToDropWhenOneIsNotEnough) {
    c.add(in("allotments", 2018, "Trust grew with the kettle."));
    c.add(in("allotments", 2018, "Trust and the kettle, again."));
    c.add(in("choir", 2019, "Trust grew on the stage, beside the kettle."));
    c.add(in("choir", 2019, "It grew on the stage, with a kettle."));
    c.commit();
    auto query = asking("trust kettle nowhere neverwhere");
    const auto r = c.searcher().search(query);
    ASSERT_EQ(r.relaxations.size(), 1u);
    EXPECT_EQ(r.relaxations[0].value, "nowhere");
    EXPECT_EQ(r.relaxations[0].also, (std::vector<std::pair<std::string, std::string>>{{"words", "neverwhere"}}));
    EXPECT_EQ(r.relaxations[0].stories, 3u);

    // First the way that keeps the most conditions; of equal ones, the way that finds the most stories.
    query = asking("grew stage kettle");
    query.filters["year"] = {"2018"};
    query.filters["place"] = {"nowhere", "elsewhere"};
    const auto ways = c.searcher().search(query).relaxations;
    ASSERT_EQ(ways.size(), 2u);
    EXPECT_EQ(ways[0].field, "place");
    EXPECT_EQ(ways[0].value, "") << "one of its values would be enough, so all are dropped";
    EXPECT_EQ(ways[0].also, (std::vector<std::pair<std::string, std::string>>{{"year", "2018"}}));
    EXPECT_EQ(ways[0].stories, 2u);
    EXPECT_EQ(ways[1].also, (std::vector<std::pair<std::string, std::string>>{{"words", "stage"}}));
    EXPECT_EQ(ways[1].stories, 1u);
    EXPECT_TRUE(c.searcher().search(asking("nowhere neverwhere")).relaxations.empty());
}

TEST_F(Search, FindsAStoryByItsReferenceAndPartnershipsByTheirGrant) {
    c.store.put_partnership(Partnership{"allotments", "The allotments", "", 2016, 0, "360G-sample-001", {}});
    const auto dug = c.add(in("allotments", 2018, "We dug.")).id;
    auto hidden = in("choir", 2019, "We sang.");
    hidden.consent.uses = {Use::team, Use::count};
    const auto sung = c.add(hidden).id;
    c.commit();
    std::string typed = dug;
    for (char& letter : typed) letter = static_cast<char>(std::tolower(letter));
    for (const auto& words : {dug, typed, std::string("360G-sample-001"), std::string("360g-SAMPLE-001")}) {
        const auto r = search(words);
        ASSERT_EQ(r.hits.size(), 1u) << words;
        EXPECT_EQ(r.hits[0].id, dug);
    }
    EXPECT_EQ(search(sung).stories, 0u);
    EXPECT_EQ(search(sung, Use::team).stories, 1u);
    EXPECT_EQ(search("360G-sample-002").stories, 0u);
}

TEST_F(Search, NamesTheThemeThatWasMeant) {
    c.add(in("a", 2018, "Trust grew."));
    c.commit();
    const auto r = search("theme:rel.trusst");
    ASSERT_EQ(r.notes.size(), 1u);
    EXPECT_NE(r.notes[0].find("rel.trust"), std::string::npos);
    EXPECT_TRUE(search("theme:rel").notes.empty());
    EXPECT_TRUE(search("theme:\"Trust built or broken\"").notes.empty());
}

TEST_F(Search, AnUnreadableIndexGivesAHintAndNoWordsOfTheQuestion) {
    c.add(in("a", 2018, "Trust grew."));
    c.commit();
    const auto folder = c.dir / "index" / "7";
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "iamglass") << "no";
    std::ofstream(c.dir / "index" / "live") << "7\n";
    try {
        c.searcher().search(asking("trust"));
        FAIL();
    } catch (const Error& e) {
        EXPECT_FALSE(e.hint.empty());
        EXPECT_EQ(std::string(e.what()).find("trust"), std::string::npos);
    }
}

TEST_F(Search, NoQuestionIsExpensive) {
    for (int i = 0; i < 200; ++i)
        c.add(in("a", 2018,
                 "Trust grew word" + std::to_string(i) + " wordless" + std::to_string(i * 7) +
                     " and we went on, each with each other."));
    c.commit();
    auto searcher = c.searcher();
    std::string stars, ors, nears = "each", quotes = "\"";
    for (int i = 0; i < 200; ++i)
        stars += "wor* ", ors += (i ? " OR word" : "word") + std::to_string(i), nears += " NEAR/100 each",
            quotes += "each other ";
    for (const auto& words : {stars, ors, nears, quotes, std::string(3'000, '('), std::string(500, '"'), "-" + ors}) {
        const auto begin = ProcessorTime::now();
        searcher.search(asking(words));
        EXPECT_LT(ProcessorTime::now() - begin, std::chrono::seconds(2)) << words.substr(0, 40);
    }
}

TEST(Spelling, CountsChanges) {
    struct Row {
        const char *a, *b;
        int changes;
    };
    for (const auto& [a, b, n] : {Row{"trust", "trust", 0},
                                  {"trust", "trsut", 1},
                                  {"trust", "rust", 1},
                                  {"trust", "trusts", 1},
                                  {"trust", "crust", 1},
                                  {"trust", "crusty", 2},
                                  {"gŵyl", "gwyl", 1},
                                  {"abc", "xyz", 3}})
        EXPECT_EQ(changes(letters(a), letters(b), 2), std::min(n, 3)) << a << " " << b;
}

TEST(SearchYears, AnUnknownYearIsAskedForByNameAndIsLastInEitherOrder) {
    Collection c;
    for (int year : {2021, 0, 2019}) {
        auto s = open_story("Year " + std::to_string(year));
        s.year = year;
        c.add(s);
    }
    c.commit();
    auto searcher = c.searcher();
    EXPECT_EQ(searcher.search(asking("year:unknown")).stories, 1u);
    EXPECT_TRUE(searcher.search(asking("year:unknown")).notes.empty());
    EXPECT_EQ(searcher.search(asking("-year:unknown")).stories, 2u);
    EXPECT_EQ(searcher.search(asking("year:..2100")).stories, 2u);
    auto ticked = asking("");
    ticked.filters = {{"year", {"unknown", "2019"}}};
    EXPECT_EQ(searcher.search(ticked).stories, 2u);
    for (const Sort sort : {Sort::newest, Sort::oldest}) {
        auto query = asking("");
        query.sort = sort;
        const auto results = searcher.search(query);
        ASSERT_EQ(results.hits.size(), 3u);
        EXPECT_EQ(results.hits.back().year, 0);
        EXPECT_EQ(results.hits.front().year, sort == Sort::newest ? 2021 : 2019);
        for (const auto& f : results.facets)
            if (f.field == "year") {
                EXPECT_EQ(f.values.back().value, "unknown");
                EXPECT_EQ(f.values.back().label, "Not known");
            }
    }
}

}  // namespace
}  // namespace tangible::index
