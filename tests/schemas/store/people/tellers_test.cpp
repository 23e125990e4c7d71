// What tellers say about the uses of their stories, correct in them and take back; and what the store keeps of that.
#include "schemas/ground/error.h"
#include "tests/index/stories.h"
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace tangible {
namespace {

const Uses team_and_count{Use::team, Use::count};
const Uses open_to_all{Use::team, Use::count, Use::research, Use::publish, Use::quote};
const std::string text = "Quillon came at nine.\nWe washed dishes and they listened.";

class ATeller : public testing::Test {
protected:
    Story told(Channel channel, const Consent& consent, const std::string& bytes = "bytes") {
        Story s;
        s.submission = bytes, s.text = text, s.title = "Tea", s.language = "en", s.channel = channel;
        s.received_ms = 1'700'000'000'000, s.consent = consent;
        return tests::put(store, s);
    }
    /// The record of a story in words: "quote given form teller".
    std::vector<std::string> record(const StoryId& id) {
        std::vector<std::string> all;
        for (const auto& e : store.consent_events(id)) {
            all.push_back("");
            for (auto word : {name(e.use), name(e.answer), name(e.giving.how), name(e.giving.by)})
                all.back().append(all.back().empty() ? "" : " ").append(word);
        }
        return all;
    }
    std::string all_bytes() { return tests::all_bytes(folder.path()); }
    Correction corrected(const std::string& title, const std::string& words) {
        return {title, words, "Leith", 2021, 9};
    }

    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};
};

using Lines = std::vector<std::string>;

TEST_F(ATeller, has_every_answer_of_the_form_recorded) {
    const auto id = told(Channel::form, {"story-form/1", team_and_count, 7}).id;
    EXPECT_EQ(record(id), (Lines{"team given form teller", "count given form teller", "research refused form teller",
                                 "publish refused form teller", "quote refused form teller"}));
    EXPECT_EQ(store.consent_events(id)[0].wording, "story-form/1");
    EXPECT_EQ(store.consent_events(id)[0].said_ms, 7);
}

TEST_F(ATeller, may_have_a_helper_write_the_story_down) {
    Story s;
    s.submission = "helped", s.text = text, s.channel = Channel::form, s.told_by = "helper";
    s.consent = {"story-form/1", team_and_count, 7};
    EXPECT_EQ(record(tests::put(store, s).id).front(), "team given form helper");
}

TEST_F(ATeller, who_was_never_asked_is_recorded_as_such) {
    const auto id = told(Channel::mail, unasked(1'700'000'000'000)).id;
    EXPECT_EQ(record(id), (Lines{"team unasked mail teller", "count unasked mail teller"}));
}

TEST_F(ATeller, adds_only_changed_answers_to_the_record) {
    const auto id = told(Channel::form, {"story-form/1", open_to_all, 7}).id;
    store.set_consent(id, {"story-form/1", {Use::team, Use::count, Use::publish}, 8});
    store.set_consent(id, {"story-form/1", {Use::team, Use::count, Use::publish}, 9});
    const auto lines = record(id);
    ASSERT_EQ(lines.size(), 7u);
    EXPECT_EQ(lines[5], "research withdrawn link teller");
    EXPECT_EQ(lines[6], "quote withdrawn link teller");
    // Other words were read, so every answer is given anew.
    store.set_consent(id, {"story-form/2", {Use::team, Use::count, Use::publish}, 10});
    EXPECT_EQ(record(id).size(), 12u);
    EXPECT_EQ(record(id).back(), "quote refused link teller");
}

TEST_F(ATeller, may_answer_on_paper_through_the_staff) {
    const auto id = told(Channel::mail, unasked(1'700'000'000'000)).id;
    store.set_consent(id, {"story-form/1", open_to_all, 8}, {Giver::helper, Way::paper, "mo"});
    const auto last = store.consent_events(id).back();
    EXPECT_EQ(last.giving, (Giving{Giver::helper, Way::paper, "mo"}));
    EXPECT_TRUE(store.story(id, Use::publish));
}

TEST_F(ATeller, keeps_the_record_when_the_story_is_read_again) {
    const auto id = told(Channel::form, {"story-form/1", team_and_count, 7}).id;
    const auto before = store.consent_events(id);
    told(Channel::form, {"story-form/1", team_and_count, 7});
    EXPECT_EQ(store.consent_events(id), before);
}

TEST_F(ATeller, keeps_the_record_and_no_word_when_the_story_is_taken_back) {
    const auto id = told(Channel::form, {"story-form/1", team_and_count, 7}).id;
    store.withdraw(id, {Giver::staff, Way::spoken, "mo"});
    const auto lines = record(id);
    ASSERT_EQ(lines.size(), 7u);
    EXPECT_EQ(lines[5], "team withdrawn spoken staff");
    EXPECT_EQ(lines[6], "count withdrawn spoken staff");
    EXPECT_EQ(all_bytes().find("Quillon"), std::string::npos);
}

TEST_F(ATeller, is_held_only_to_words_that_were_shown) {
    const Wording words{"story-form/1", "en", "May we?\nWe then do.\n\n"};
    store.note_wording(words);
    store.note_wording(words);
    EXPECT_EQ(store.wording("story-form/1"), words);
    EXPECT_FALSE(store.wording("story-form/2"));
    try {
        store.note_wording({"story-form/1", "en", "May we?\nWe then do something else.\n\n"});
        FAIL() << "other words under the same id";
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema);
    }
    EXPECT_EQ(store.wording("story-form/1"), words);
}

TEST_F(ATeller, corrects_a_story_and_the_team_keeps_the_earlier_version) {
    const auto id = told(Channel::form, {"story-form/1", open_to_all, 7}).id;
    EXPECT_TRUE(store.earlier_versions(id, Use::team).empty());
    store.correct(id, corrected("More tea", "Quillon came at ten."));
    store.correct(id, corrected("More tea", "Quillon came at eleven."));
    const auto now = store.story(id, Use::publish);
    EXPECT_EQ(now->title, "More tea");
    EXPECT_EQ(now->text, "Quillon came at eleven.");
    EXPECT_EQ(now->place, "Leith");
    EXPECT_EQ(now->year, 2021);
    const auto earlier = store.earlier_versions(id, Use::team);
    ASSERT_EQ(earlier.size(), 2u);
    EXPECT_EQ(earlier[0].text, text);
    EXPECT_EQ(earlier[0].title, "Tea");
    EXPECT_EQ(earlier[1].text, "Quillon came at ten.");
    // The same once more changes nothing.
    const auto revision = store.revision();
    store.correct(id, corrected("More tea", "Quillon came at eleven."));
    EXPECT_EQ(store.revision(), revision);
    // Reading the submission again does not bring the old words back.
    told(Channel::form, {"story-form/1", open_to_all, 7});
    EXPECT_EQ(store.story(id, Use::publish)->text, "Quillon came at eleven.");
    // A team that may not read the story does not read its earlier versions either.
    store.set_consent(id, {"story-form/1", {}, 8});
    EXPECT_TRUE(store.earlier_versions(id, Use::team).empty());
    EXPECT_EQ(store.earlier_versions(id, Use::own).size(), 2u);
}

TEST_F(ATeller, waits_for_a_moderator_after_correcting_words_or_place) {
    Story s;
    s.submission = "bytes", s.text = text, s.title = "Tea", s.consent = {"story-form/1", open_to_all, 7};
    s.moderation = Moderation::passed;
    const auto id = tests::put(store, s).id;
    ASSERT_TRUE(store.story(id, Use::publish));
    store.correct(id, {"Tea", text, "12 Elm Road", 0, 9});
    EXPECT_FALSE(store.story(id, Use::publish)) << "a place can tell who somebody is";
    store.moderate(id, {Act::pass, "", "", "mo", 10});
    ASSERT_TRUE(store.story(id, Use::publish));
    store.correct(id, {"Tea", text + "\nMore.", "12 Elm Road", 0, 11});
    EXPECT_FALSE(store.story(id, Use::publish));
}

TEST_F(ATeller, corrections_leave_decisions_and_hidden_words_where_their_words_stand) {
    const auto id = told(Channel::form, {"story-form/1", open_to_all, 7}).id;
    const std::string passage = "they listened";
    const auto begin = static_cast<std::uint32_t>(text.find(passage));
    const Span span{begin, begin + static_cast<std::uint32_t>(passage.size())};
    store.note(Decision{id, "REL.TRUST", span, passage, Verdict::accepted, Polarity::unstated, "ana", "book 1 #ab", 99,
                        false, 0});
    store.redact(id, {0, StoryField::text, {0, 7}, "Quillon", "[a neighbour]", "mo", 9});
    store.correct(id, corrected("Tea", "Long before, all was quiet. " + text));
    EXPECT_FALSE(store.story(id, Use::publish)) << "somebody must look at what changed around hidden words";
    const auto shown = store.story(id, Use::own);
    ASSERT_TRUE(shown);
    EXPECT_EQ(shown->text.find("Quillon"), std::string::npos);
    const auto decisions = store.decisions(id);
    ASSERT_EQ(decisions.size(), 1u);
    EXPECT_EQ(decisions[0].quote, passage);
    EXPECT_EQ(cut(shown->text, decisions[0].span), passage);
}

TEST_F(ATeller, corrections_are_erased_with_the_story) {
    const auto id = told(Channel::form, {"story-form/1", open_to_all, 7}).id;
    store.correct(id, corrected("Zephyrine", "Vexworth came at ten."));
    store.correct(id, corrected("Tea", "Nobody came."));
    ASSERT_NE(all_bytes().find("Vexworth"), std::string::npos);
    store.withdraw(id);
    for (const auto* word : {"Vexworth", "Zephyrine", "Quillon", "Nobody came"})
        EXPECT_EQ(all_bytes().find(word), std::string::npos) << word;
}

TEST_F(ATeller, is_told_how_far_the_erasure_is) {
    const auto id = told(Channel::form, {"story-form/1", open_to_all, 7}).id;
    EXPECT_FALSE(store.withdrawal(id));
    const auto before = store.revision();
    store.withdraw(id);
    store.want_index_erased();
    auto withdrawal = store.withdrawal(id);
    ASSERT_TRUE(withdrawal);
    EXPECT_GT(withdrawal->asked_ms, 0);
    EXPECT_GE(withdrawal->erased_ms, withdrawal->asked_ms);
    EXPECT_EQ(withdrawal->index_ms, 0);
    // An index that was compacted at an earlier revision still had the words.
    EXPECT_FALSE(store.index_erasure_due(before));
    store.note_index_erased(before, 5);
    EXPECT_EQ(store.withdrawal(id)->index_ms, 0);
    EXPECT_TRUE(store.index_erasure_due(store.revision()));
    store.note_index_erased(store.revision(), 6);
    EXPECT_EQ(store.withdrawal(id)->index_ms, 6);
    EXPECT_FALSE(store.index_erasure_due(store.revision()));
}

TEST_F(ATeller, adds_what_happened_next_as_an_open_part_and_may_close_it) {
    const auto id = told(Channel::form, {"story-form/1", open_to_all, 7}).id;
    Submission s;
    s.bytes = "A year later we still meet.", s.id = sha256_hex(s.bytes), s.channel = Channel::form;
    store.put(s);
    Story more;
    more.text = s.bytes;
    store.put_follow_up(s.id, id, more, true);
    EXPECT_NE(store.story(id, Use::publish)->text.find("still meet"), std::string::npos);
    const auto addition = store.additions(id, Use::own).at(0).id;
    store.open_addition(id, addition, false);
    store.put_follow_up(s.id, id, more, true);
    EXPECT_EQ(store.story(id, Use::publish)->text.find("still meet"), std::string::npos)
        << "reading it again does not open it again";
}

}  // namespace
}  // namespace tangible
