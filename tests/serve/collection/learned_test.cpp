#include "index/learning/collection.h"
#include "serve/collection/learned.h"
#include "tests/index/collection.h"
#include <algorithm>
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

using index::Collection;

Story told(const std::string& text, std::initializer_list<Use> uses = {Use::team, Use::count, Use::publish}) {
    Story s;
    s.text = text, s.language = "en";
    for (auto use : uses) s.consent.uses.add(use);
    return s;
}

void learn(Collection& c) {
    const index::Targets targets(c.book, {});
    index::Analyser analyser;
    const auto model = index::learned_from(c.store, targets, analyser);
    c.store.put_model(Learned{0, model.edition, 1, c.store.revision(), 0, index::bytes_of(model)});
}

TEST(Verdicts, OfAStoryFollowFromTheDecisionsOnItsPassages) {
    Collection c;
    const index::Targets targets(c.book, {});
    const auto s = told("They trusted us. They were kind. They let us down.");
    const auto decided = [&](const char* theme, const char* words, Verdict verdict, std::int64_t at_ms) {
        const auto coding = Collection::coding(theme, s.text, words, verdict);
        return Decision{s.id,  theme,          coding.span, coding.quote, verdict, Polarity::unstated,
                        "ana", c.book.edition, at_ms};
    };
    const auto verdicts = index::verdicts_on(
        s,
        {decided("REL.TRUST", "trusted", Verdict::rejected, 1), decided("REL.TRUST", "kind", Verdict::added, 2),
         decided("POW.HARM", "let us", Verdict::accepted, 3), decided("POW.HARM", "let us", Verdict::rejected, 4)},
        targets);
    EXPECT_EQ(verdicts[targets.find("REL.TRUST")], index::Reviewed::confirmed)
        << "one passage of this theme is confirmed";
    EXPECT_EQ(verdicts[targets.find("POW.HARM")], index::Reviewed::rejected) << "the latest decision counts";
    EXPECT_EQ(verdicts[targets.find("REL.CARE")], index::Reviewed::not_reviewed);
}

TEST(Verdicts, OfAStoryReadToTheEndRejectThemesThatNobodyTagged) {
    Collection c;
    const index::Targets targets(c.book, {});
    const auto s = told("They trusted us.");
    const auto coding = Collection::coding("REL.TRUST", s.text, "trusted", Verdict::added);
    const Decision trust{
        s.id, "REL.TRUST", coding.span, coding.quote, Verdict::added, Polarity::unstated, "ana", c.book.edition, 1};
    const ReadThrough read{s.id, "ana", c.book.edition, true, false, 2, {"REL.TRUST", "REL.CARE"}};
    const auto of = [&](const index::Review& r, const char* theme) { return r.verdicts[targets.find(theme)]; };
    const auto review = index::review_of(7, s, {trust}, {read}, targets);
    EXPECT_EQ(review.story, 7u);
    EXPECT_TRUE(review.drawn);
    EXPECT_EQ(of(review, "REL.TRUST"), index::Reviewed::confirmed);
    EXPECT_EQ(of(review, "REL.CARE"), index::Reviewed::rejected);
    EXPECT_EQ(of(review, "POW.HARM"), index::Reviewed::not_reviewed) << "the codebook did not have this theme yet";
    auto picked = read;
    picked.drawn = false;
    EXPECT_FALSE(index::review_of(7, s, {trust}, {picked}, targets).drawn);
    EXPECT_EQ(of(index::review_of(7, s, {trust}, {}, targets), "REL.CARE"), index::Reviewed::not_reviewed);
    auto above = targets;
    above.all[above.find("REL.CARE")].below = {above.find("REL.TRUST")};
    EXPECT_EQ(of(index::review_of(7, s, {trust}, {read}, above), "REL.CARE"), index::Reviewed::not_reviewed)
        << "a theme below it was tagged";
}

TEST(Learning, IncludesStoriesReadToTheEndWithoutATag) {
    Collection c;
    const auto s = c.add(told("The bus was late."));
    c.add(told("It rained."));
    c.store.note(ReadThrough{s.id, "ana", c.book.edition, true, false, 2, {"REL.TRUST", "REL.CARE"}});
    const index::Targets targets(c.book, {});
    index::Analyser analyser;
    const auto model = index::learned_from(c.store, targets, analyser);
    EXPECT_EQ(model.reviewed, 1u);
    EXPECT_EQ(model.drawn, 1u);
    EXPECT_EQ(model.rejected[targets.find("REL.CARE")], 1u);
}

TEST(Hints, AppearOnceAModelIsTrainedAndQuoteTheStory) {
    Collection c;
    const auto s = c.add(told("The bus was late.\nThey were kind and showed care.\nThen we went home."));
    for (const char* other : {"We planted beans.", "The hall was cold.", "It rained.", "They had confidence in us."})
        c.add(told(other));
    Hints hints;
    EXPECT_TRUE(hints.on(s, {}, c.store, c.book).empty()) << "no model has been trained yet";
    learn(c);
    const auto on = hints.on(s, {}, c.store, c.book);
    const auto kind = std::find_if(on.begin(), on.end(), [](const Hint& h) { return h.theme == "REL.CARE"; });
    ASSERT_NE(kind, on.end());
    EXPECT_NE(kind->quote.find("were kind"), std::string::npos);
    EXPECT_EQ(kind->quote, cut(s.text, kind->passage));
    EXPECT_TRUE(kind->likely == "likely" || kind->likely == "possible") << "there are too few reviews to give a share";
    EXPECT_FALSE(kind->words.empty());

    auto standing = Collection::coding("REL.CARE", s.text, "were kind", Verdict::rejected);
    for (const auto& h : hints.on(s, {standing}, c.store, c.book))
        EXPECT_NE(h.theme, "REL.CARE") << "a person rejected this theme here";
}

TEST(Hints, AreEmptyForAModelOfAnotherEdition) {
    Collection c;
    const auto s = c.add(told("Everybody there was full of kindness."));
    learn(c);
    auto other = c.book;
    other.themes.front().definition = "Something else.";
    Hints hints;
    EXPECT_TRUE(hints.on(s, {}, c.store, other).empty());
}

TEST(Learning, ReadsOnlyWhatTheTeamMayRead) {
    Collection c;
    c.add(told("Everybody was kind."));
    c.add(told("A secret word: xylophone.", {Use::count}));
    const index::Targets targets(c.book, {});
    index::Analyser analyser;
    EXPECT_EQ(index::learned_from(c.store, targets, analyser).stories, 1u);
}

}  // namespace
}  // namespace tangible::serve
