#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible {
namespace {

namespace fs = std::filesystem;
using State = Standing::State;

struct AStoreOfMails : testing::Test {
    fs::path dir = [] {
        auto name = (fs::temp_directory_path() / "tangible-mails-XXXXXX").string();
        return fs::path(mkdtemp(name.data()));
    }();
    Store store{dir, Store::Access::write};
    ~AStoreOfMails() override { fs::remove_all(dir); }

    static Story words(const std::string& text) {
        Story s;
        s.text = text;
        s.consent = {"", {Use::team, Use::count}, 7};
        s.senders = Senders{{"Bo", "bo@example.org"}, Person{"Ann", "ann@example.org"}};
        s.asides = {{AsideKind::footnote, "A note."}};
        return s;
    }
    std::string arrive(const std::string& bytes) {
        Submission s;
        s.bytes = bytes, s.id = sha256_hex(bytes), s.channel = Channel::mail, s.received_ms = 1000;
        store.put(s);
        return s.id;
    }
    StoryId told(const std::string& bytes, const std::string& text) {
        const auto submission = arrive(bytes);
        store.put_stories(submission, {words(text)});
        return store.stories_of(submission).at(0);
    }
    /// Makes the newest addition part of the story; returns its reference.
    StoryId opened(const StoryId& story) {
        const auto id = store.additions(story, Use::own).back().id;
        store.open_addition(story, id, true);
        return id;
    }
    std::string text(const StoryId& id) {
        auto story = store.story(id, Use::team);
        return story ? story->text : "";
    }
    bool changed_since(Revision before, const StoryId& id) {
        for (const auto& change : store.changes_since(before, 100))
            if (change.story == id) return true;
        return false;
    }
    static Answering may(const std::string& addr) { return {addr, "", 0, "<q@example.org>", {}}; }
};

TEST_F(AStoreOfMails, sends_a_new_link_only_to_the_address_that_sent_the_story) {
    const auto story = told("a mail", "We met.");
    const auto submission = sha256_hex("a mail");
    store.owe(submission, may("bo@example.org"), 5);
    const auto first = store.owed(5, 10);
    ASSERT_EQ(first.size(), 1u);
    store.note_acknowledged(first[0], "1@here", "token", 6);
    for (const auto* stranger : {"ann@example.org", "eve@example.org", ""}) store.owe_again(story, stranger, 7);
    EXPECT_TRUE(store.owed(100, 10).empty());
    store.owe_again(story, "bo@example.org", 7);
    const auto again = store.owed(7, 10);
    ASSERT_EQ(again.size(), 1u);
    EXPECT_TRUE(again[0].again);
    EXPECT_EQ(again[0].addr, "bo@example.org");
    store.note_acknowledged(again[0], "2@here", "another token", 8);
    EXPECT_EQ(store.standing("token").reference, story) << "the first link goes on working";
    EXPECT_EQ(store.standing("another token").reference, story);
    store.owe_again(story, "bo@example.org", 9);
    EXPECT_TRUE(store.owed(100, 10).empty()) << "at most one an hour";
    store.owe_again(story, "bo@example.org", 9 + 3'600'000);
    EXPECT_EQ(store.owed(9 + 3'600'000, 10).size(), 1u);
}

TEST_F(AStoreOfMails, keeps_the_senders_and_the_asides_of_a_mail) {
    const auto story = store.story(told("mail", "We met."), Use::team);
    EXPECT_EQ(story->senders, words("").senders);
    EXPECT_EQ(story->asides, words("").asides);
}

// ---- follow-ups ----

TEST_F(AStoreOfMails, leaves_an_addition_out_of_its_story_until_somebody_opens_it) {
    const auto story = told("mail", "We met.");
    store.set_consent(story, {"story-form/1", {Use::team, Use::count, Use::publish}, 8});
    store.put_follow_up(arrive("answer"), story, words("Between us."));
    EXPECT_EQ(text(story), "We met.");
    EXPECT_TRUE(store.story(story, Use::publish)->follow_ups.empty());
    EXPECT_EQ(store.live(), std::vector<StoryId>{story}) << "the addition is not a story of its own either";
    EXPECT_EQ(store.stories_with_closed_additions(9), std::vector<StoryId>{story});
    const auto added = store.additions(story, Use::team).at(0);
    EXPECT_EQ(added.text, "Between us.");
    EXPECT_FALSE(added.open);
    EXPECT_EQ(store.standing_of(added.id).state, State::story);

    const auto before = store.revision();
    store.open_addition(story, added.id, true);
    EXPECT_EQ(text(story), "We met.\nBetween us.");
    EXPECT_TRUE(changed_since(before, story));
    EXPECT_TRUE(store.stories_with_closed_additions(9).empty());
    EXPECT_EQ(cut(text(story), store.story(story, Use::team)->follow_ups.at(0).span), "Between us.");

    const auto after = store.revision();
    store.open_addition(story, added.id, false);
    EXPECT_EQ(text(story), "We met.");
    EXPECT_TRUE(changed_since(after, story));
}

TEST_F(AStoreOfMails, shows_additions_only_with_consent_and_opens_only_those_of_the_story) {
    const auto story = told("mail", "We met."), other = told("another mail", "We parted.");
    store.put_follow_up(arrive("answer"), story, words("Between us."));
    const auto added = store.additions(story, Use::team).at(0).id;
    store.set_consent(story, {"story-form/1", {}, 8});
    EXPECT_TRUE(store.additions(story, Use::team).empty());
    EXPECT_EQ(store.additions(story, Use::own).size(), 1u);
    EXPECT_TRUE(store.stories_with_closed_additions(9).empty());
    EXPECT_THROW(store.open_addition(other, added, true), Error);
    EXPECT_THROW(store.open_addition(story, other, true), Error);
}

TEST_F(AStoreOfMails, adds_in_the_order_of_opening_so_that_passages_keep_their_places) {
    const auto story = told("mail", "We met.");
    store.put_follow_up(arrive("answer"), story, words("Then once more."));
    store.put_follow_up(arrive("another"), store.additions(story, Use::own).at(0).id, words("We met again."));
    EXPECT_EQ(store.additions(story, Use::own).size(), 2u) << "an answer to an addition adds to the story";
    opened(story);
    EXPECT_EQ(text(story), "We met.\nWe met again.");
    store.open_addition(story, store.additions(story, Use::own).front().id, true);
    EXPECT_EQ(text(story), "We met.\nWe met again.\nThen once more.");
}

TEST_F(AStoreOfMails, withdraws_an_addition_alone_and_a_story_with_its_additions) {
    const auto story = told("mail", "We met.");
    store.put_follow_up(arrive("answer"), story, words("We met again."));
    const auto added = opened(story);
    store.withdraw(added);
    EXPECT_EQ(text(story), "We met.");
    EXPECT_TRUE(store.additions(story, Use::own).empty());
    store.put_follow_up(arrive("answer 2"), story, words("Once more."));
    const auto other = store.additions(story, Use::own).at(0).id;
    store.withdraw(story);
    EXPECT_EQ(store.standing_of(other).state, State::withdrawn);
}

TEST_F(AStoreOfMails, keeps_an_addition_open_or_closed_when_it_is_read_again) {
    const auto story = told("mail", "We met.");
    const auto later = arrive("answer");
    store.put_follow_up(later, story, words("We met again."));
    store.put_follow_up(later, story, words("We met again, too."));
    EXPECT_EQ(text(story), "We met.");
    opened(story);
    store.put_follow_up(later, story, words("We met again."));
    EXPECT_EQ(text(story), "We met.\nWe met again.");
}

TEST_F(AStoreOfMails, turns_an_addition_into_a_story_or_parks_it_when_it_is_read_again) {
    const auto story = told("mail", "We met.");
    const auto later = arrive("answer");
    store.put_follow_up(later, story, words("We met again."));
    opened(story);
    store.put_stories(later, {words("A story of its own.")});
    EXPECT_EQ(text(story), "We met.");
    EXPECT_EQ(store.live().size(), 2u);
    store.put_follow_up(later, story, words("We met again."));
    EXPECT_EQ(text(story), "We met.") << "an addition that was a story meanwhile is closed again";
    store.park(later, {"empty", "There is no text in what arrived."});
    EXPECT_EQ(text(story), "We met.");
    EXPECT_TRUE(store.additions(story, Use::own).empty());
}

// ---- duplicates ----

TEST_F(AStoreOfMails, does_not_count_a_duplicate_until_a_person_says_it_is_none) {
    const auto one = told("by mail", "We met."), two = told("by form", "We met."), three = told("pdf", "We met.");
    store.note_copy(three, two);
    store.note_copy(two, one);
    EXPECT_EQ(store.live(), std::vector<StoryId>{one});
    EXPECT_EQ(store.copies_of(one), (std::vector<StoryId>{two, three}));
    EXPECT_EQ(store.original_of(three), one);
    EXPECT_EQ(store.original_of(one), std::nullopt);
    EXPECT_EQ(store.standing_of(two).state, State::story);
    store.put_stories(arrive("by form"), {words("We met.")});  // read again
    EXPECT_EQ(store.live(), std::vector<StoryId>{one});
    store.note_no_copy(two);
    EXPECT_EQ(store.live(), (std::vector<StoryId>{one, two}));
    EXPECT_THROW(store.note_copy(one, one), Error);
}

TEST_F(AStoreOfMails, withdraws_every_duplicate_of_a_story) {
    const auto one = told("by mail", "We met."), two = told("by form", "We met.");
    store.note_copy(two, one);
    store.withdraw(two);
    EXPECT_EQ(store.standing_of(one).state, State::withdrawn);
    EXPECT_TRUE(store.live().empty());
}

TEST_F(AStoreOfMails, remembers_which_stories_are_alike_but_distinct) {
    const auto one = told("a", "We met."), two = told("b", "We met.");
    EXPECT_FALSE(store.apart(one, two));
    store.note_apart(two, one, "ana", 5);
    EXPECT_TRUE(store.apart(one, two));
}

// ---- acknowledgements ----

TEST_F(AStoreOfMails, owes_one_answer_and_then_none) {
    const auto submission = arrive("mail");
    store.put_stories(submission, {words("We met.")});
    store.owe(submission, may("ann@example.org"), 10);
    store.owe(submission, may("ann@example.org"), 10);
    auto due = store.owed(10, 9);
    ASSERT_EQ(due.size(), 1u);
    EXPECT_EQ(due[0].addr, "ann@example.org");
    EXPECT_EQ(due[0].message_id, "<q@example.org>");
    store.note_delayed(submission, 50);
    EXPECT_TRUE(store.owed(49, 9).empty());
    due = store.owed(50, 9);
    EXPECT_EQ(due.at(0).tries, 1);
    EXPECT_FALSE(store.acknowledged_since("ann@example.org", 0));
    store.note_acknowledged(due[0], "ours@example.net", "token", 60);
    EXPECT_TRUE(store.owed(1000, 9).empty());
    EXPECT_EQ(store.acknowledgement_of(submission), "sent");
    EXPECT_TRUE(store.acknowledged_since("ann@example.org", 59));
    EXPECT_FALSE(store.acknowledged_since("ann@example.org", 60));
    EXPECT_FALSE(store.acknowledged_since("bo@example.org", 0));
    EXPECT_EQ(store.acknowledged_since(0), 1u);
    EXPECT_EQ(store.story_acknowledged_by("ours@example.net"), due[0].reference);
    EXPECT_EQ(store.story_acknowledged_by("other@example.net"), std::nullopt);
    EXPECT_EQ(store.standing("token").reference, due[0].reference);
}

TEST_F(AStoreOfMails, says_why_no_answer_is_owed) {
    const auto submission = arrive("mail");
    store.owe(submission, {"", "list", 0, "", {}}, 10);
    EXPECT_TRUE(store.owed(10, 9).empty());
    EXPECT_EQ(store.acknowledgement_of(submission), "list");
    const auto archived = arrive("an old mail");
    Answering old = may("ann@example.org");
    old.written_ms = 1;
    store.owe(archived, old, 6 * 24 * 3600 * std::int64_t{1000});
    EXPECT_EQ(store.acknowledgement_of(archived), "old");
}

TEST_F(AStoreOfMails, owes_nothing_for_a_withdrawn_story_and_forgets_the_address) {
    const auto story = told("mail", "We met.");
    store.owe(arrive("mail"), may("ann.of.the.hill@example.org"), 10);
    store.withdraw(story);
    EXPECT_TRUE(store.owed(10, 9).empty());
    for (const auto& entry : fs::directory_iterator(dir)) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(in), {});
        EXPECT_EQ(bytes.find("ann.of.the.hill"), std::string::npos) << entry.path();
    }
}

// ---- cuts ----

TEST_F(AStoreOfMails, remembers_cuts_to_put_back_and_reads_the_story_again) {
    const auto story = told("mail", "We met.");
    const auto later = arrive("answer");
    store.put_follow_up(later, story, words("And again."));
    const auto submission = store.story(story, Use::team)->submission;
    EXPECT_FALSE(store.put_back(story));
    store.put_back(story, sha256_hex("-- \nAnn"), "ana", 5);
    EXPECT_EQ(store.pending(9).size(), 2u) << "the words may have been cut from a follow-up";
    EXPECT_TRUE(store.put_back(story));
    EXPECT_EQ(store.submission(submission).put_back, std::vector<std::string>{sha256_hex("-- \nAnn")});
    EXPECT_EQ(store.standing_of(story).state, State::story) << "the story is shown as it was until it is read again";
    store.put_stories(submission, {words("We met.\n-- \nAnn")});
    store.cut_again(story);
    EXPECT_TRUE(store.submission(submission).put_back.empty());
    EXPECT_FALSE(store.put_back(story));
}

}  // namespace
}  // namespace tangible
