// Complaints in the store: the register, the record of steps, and what erasing leaves.
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "tests/index/stories.h"
#include "tests/schemas/error_kind.h"
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace tangible {
namespace {

constexpr std::int64_t came = 1'700'000'000'000;

class Complained : public testing::Test {
protected:
    Complaint about(const std::string& words, const std::string& addr = "") {
        Complaint c;
        c.words = words, c.addr = addr, c.received_ms = came;
        return c;
    }
    std::string all_bytes() { return tests::all_bytes(folder.path()); }

    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};
};

TEST_F(Complained, is_acknowledged_at_once_and_due_in_thirty_days) {
    const auto number = store.put_complaint(about("You printed my name.", "a@example.org"), "secret-of-the-link");
    const auto c = store.complaint_of("secret-of-the-link");
    ASSERT_TRUE(c);
    EXPECT_EQ(c->number, number);
    EXPECT_EQ(c->words, "You printed my name.");
    EXPECT_TRUE(c->by_mail);
    EXPECT_EQ(c->due_ms, came + 30 * day_ms);
    EXPECT_EQ(c->last, ComplaintAct::acknowledged);
    const auto steps = store.complaint_steps(number);
    ASSERT_EQ(steps.size(), 2u);
    EXPECT_EQ(steps[0].act, ComplaintAct::received);
    EXPECT_EQ(store.put_complaint(about("You printed my name."), "secret-of-the-link"), number) << "sent twice";
    EXPECT_EQ(store.complaints().size(), 1u);
    EXPECT_FALSE(store.complaint_of("another"));
    EXPECT_EQ(all_bytes().find("secret-of-the-link"), std::string::npos) << "the link is kept as a hash";
}

TEST_F(Complained, by_letter_is_acknowledged_when_somebody_says_so) {
    const auto number = store.put_complaint(about("It is late."), "secret-of-the-link", ComplaintAct::received);
    EXPECT_EQ(store.complaint(number)->last, ComplaintAct::received);
    store.note_step(number, {ComplaintAct::acknowledged, "", "mo", came + 1});
    EXPECT_EQ(store.complaint(number)->last, ComplaintAct::acknowledged);
    store.note_step(number, {ComplaintAct::acknowledged, "", "mo", came + 2});
    EXPECT_EQ(store.complaint_steps(number).size(), 2u);
}

TEST_F(Complained, keeps_every_step_in_order) {
    const auto number = store.put_complaint(about("It is late."), "secret-of-the-link");
    store.note_step(number, {ComplaintAct::looking, "We look.", "mo", came + 1});
    store.note_step(number, {ComplaintAct::answered, "It is done.", "mo", came + 2});
    store.note_step(number, {ComplaintAct::looking, "", "mo", came + 3});
    std::vector<std::string> notes;
    for (const auto& s : store.complaint_steps(number)) notes.push_back(s.note);
    EXPECT_EQ(notes, (std::vector<std::string>{"", "", "We look.", "It is done.", ""}));
    EXPECT_EQ(store.complaint(number)->last, ComplaintAct::looking);
}

TEST_F(Complained, is_listed_without_words_those_that_wait_first) {
    const auto first = store.put_complaint(about("One."), "1"), second = store.put_complaint(about("Two."), "2");
    store.note_step(first, {ComplaintAct::answered, "Yes.", "mo", came});
    const auto all = store.complaints();
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].number, second);
    EXPECT_EQ(all[1].last, ComplaintAct::answered);
    for (const auto& c : all) EXPECT_EQ(c.words + c.addr, "");
}

TEST_F(Complained, refuses_what_cannot_be) {
    const auto number = store.put_complaint(about("One."), "1");
    EXPECT_EQ(tests::kind_of([&] {
                  store.note_step(number, {ComplaintAct::answered, "", "mo", came});
              }),
              ErrorKind::usage);
    EXPECT_EQ(tests::kind_of([&] {
                  store.note_step(99, {ComplaintAct::looking, "", "mo", came});
              }),
              ErrorKind::not_found);
    EXPECT_EQ(tests::kind_of([&] { store.erase_complaint(number); }), ErrorKind::refused);
    EXPECT_EQ(tests::kind_of([&] { store.erase_complaint(99); }), ErrorKind::not_found);
    std::string longest;
    for (std::size_t i = 0; i < max_complaint_characters; ++i) longest += "é";
    EXPECT_GT(store.put_complaint(about(longest), "2"), number);
    EXPECT_EQ(tests::kind_of([&] { store.put_complaint(about(longest + "é"), "3"); }), ErrorKind::usage);
    EXPECT_EQ(store.complaints().size(), 2u);
}

TEST_F(Complained, leaves_no_word_when_it_is_erased_and_stays_in_the_register) {
    const auto gone = store.put_complaint(about("Quillonwordsgone at home.", "zephyrine@example.org"), "1");
    const auto kept = store.put_complaint(about("Vexworthwordskept."), "2");
    store.note_step(gone, {ComplaintAct::answered, "Answeredtopersongone.", "mo", came});
    for (const auto* word : {"Quillonwordsgone", "zephyrine@", "Answeredtopersongone"})
        EXPECT_NE(all_bytes().find(word), std::string::npos) << word << " is not found, so the search proves nothing";
    store.erase_complaint(gone);
    for (const auto* word : {"Quillonwordsgone", "zephyrine@", "Answeredtopersongone"})
        EXPECT_EQ(all_bytes().find(word), std::string::npos) << word;
    EXPECT_NE(all_bytes().find("Vexworthwordskept"), std::string::npos);
    const auto c = store.complaint_of("1");
    EXPECT_TRUE(c->erased);
    EXPECT_EQ(c->words + c->addr, "");
    EXPECT_TRUE(c->by_mail);
    EXPECT_EQ(store.complaint_steps(gone).size(), 3u);
    EXPECT_EQ(store.complaint(kept)->words, "Vexworthwordskept.");
    EXPECT_EQ(tests::kind_of([&] {
                  store.note_step(gone, {ComplaintAct::answered, "More.", "mo", came});
              }),
              ErrorKind::refused);
    store.erase_complaint(gone);  // again: nothing happens
}

TEST_F(Complained, stays_when_the_story_that_it_is_about_is_erased) {
    Story s;
    s.submission = "bytes", s.text = "We washed dishes.", s.language = "en", s.received_ms = came;
    auto c = about("This story names me.");
    c.story = tests::put(store, s).id;
    const auto number = store.put_complaint(c, "1");
    store.withdraw(c.story);
    EXPECT_EQ(store.complaint(number)->words, "This story names me.");
    EXPECT_EQ(store.complaint(number)->story, c.story);
    EXPECT_EQ(store.standing_of(c.story).state, Standing::State::withdrawn);
}

TEST(ComplaintReference, is_read_as_people_write_it) {
    EXPECT_EQ(complaint_reference(12), "C-12");
    for (const auto* word : {"C-12", "c-12", "c 12", "C12", "12"})
        EXPECT_EQ(parse_complaint_reference(word), 12) << word;
    for (const auto* word : {"", "C-", "0", "C-1x", "D-1", "99999999999999999999", "1 2"})
        EXPECT_FALSE(parse_complaint_reference(word)) << word;
}

}  // namespace
}  // namespace tangible
