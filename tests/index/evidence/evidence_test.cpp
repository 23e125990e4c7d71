#include "index/evidence/evidence.h"
#include "index/evidence/quotes.h"
#include "schemas/json/json.h"
#include "tests/index/collection.h"
#include <algorithm>
#include <deque>
#include <gtest/gtest.h>
#include <random>
#include <set>

namespace tangible::index {
namespace {

const std::string grew = "We met by the river. Trust grew slowly between us. Then it rained.";
const std::string broke = "They promised a shed. Trust was broken that winter. Nobody came back.";
const std::string hurt = "The letter was short. It hurt my mother badly. We moved on.";

Story told(const std::string& text, const std::string& partnership, int year, Uses uses,
           std::vector<std::string> partners = {"charity", "council"}) {
    Story s = open_story(text);
    s.partnership = partnership, s.year = year, s.partners = std::move(partners), s.consent.uses = uses;
    return s;
}

const Uses all{Use::team, Use::count, Use::research, Use::publish, Use::quote};
const Uses only_count{Use::team, Use::count};
const Uses only_team{Use::team};

class EvidenceOf : public testing::Test {
protected:
    Collection c;

    void fill() {
        for (auto id : {"allotments", "shelter", "choir"}) {
            Partnership p;
            p.id = id, p.name = std::string("The ") + id;
            c.store.put_partnership(p);
        }
        auto trust = [](const std::string& text, const char* words, Verdict v = Verdict::suggested,
                        Polarity p = Polarity::unstated) { return Collection::coding("REL.TRUST", text, words, v, p); };
        c.add(told(grew, "allotments", 2018, all),
              {trust(grew, "Trust grew", Verdict::accepted), trust(grew, "rained")});
        c.add(told(grew + " One.", "allotments", 2019, all), {trust(grew, "Trust grew")});
        c.add(told(grew + " Two.", "shelter", 2019, all, {"university"}), {trust(grew, "Trust grew")});
        c.add(told(grew + " Three.", "choir", 2020, only_count), {trust(grew, "Trust grew", Verdict::added)});
        c.add(told(grew + " Four.", "choir", 2020, only_team), {trust(grew, "Trust grew", Verdict::accepted)});
        c.add(told(broke, "shelter", 2020, all), {trust(broke, "Trust was", Verdict::suggested, Polarity::against)});
        c.add(told(hurt, "", 2021, all), {Collection::coding("POW.HARM", hurt, "It hurt", Verdict::accepted)});
        c.add(told("Nothing of the kind.", "choir", 2017, all),
              {trust("Nothing of the kind.", "Nothing", Verdict::rejected)});
        c.commit();
    }
};

TEST_F(EvidenceOf, CountsWithDenominators) {
    fill();
    auto searcher = c.searcher();
    const auto e = evidence(searcher, c.book, "REL.TRUST", false, Use::count);
    EXPECT_EQ(e.theme, "REL.TRUST");
    EXPECT_EQ(e.total.stories, 5u);
    EXPECT_EQ(e.total.of_stories, 7u) << "countable stories, with and without the theme";
    EXPECT_EQ(e.total.partnerships, 3u);
    EXPECT_EQ(e.all_partnerships, 3u);
    EXPECT_EQ(e.total.passages, 6u);
    EXPECT_EQ(e.passages_confirmed, 2u);
    EXPECT_EQ(e.passages_suggested, 4u);
    EXPECT_EQ(e.passages_against, 1u);
    EXPECT_EQ(e.stories_confirmed, 2u);
    EXPECT_EQ(e.stories_count_only, 1u);
    EXPECT_EQ(e.quotes_withheld, 1u);
    ASSERT_EQ(e.by_year.size(), 5u) << "a year without the theme is a zero, not a gap";
    EXPECT_EQ(e.by_year[0].label, "2017");
    EXPECT_EQ(e.by_year[0].stories, 0u);
    EXPECT_EQ(e.by_year[2].stories, 2u);
    ASSERT_EQ(e.by_partner.size(), 3u);
    EXPECT_EQ(e.by_partner[0].stories, 4u) << "a story counts under each of its partner types";
    ASSERT_EQ(e.by_partnership.size(), 3u);
    EXPECT_EQ(e.by_partnership[0].label, "The allotments");
    EXPECT_EQ(e.by_partnership[0].query, "theme:rel.trust partnership:allotments");
    EXPECT_EQ(e.edition, c.book.edition);
}

TEST_F(EvidenceOf, ConfirmedOnlyCountsWhatAPersonDecided) {
    fill();
    auto searcher = c.searcher();
    const auto e = evidence(searcher, c.book, "rel.trust", true, Use::count);
    EXPECT_EQ(e.total.stories, 2u);
    EXPECT_EQ(e.total.passages, 2u);
    EXPECT_EQ(e.passages_suggested, 0u);
    ASSERT_EQ(e.quotes.size(), 1u);
    EXPECT_EQ(e.quotes[0].coding.verdict, Verdict::accepted);
    ASSERT_EQ(e.counter_quotes.size(), 1u) << "the suggestion against does not count here; the confirmed harm does";
}

TEST_F(EvidenceOf, QuotesAreVerbatimConfirmedFirstAndPartnershipsInTurn) {
    fill();
    auto searcher = c.searcher();
    const auto e = evidence(searcher, c.book, "REL.TRUST", false, Use::count);
    ASSERT_EQ(e.quotes.size(), 4u);
    EXPECT_EQ(e.quotes[0].coding.verdict, Verdict::accepted);
    EXPECT_EQ(e.quotes[0].coding.quote, "Trust grew slowly between us.");
    EXPECT_NE(e.quotes[1].partnership, e.quotes[2].partnership);
    std::set<std::string> against;
    for (const auto& q : e.counter_quotes) against.insert(q.coding.theme);
    EXPECT_EQ(against, (std::set<std::string>{"REL.TRUST", "POW.HARM"}))
        << "passages against the theme, and the opposite theme";
    for (const auto* list : {&e.quotes, &e.counter_quotes})
        for (const auto& q : *list) {
            const auto& story = c.stories.at(q.story);
            EXPECT_EQ(q.coding.quote, cut(story.text, q.coding.span));
            EXPECT_NE(story.text.find(q.before + q.coding.quote + q.after), std::string::npos);
            EXPECT_TRUE(story.consent.uses.has(Use::quote));
        }
}

TEST_F(EvidenceOf, PartnershipsTakeTurnsInWhatSpeaksAgainst) {
    for (const char* partnership : {"many", "many", "many", "many", "one", "another"}) {
        const auto text = hurt + " " + std::to_string(c.stories.size());
        c.add(told(text, partnership, 2021, all), {Collection::coding("POW.HARM", text, "It hurt", Verdict::accepted)});
    }
    c.commit();
    auto searcher = c.searcher();
    const auto e = evidence(searcher, c.book, "REL.TRUST", false, Use::count);
    ASSERT_GE(e.counter_quotes.size(), 3u);
    std::set<std::string> first;
    for (std::size_t i = 0; i < 3; ++i) first.insert(e.counter_quotes[i].partnership);
    EXPECT_EQ(first, (std::set<std::string>{"many", "one", "another"}));
}

TEST_F(EvidenceOf, TheRestOfTheSentenceSurroundsAPersonsPassage) {
    Coding words = Collection::coding("REL.TRUST", grew, "Trust grew", Verdict::added);
    words.span = {static_cast<std::uint32_t>(grew.find("grew slowly")),
                  static_cast<std::uint32_t>(grew.find(" between us"))};
    words.quote = cut(grew, words.span);
    c.add(told(grew, "choir", 2020, all), {words});
    c.commit();
    auto searcher = c.searcher();
    const auto e = evidence(searcher, c.book, "REL.TRUST", false, Use::count);
    ASSERT_EQ(e.quotes.size(), 1u);
    EXPECT_EQ(e.quotes[0].before, "Trust ");
    EXPECT_EQ(e.quotes[0].coding.quote, "grew slowly");
    EXPECT_EQ(e.quotes[0].after, " between us.");
}

TEST_F(EvidenceOf, PassagesThatDoNotMatchTheTextOrTheStoreAreNotQuoted) {
    auto story = c.add(told(grew, "choir", 2020, all), {Collection::coding("REL.TRUST", grew, "Trust grew")});
    auto drifted = Collection::coding("REL.TRUST", grew, "Trust grew");
    drifted.span = {drifted.span.begin + 3, drifted.span.end + 5};
    auto beyond = drifted;
    beyond.span = {10'000, 10'010};
    auto never_decided = Collection::coding("REL.TRUST", grew, "We met", Verdict::added);
    c.index(story, {drifted, beyond, never_decided});
    c.commit();
    auto searcher = c.searcher();
    const auto e = evidence(searcher, c.book, "REL.TRUST", false, Use::count);
    EXPECT_EQ(e.total.passages, 3u);
    EXPECT_TRUE(e.quotes.empty());
}

TEST_F(EvidenceOf, QuotesAStoryThatOnlyMayBeQuotedAndTellsNothingElseOfIt) {
    const Uses only_quote{Use::team, Use::count, Use::quote};
    auto story = told(grew, "allotments", 2018, only_quote);
    story.title = "A title", story.role = "volunteer";
    c.add(story, {Collection::coding("REL.TRUST", grew, "Trust grew", Verdict::accepted),
                  Collection::coding("REL.TRUST", grew, "rained", Verdict::suggested)});
    c.commit();
    auto searcher = c.searcher();
    for (const auto reader : {Use::publish, Use::research}) {
        const auto e = evidence(searcher, c.book, "REL.TRUST", false, reader);
        ASSERT_EQ(e.quotes.size(), 1u) << "what nobody confirmed is not quoted: suggestions could give the story away";
        const auto& q = e.quotes[0];
        EXPECT_NE(q.coding.quote.find("Trust grew"), std::string::npos);
        EXPECT_EQ(q.story + q.title + q.partnership + q.role, "");
        EXPECT_EQ(q.year, 0);
        EXPECT_EQ(q.coding.span, Span{});
    }
    const auto e = evidence(searcher, c.book, "REL.TRUST", false, Use::team);
    ASSERT_FALSE(e.quotes.empty());
    EXPECT_EQ(e.quotes[0].title, "A title");
}

TEST_F(EvidenceOf, EveryFigureEqualsTheSearchBehindIt) {
    std::mt19937 random{11};
    auto pick = [&](auto list) { return *(list.begin() + random() % list.size()); };
    for (int i = 0; i < 120; ++i) {
        Uses uses;
        for (Use use : {Use::team, Use::count, Use::publish, Use::quote})
            if (random() % 4) uses.add(use);
        const auto& text = pick(std::initializer_list<std::string>{grew, broke, hurt});
        std::vector<Coding> codings;
        for (auto theme : {"REL.TRUST", "REL.CARE", "POW.HARM"})
            for (auto words : {"We met", "Trust", "It hurt", "moved"})
                if (text.find(words) != text.npos && random() % 3 == 0)
                    codings.push_back(Collection::coding(theme, text, words, static_cast<Verdict>(random() % 4),
                                                         static_cast<Polarity>(random() % 3)));
        c.add(told(text, pick(std::initializer_list<std::string>{"allotments", "shelter", "choir", ""}),
                   2010 + static_cast<int>(random() % 6), uses,
                   {pick(std::initializer_list<std::string>{"council", "charity"}),
                    pick(std::initializer_list<std::string>{"university", "health board"})}),
              codings);
    }
    c.commit();
    auto searcher = c.searcher();
    std::size_t figures = 0;
    for (const auto& theme : c.book.themes)
        for (bool confirmed_only : {false, true}) {
            const auto e = evidence(searcher, c.book, theme.id, confirmed_only, Use::count, {1'000, 1'000});
            std::vector<Count> counts{e.total};
            for (const auto* list : {&e.by_year, &e.by_partner, &e.by_partnership})
                counts.insert(counts.end(), list->begin(), list->end());
            for (const auto& count : counts) {
                Query query = asking(count.query, Use::count);
                query.limit = 1'000;
                const auto behind = searcher.search(query);
                EXPECT_EQ(behind.stories, count.stories) << count.query;
                EXPECT_TRUE(behind.notes.empty()) << count.query;
                std::uint32_t passages = 0;
                for (const auto& hit : behind.hits)
                    for (const auto& coding : c.codings[hit.id])
                        passages += coding.theme == theme.id && coding.verdict != Verdict::rejected &&
                                    (!confirmed_only || coding.verdict != Verdict::suggested);
                EXPECT_EQ(passages, count.passages) << count.query;
                ++figures;
            }
            EXPECT_EQ(e.total.passages, e.passages_confirmed + e.passages_suggested);
            std::uint32_t quotable = 0;
            for (const auto& q : e.quotes) quotable += q.coding.theme == theme.id;
            for (const auto& q : e.counter_quotes) quotable += q.coding.theme == theme.id;
            EXPECT_EQ(quotable + e.quotes_withheld, e.total.passages) << "each passage is quoted or withheld";
        }
    EXPECT_GT(figures, 60u);
}

TEST_F(EvidenceOf, AThemeWithoutPassagesIsEmptyAndAnUnknownThemeAnError) {
    fill();
    auto searcher = c.searcher();
    const auto e = evidence(searcher, c.book, "REL.CARE", false, Use::count);
    EXPECT_EQ(e.total.stories, 0u);
    EXPECT_EQ(e.total.of_stories, 7u);
    EXPECT_TRUE(e.quotes.empty());
    EXPECT_TRUE(e.by_partnership.empty());
    EXPECT_ANY_THROW(evidence(searcher, c.book, "REL.NOPE", false, Use::count));
}

TEST(InTurn, NoPartnershipFillsTheList) {
    std::deque<std::string> names;
    std::deque<Coding> codings;
    std::vector<Passage> passages;
    auto add = [&](const char* story, const char* from, Verdict v, std::vector<std::string> hints = {}) {
        Coding c;
        c.verdict = v, c.hints = std::move(hints);
        passages.push_back({&names.emplace_back(story), &names.emplace_back(from), &codings.emplace_back(c)});
    };
    add("a1", "a", Verdict::suggested, {"wish"});
    for (auto story : {"a1", "a1", "a2"}) add(story, "a", Verdict::suggested);
    add("b1", "b", Verdict::suggested);
    add("lone", "lone", Verdict::suggested);
    add("b1", "b", Verdict::accepted);
    std::string order;
    for (const auto& p : in_turn(passages)) order += *p.story + (p.coding->hints.empty() ? " " : "? ");
    EXPECT_EQ(order, "b1 a1 b1 lone a2 a1 a1? ");
}

TEST_F(EvidenceOf, CountsDisputedPassagesByThemselvesAndQuotesNone) {
    const auto add = [&](const std::string& text, Uses uses) {
        c.index(c.add(told(text, "choir", 2019, uses)),
                {Collection::coding("REL.TRUST", text, "Trust grew", Verdict::disputed)});
    };
    add(grew + " One.", all);
    add(grew + " Two.", only_count);
    c.commit();
    auto searcher = c.searcher();
    const auto e = evidence(searcher, c.book, "REL.TRUST", false, Use::publish);
    EXPECT_EQ(e.passages_disputed, 1u) << "only stories that anyone may read are counted";
    EXPECT_EQ(e.total.passages, 1u);
    EXPECT_EQ(e.passages_confirmed + e.passages_suggested, 0u);
    EXPECT_TRUE(e.quotes.empty());
    EXPECT_EQ(evidence(searcher, c.book, "REL.TRUST", false, Use::count).passages_disputed, 2u);
    EXPECT_EQ(evidence(searcher, c.book, "REL.TRUST", true, Use::count).total.passages, 0u);
    EXPECT_EQ(searcher.search(asking("tagged:disputed")).stories, 1u);
}

TEST_F(EvidenceOf, YearsHaveNoGapsAndTheUnknownOneIsLast) {
    for (int year : {2019, 2015, 0, 0})
        c.add(told(grew + std::to_string(year), "choir", year, all),
              {Collection::coding("REL.TRUST", grew, "Trust grew")});
    c.commit();
    auto searcher = c.searcher();
    for (const Use reader : {Use::publish, Use::count}) {
        const auto e = evidence(searcher, c.book, "REL.TRUST", false, reader);
        std::string years;
        for (const auto& row : e.by_year) years += row.value + ":" + std::to_string(row.stories) + " ";
        EXPECT_EQ(years, "2015:1 2016:0 2017:0 2018:0 2019:1 unknown:2 ");
        EXPECT_EQ(e.by_year.back().label, "Not known");
        for (const auto& row : e.by_year)
            EXPECT_EQ(searcher.search(asking(row.query, reader)).stories, row.stories) << row.query;
    }
}

class PublicEvidence : public EvidenceOf {
protected:
    void add(int times, int year, Uses uses, const char* partnership = "choir") {
        for (; times > 0; --times) {
            const auto text = grew + " " + std::to_string(++told_);
            auto s = told(text, partnership, year, uses);
            s.opened = told_, s.channel = Channel::batch;
            c.add(s, {Collection::coding("REL.TRUST", text, "Trust grew")});
        }
    }
    Evidence of(Use reader) {
        c.commit();
        auto searcher = c.searcher();
        return evidence(searcher, c.book, "REL.TRUST", false, reader);
    }
    static const Count& in(const std::vector<Count>& rows, const std::string& value) {
        static const Count none;
        const auto at = std::find_if(rows.begin(), rows.end(), [&](const Count& c) { return c.value == value; });
        return at == rows.end() ? none : *at;
    }

private:
    int told_ = 0;
};

TEST_F(PublicEvidence, HiddenStoriesChangeNothingUntilThereIsAGroupOfThem) {
    add(3, 2018, all), add(2, 2019, all);
    auto without_clock = [](Evidence e) { return e.as_of_ms = 0, to_json(e); };
    const auto before = without_clock(of(Use::publish));
    for (int i = 0; i < 4; ++i) {
        add(1, 1931, only_count, "shelter");
        EXPECT_EQ(without_clock(of(Use::publish)), before) << i + 1;
    }
    add(1, 1931, only_count, "shelter");
    const auto e = of(Use::publish);
    EXPECT_EQ(e.total.stories, 10u);
    EXPECT_EQ(e.total.of_stories, 10u);
    EXPECT_EQ(e.total.passages, 5u) << "passages and partnerships are those of stories that anyone may read";
    EXPECT_EQ(e.total.partnerships, 1u);
    EXPECT_EQ(e.all_partnerships, 1u);
    EXPECT_EQ(in(e.by_year, "1931").stories, 5u);
    EXPECT_EQ(in(e.by_partnership, "shelter").stories, 5u);
    EXPECT_EQ(e.stories_count_only, 5u);
    EXPECT_TRUE(e.in_public);
}

TEST_F(PublicEvidence, SmallCellsAreWithheldAndNeverZeroOrBlank) {
    add(4, 2018, all), add(4, 2019, all), add(4, 2020, all);
    add(3, 2018, only_count), add(7, 2019, only_count), add(10, 2020, only_count), add(2, 1931, only_count);
    const auto e = of(Use::publish);
    EXPECT_EQ(e.total.stories, 12u + 20u) << "two of the 22 hidden stories wait for more";
    EXPECT_TRUE(in(e.by_year, "2018").suppressed);
    EXPECT_TRUE(in(e.by_year, "2019").suppressed) << "the smallest other cell";
    EXPECT_FALSE(in(e.by_year, "2020").suppressed);
    EXPECT_EQ(in(e.by_year, "2020").stories, 14u);
    EXPECT_TRUE(in(e.by_year, "2018").of_suppressed);
    EXPECT_EQ(in(e.by_year, "1931").label, "") << "no row for a year that only a few hidden stories have";
    EXPECT_NE(to_json(e).find("\"stories\":null"), std::string::npos);
    const auto team = of(Use::team);
    EXPECT_FALSE(team.in_public);
    EXPECT_EQ(team.total.stories, 34u) << "the team sees all stories";
    EXPECT_EQ(in(team.by_year, "1931").stories, 2u);
}

}  // namespace
}  // namespace tangible::index
