#include "ingest/reading/admit.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

Submission submission() {
    Submission s;
    s.id = "ab12";
    s.channel = Channel::upload;
    s.received_ms = 1'551'694'830'000;  // 2019-03-04
    return s;
}

Draft draft(std::string text = "We asked first.") {
    Draft d;
    d.title = "The hall";
    d.text = std::move(text);
    d.language = "en";
    return d;
}

const std::vector<Partnership> partnerships = {
    {"leith-hall",
     "Leith Hall",
     "Leith",
     2015,
     0,
     "",
     {{"City", "council"}, {"Tenants", "residents"}, {"More tenants", "residents"}}}};

Story story(const Submission& s, Draft d) { return std::get<Story>(admit(s, std::move(d), 3, partnerships)); }
std::string reason(Draft d) { return std::get<Rejection>(admit(submission(), std::move(d), 0, {})).reason; }

TEST(Admit, AStoryTakesItsFieldsFromDraftAndSubmission) {
    Story s = story(submission(), draft());
    EXPECT_EQ(s.submission, "ab12");
    EXPECT_EQ(s.ordinal, 3u);
    EXPECT_EQ(s.title, "The hall");
    EXPECT_EQ(s.text, "We asked first.");
    EXPECT_EQ(s.language, "en");
    EXPECT_EQ(s.received_ms, submission().received_ms);
}

TEST(Admit, AStoryKeepsItsSendersAndAsides) {
    Draft d = draft();
    d.senders = Senders{{"Bo", "bo@example.org"}, Person{"Ann", "ann@example.org"}};
    d.asides = {{AsideKind::comment, "Ask Ann."}};
    Story s = story(submission(), d);
    EXPECT_EQ(s.senders, d.senders);
    EXPECT_EQ(s.asides, d.asides);
}

TEST(Admit, TroubleWithItsFilesIsTheReasonForNoStory) {
    Draft d = draft("");
    d.trouble = {"encrypted", "The file is locked with a password."};
    EXPECT_EQ(reason(d), "encrypted");
}

TEST(Admit, TheYearIsUnknownWhenNobodyGaveIt) {
    EXPECT_EQ(story(submission(), draft()).year, 0) << "not the year in which the story arrived";
    Draft d = draft();
    d.details.year = 2012;
    EXPECT_EQ(story(submission(), d).year, 2012);
}

TEST(Admit, DetailsOfTheSubmissionWinOverThoseOfTheDraft) {
    Submission s = submission();
    Draft d = draft();
    d.details = {"Inside", "", {"charity"}, "volunteer", "Fife", 2012, Consent{"a", {Use::team}, 1}};
    s.details.title = "Beside";
    s.details.year = 2014;
    s.details.consent = Consent{"b", {Use::quote}, 2};
    Story found = story(s, d);
    EXPECT_EQ(found.title, "Beside");
    EXPECT_EQ(found.year, 2014);
    EXPECT_EQ(found.place, "Fife");
    EXPECT_EQ(found.role, "volunteer");
    EXPECT_EQ(found.partners, std::vector<std::string>{"charity"});
    EXPECT_EQ(found.consent.wording, "b");
    EXPECT_TRUE(found.consent.uses.has(Use::count)) << "closed() adds the uses that a quote needs";
}

TEST(Admit, APartnershipGivesItsPartnersAndPlace) {
    for (const char* named : {"leith-hall", "Leith Hall"}) {
        Draft d = draft();
        d.details.partnership = named;
        d.details.partners = {"charity"};
        Story s = story(submission(), d);
        EXPECT_EQ(s.partnership, "leith-hall");
        EXPECT_EQ(s.partners, (std::vector<std::string>{"council", "residents"}));
        EXPECT_EQ(s.place, "Leith");
    }
    Draft d = draft();
    d.details.partnership = "nobody-knows";
    EXPECT_EQ(story(submission(), d).partnership, "");
    EXPECT_EQ(story(submission(), d).problems.size(), 1u);
}

TEST(Admit, ATellerWhoWasNotAskedHasTheConsentOfUnasked) {
    EXPECT_EQ(story(submission(), draft()).consent, unasked(submission().received_ms));
    Draft d = draft();
    d.details.consent = Consent{"a", {}, 1};
    EXPECT_TRUE(story(submission(), d).consent.uses.empty());
}

TEST(Admit, WhatIsNotAStoryIsRejectedWithAReason) {
    EXPECT_EQ(reason(draft("")), "empty");
    EXPECT_EQ(reason(draft(std::string((std::size_t{1} << 20) + 1, 'a'))), "too_long");
    for (const char* machine : {"bounce", "auto_reply", "feedback_report", "newsletter", "spam"}) {
        Draft d = draft();
        d.machine_class = machine;
        EXPECT_EQ(reason(d), machine);
        EXPECT_FALSE(std::get<Rejection>(admit(submission(), d, 0, {})).detail.empty());
    }
}

const std::vector<Question> asked = {
    {"say", QuestionKind::scale, "How much say?", "", {{"little", "Little", ""}, {"much", "Much", ""}}},
    {"more", QuestionKind::text, "What else?", "", {}}};

TEST(Admit, KeepsTheAnswersThatTheFormAsksForAndSaysWhenItLeavesSomeOut) {
    Draft d = draft();
    d.details.answers = {{"say", {"much"}}, {"more", {"My words."}}}, d.details.told_by = "helper";
    Story s = std::get<Story>(admit(submission(), d, 0, {}, {true, asked}));
    EXPECT_EQ(s.answers, d.details.answers);
    EXPECT_EQ(s.told_by, "helper");
    EXPECT_TRUE(s.problems.empty());

    d.details.answers = {{"say", {"lots"}}, {"more", {"My words."}}, {"unasked", {"x"}}};
    d.details.told_by = "the mayor";
    s = std::get<Story>(admit(submission(), d, 0, {}, {true, asked}));
    EXPECT_EQ(s.answers, (Answers{{"more", {"My words."}}}));
    EXPECT_EQ(s.told_by, "");
    EXPECT_EQ(s.problems.size(), 1u);
}

TEST(Admit, KeepsAnswersThatFittedWhenTheyArrivedWhateverTheFormAsksNow) {
    Submission then = submission();
    then.details.answers = {{"old-question", {"yes"}}};
    Draft d = draft();
    d.details.answers = {{"old-question", {"yes"}}};
    const Story s = std::get<Story>(admit(then, d, 0, {}, {true, asked}));
    EXPECT_EQ(s.answers, then.details.answers);
    EXPECT_TRUE(s.problems.empty());
}

}  // namespace
}  // namespace tangible::ingest
