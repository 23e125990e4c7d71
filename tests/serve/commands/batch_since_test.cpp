// What happens to the invented stories of a batch after they arrived, over a batch of two files.
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "serve/collection/tokens.h"
#include "serve/commands/batch_since.h"
#include "tests/schemas/folder.h"
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

const std::string hall = "Mr Quexley had the key, and Mr Quexley kept it.", tea = "We drank tea and fell out.";
const std::string yaml = R"(notice: All invented.
stories:
- file: hall.txt
  since:
    hidden: {words: Mr Quexley, instead: "[a caretaker]", asked: "Is it right?", agreed: It is.}
    decided:
    - {theme: REL.CARE, words: kept it, yes: [ana, cy], no: [ben]}
    - {theme: REL.CARE, words: had the key, yes: [ana], no: [ben]}
    - {theme: REL.GONE, words: kept it, yes: [ana]}
    complaint: {words: My name is in it., answer: We took it out.}
- file: tea.txt
  since:
    taken_back: yes
)";

class BatchSince : public testing::Test {
protected:
    BatchSince() : store(folder.path(), Store::Access::write), about(folder.path() / "batch.yaml") {
        std::ofstream(folder.path() / "hall.txt") << hall;
        std::ofstream(folder.path() / "tea.txt") << tea;
        hall_id = told(hall);
        tea_id = told(tea);
    }

    StoryId told(const std::string& text) {
        Submission s;
        s.bytes = text, s.id = sha256_hex(text), s.received_ms = now_ms();
        const auto id = store.put(s, teller_token(secret_of(store), s.id)).reference;
        Story story;
        story.submission = s.id, story.text = text, story.received_ms = now_ms(), story.moderation = Moderation::passed;
        story.consent.uses = {Use::team, Use::count, Use::publish};
        store.put_stories(s.id, {story});
        return id;
    }

    /// Returns the token that follows in the printed addresses; "" when there is no such address.
    std::string token_after(const std::string& address) {
        const auto lines = pages_of_since(store, about, batch);
        const auto at = lines.find(address);
        return at == lines.npos ? "" : lines.substr(at + address.size(), 40);
    }

    tests::Folder folder;
    Store store;
    std::filesystem::path about;
    Batch batch = read_batch(yaml, "batch.yaml");
    Codebook book =
        read_codebook("codebook: {id: b, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: REL\n  "
                      "label: R\n  themes:\n  - {id: REL.CARE, label: C, definition: D., cues: [a], examples: "
                      "[E.]}\n",
                      "b.yaml");
    StoryId hall_id, tea_id;
};

TEST_F(BatchSince, has_coders_decide_once) {
    apply_since(store, book, about, batch);
    const auto settled = [&] {
        std::string out;
        for (const auto& c : settle(store.story(hall_id, Use::team)->text, {}, store.decisions(hall_id)))
            out += c.quote + ": " + std::string(name(c.verdict)) + "; ";
        return out;
    };
    EXPECT_EQ(settled(), "had the key: disputed; kept it: accepted; ") << "a theme that the codebook lacks is left out";
    const auto before = store.decisions(hall_id);
    apply_since(store, book, about, batch);
    EXPECT_EQ(store.decisions(hall_id), before);
}

TEST_F(BatchSince, hides_words_everywhere_and_records_that_the_teller_agreed) {
    EXPECT_TRUE(apply_since(store, book, about, batch));
    EXPECT_EQ(store.story(hall_id, Use::publish)->text, "[a caretaker] had the key, and [a caretaker] kept it.");
    EXPECT_EQ(store.original(hall_id, Use::team)->text, hall) << "the original stays";
    std::vector<Act> acts;
    for (const auto& m : store.moderated(hall_id)) acts.push_back(m.act);
    EXPECT_EQ(acts, (std::vector<Act>{Act::redact, Act::redact, Act::ask, Act::agree}));
    EXPECT_EQ(store.moderated(hall_id).back().who, "teller");
}

TEST_F(BatchSince, answers_a_complaint_and_takes_a_story_back) {
    apply_since(store, book, about, batch);
    const auto complaint = store.complaint_of(token_after("/complaint/"));
    ASSERT_TRUE(complaint);
    EXPECT_EQ(complaint->story, hall_id);
    EXPECT_EQ(complaint->last, ComplaintAct::answered);
    EXPECT_EQ(store.complaint_steps(complaint->number).back().note, "We took it out.");
    EXPECT_EQ(store.standing(teller_token(secret_of(store), sha256_hex(tea))).state, Standing::State::withdrawn);
    EXPECT_GT(store.withdrawal(tea_id)->erased_ms, 0);
    EXPECT_TRUE(store.was_public(tea_id)) << "visitors see that it was taken back";
}

TEST_F(BatchSince, happens_once) {
    apply_since(store, book, about, batch);
    const auto revision = store.revision();
    EXPECT_FALSE(apply_since(store, book, about, batch));
    EXPECT_EQ(store.revision(), revision);
    EXPECT_EQ(store.redactions(hall_id).size(), 2u);
    EXPECT_EQ(store.complaints().size(), 1u);
}

TEST_F(BatchSince, leaves_what_people_decided) {
    store.moderate(hall_id, {Act::keep, "harm", "", "mo", now_ms()});
    apply_since(store, book, about, batch);
    EXPECT_TRUE(store.redactions(hall_id).empty());
    EXPECT_EQ(store.moderated(hall_id).size(), 1u);
}

TEST_F(BatchSince, erases_answered_complaints_and_keeps_those_that_were_taken_up_again) {
    apply_since(store, book, about, batch);
    const auto number = store.complaint_of(token_after("/complaint/"))->number;
    store.note_step(number, {ComplaintAct::looking, "", "mo", now_ms()});
    EXPECT_EQ(erase_complaints_of(store, about, batch), 1u);
    EXPECT_FALSE(store.complaint(number)->erased);
    store.note_step(number, {ComplaintAct::answered, "Again.", "mo", now_ms()});
    EXPECT_EQ(erase_complaints_of(store, about, batch), 0u);
    EXPECT_TRUE(store.complaint(number)->erased);
    EXPECT_EQ(token_after("/complaint/"), "");
    store.withdraw(hall_id);
    EXPECT_FALSE(apply_since(store, book, about, batch)) << "a batch that was removed stays removed";
    EXPECT_EQ(store.complaints().size(), 1u);
}

}  // namespace
}  // namespace tangible::serve
