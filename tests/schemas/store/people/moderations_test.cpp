// What moderation does to everything that leaves the store: uses, text, decisions, and what erasure leaves.
#include "schemas/ground/error.h"
#include "tests/index/stories.h"
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace tangible {
namespace {

const Uses open_to_all{Use::team, Use::count, Use::research, Use::publish, Use::quote};
const std::string text = "Quillon Vexworth, my neighbour, came at nine.\nWe washed dishes and they listened.";

class AModeratedStory : public testing::Test {
protected:
    AModeratedStory() {
        Story s;
        s.submission = "bytes", s.text = text, s.title = "Quillon's tea", s.language = "en";
        s.received_ms = 1'700'000'000'000, s.consent = {"story-form/1", open_to_all, 7};
        s.moderation = Moderation::waiting;
        id = tests::put(store, s).id;
    }

    Moderated act(Act a) { return {a, "", "", "mo", 9}; }
    Redaction words(const std::string& which, std::optional<std::string> instead) {
        const auto begin = static_cast<std::uint32_t>(text.find(which));
        return {0, StoryField::text, {begin, begin + static_cast<std::uint32_t>(which.size())}, which, instead, "mo",
                9};
    }
    /// Stores an addition to the story with these words, opens it, and returns its reference.
    StoryId open_addition(const std::string& more) {
        Submission later;
        later.bytes = more, later.id = sha256_hex(more);
        store.put(later);
        Story words;
        words.text = more;
        store.put_follow_up(later.id, id, words);
        const auto addition = store.additions(id, Use::own).at(0).id;
        store.open_addition(id, addition, true);
        return addition;
    }
    bool anyone_reads() { return store.story(id, Use::publish).has_value(); }
    Decision decision(const std::string& passage, const std::string& in) {
        const auto begin = static_cast<std::uint32_t>(in.find(passage));
        return {id,      "REL.TRUST",       {begin, begin + static_cast<std::uint32_t>(passage.size())},
                passage, Verdict::accepted, Polarity::unstated,
                "ana",   "book 1 #ab",      99};
    }
    std::string all_bytes() { return tests::all_bytes(folder.path()); }

    tests::Folder folder;
    Store store{folder.path(), Store::Access::write};
    StoryId id;
};

TEST_F(AModeratedStory, is_read_by_the_team_alone_until_it_is_passed) {
    for (const auto use : {Use::research, Use::publish, Use::quote}) EXPECT_FALSE(store.story(id, use));
    for (const auto use : {Use::own, Use::team, Use::count}) EXPECT_TRUE(store.story(id, use));
    EXPECT_TRUE(store.stories(Use::publish).empty());
    EXPECT_FALSE(store.was_public(id));
    ASSERT_EQ(store.queue(Moderation::waiting, 10).size(), 1u);

    store.moderate(id, act(Act::pass));
    for (const auto use : all_uses) EXPECT_TRUE(store.story(id, use)) << name(use);
    EXPECT_TRUE(store.queue(Moderation::waiting, 10).empty());

    const auto before = store.revision();
    store.moderate(id, {Act::keep, "harm", "a note", "mo", 9});
    EXPECT_FALSE(anyone_reads());
    EXPECT_EQ(store.closed_since(before, Use::publish), std::vector<StoryId>{id});
    EXPECT_EQ(store.story(id, Use::own)->chosen, open_to_all) << "what the teller chose stays";
}

TEST_F(AModeratedStory, keeps_words_hidden_that_another_addition_says) {
    open_addition("In June Zora Novak gave us bread.");
    const auto first = store.additions(id, Use::own).at(0).id;
    Submission later;
    later.bytes = "two", later.id = sha256_hex(later.bytes);
    store.put(later);
    Story more;
    more.text = "In July Zora Novak left for good. Only Perpetua stayed.";
    store.put_follow_up(later.id, id, more);
    for (const auto& a : store.additions(id, Use::own)) store.open_addition(id, a.id, true);
    const auto whole = store.original(id, Use::own)->text;
    std::vector<Redaction> all;
    for (const auto span : places_of(whole, "Zora Novak", 0))
        all.push_back({0, StoryField::text, span, "Zora Novak", "[name]", "mo", 9});
    ASSERT_EQ(all.size(), 2u);
    store.redact(id, all);
    store.redact(id, {0, StoryField::text, places_of(whole, "gave us", 0).at(0), "gave us", "[…]", "mo", 9});
    store.moderate(id, act(Act::pass));
    store.withdraw(first);
    const auto seen = store.story(id, Use::own)->text;
    EXPECT_NE(seen.find("[name] left for good"), std::string::npos) << seen;
    EXPECT_EQ(seen.find("Novak"), std::string::npos) << seen;
    for (const auto& r : store.redactions(id)) EXPECT_FALSE(r.is_gone()) << r.words;
    EXPECT_FALSE(anyone_reads()) << "it waits again";
    EXPECT_EQ(all_bytes().find("gave us"), std::string::npos);
}

TEST_F(AModeratedStory, keeps_words_hidden_that_a_closed_addition_says) {
    const auto first = open_addition("In June Zora Novak gave us bread.");
    const auto place = places_of(store.original(id, Use::own)->text, "Zora Novak", 0).at(0);
    store.redact(id, {0, StoryField::text, place, "Zora Novak", "[name]", "mo", 9});
    store.open_addition(id, first, false);
    Submission later;
    later.bytes = "two", later.id = sha256_hex(later.bytes);
    store.put(later);
    Story more;
    more.text = "In July Zora Novak left.";
    store.put_follow_up(later.id, id, more, true);
    store.withdraw(store.stories_of(later.id).empty() ? store.additions(id, Use::own).back().id
                                                      : store.stories_of(later.id).at(0));
    store.open_addition(id, first, true);
    EXPECT_EQ(store.story(id, Use::own)->text.find("Novak"), std::string::npos) << store.story(id, Use::own)->text;
}

TEST_F(AModeratedStory, that_nobody_had_to_pass_waits_when_its_text_changes_around_hidden_words) {
    Story s;
    s.submission = "free", s.text = "We met Zora Novak.", s.consent = {"story-form/1", open_to_all, 7};
    const auto free = tests::put(store, s).id;
    store.correct(free, {"", "We met Zora Novak at nine.", "", 0, 8});
    EXPECT_TRUE(store.story(free, Use::publish));
    store.redact(free, {0, StoryField::text, {7, 17}, "Zora Novak", "[name]", "mo", 9});
    EXPECT_TRUE(store.story(free, Use::publish));
    store.restore(free, store.redactions(free).at(0).number, "mo", 9);
    EXPECT_FALSE(store.story(free, Use::publish)) << "somebody must look at what is shown again";
    store.moderate(free, act(Act::pass));
    store.redact(free, {0, StoryField::text, {7, 17}, "Zora Novak", "[name]", "mo", 9});
    store.correct(free, {"", "We met ZORA NOVAK at nine.", "", 0, 10});
    EXPECT_FALSE(store.story(free, Use::publish));
    EXPECT_EQ(store.queue(Moderation::waiting, 9).size(), 2u);
}

TEST_F(AModeratedStory, has_longer_words_hidden_in_place_of_their_parts) {
    store.redact(id, words("Quillon", "[X]"));
    store.moderate(id, act(Act::pass));
    store.redact(id, words("Quillon Vexworth", "[a neighbour]"));
    EXPECT_EQ(store.story(id, Use::publish)->text.rfind("[a neighbour], my", 0), 0u) << "others see less, so it stays";
    EXPECT_EQ(store.redactions(id).size(), 1u);
    EXPECT_THROW(store.redact(id, words("Quillon", "[X]")), Error);
    EXPECT_THROW(store.redact(id, {words("dishes and", "[X]"), words("and they", "[X]")}), Error) << "they overlap";
    EXPECT_THROW(store.redact(id, {words("dishes", "[X]"), words("washed dishes", "[X]")}), Error)
        << "one in the other";
}

TEST_F(AModeratedStory, forgets_that_words_are_gone_when_somebody_hides_them_again) {
    store.redact(id, words("Quillon", "[X]"));
    store.correct(id, {"Tea", "He came.", "", 0, 8});
    ASSERT_TRUE(store.redactions(id).at(0).is_gone());
    store.correct(id, {"Tea", "Quillonella came.", "", 0, 9});
    for (const auto& r : store.redactions(id))
        if (!r.is_gone()) store.restore(id, r.number, "mo", 9);
    const auto gone = [&] {
        return std::ranges::count_if(store.redactions(id), [](auto& r) { return r.is_gone() && r.words == "Quillon"; });
    };
    ASSERT_EQ(gone(), 1);
    store.redact(id, {0, StoryField::text, {0, 7}, "Quillon", "[X]", "mo", 9});
    EXPECT_EQ(gone(), 0);
}

TEST_F(AModeratedStory, shows_hidden_words_of_the_text_neither_in_its_title_nor_as_its_place) {
    store.correct(id, {"The shed of Quillon Vexworth", text, "Quillon Vexworth House", 2019, 8});
    const auto he = static_cast<std::uint32_t>(text.find("they"));
    store.redact(id, {0, StoryField::text, {he + 1, he + 3}, "he", "[x]", "mo", 9});
    EXPECT_EQ(store.story(id, Use::own)->title, "The shed of Quillon Vexworth") << "no part of a word";
    store.redact(id, words("Quillon Vexworth", "[a neighbour]"));
    EXPECT_EQ(store.story(id, Use::own)->title, "The shed of [a neighbour]");
    EXPECT_EQ(store.story(id, Use::own)->place, "");
    EXPECT_EQ(store.original(id, Use::own)->place, "Quillon Vexworth House");
    store.redact(id, {0, StoryField::title, {}, "The shed of Quillon Vexworth", "The shed", "mo", 9});
    EXPECT_EQ(store.story(id, Use::own)->title, "The shed");
    EXPECT_EQ(store.story(id, Use::own)->place, "") << "whatever the title is";
}

TEST_F(AModeratedStory, stands_in_a_queue_that_is_read_in_pages_and_from_one_story_to_the_next) {
    std::vector<StoryId> all{id};
    for (int i = 1; i < 5; ++i) {
        Story s;
        s.submission = "bytes " + std::to_string(i), s.text = text, s.language = "en";
        s.received_ms = 1'700'000'000'000 + i / 2, s.consent = {"story-form/1", open_to_all, 7};
        s.moderation = Moderation::waiting;
        all.push_back(tests::put(store, s).id);
    }
    const auto listed = [&](std::size_t limit, std::size_t offset) {
        std::vector<StoryId> ids;
        for (const auto& q : store.queue(Moderation::waiting, limit, offset)) ids.push_back(q.story);
        return ids;
    };
    store.moderate(all[3], act(Act::flag));
    const std::vector<StoryId> order{all[3], all[0], all[1], all[2], all[4]};
    EXPECT_EQ(listed(10, 0), order);
    EXPECT_EQ(listed(2, 2), (std::vector<StoryId>{all[1], all[2]}));
    for (std::size_t i = 0; i < order.size(); ++i)
        EXPECT_EQ(store.next_in_queue(Moderation::waiting, order[i]), order[(i + 1) % order.size()]) << i;
    store.moderate(order[1], act(Act::pass));
    EXPECT_EQ(store.next_in_queue(Moderation::waiting, order[1]), order[2]) << "where a story stood that was passed";
    for (const auto& one : order)
        if (one != order[2]) store.moderate(one, act(Act::keep));
    EXPECT_FALSE(store.next_in_queue(Moderation::waiting, order[2])) << "it is the only one";
    EXPECT_EQ(store.next_in_queue(Moderation::waiting, order[0]), order[2]);
}

TEST_F(AModeratedStory, takes_effect_as_its_teller_chooses_meanwhile) {
    store.set_consent(id, {"story-form/1", {Use::team, Use::count, Use::publish}, 8});
    EXPECT_FALSE(anyone_reads());
    store.moderate(id, act(Act::pass));
    EXPECT_TRUE(anyone_reads());
    EXPECT_FALSE(store.story(id, Use::quote));
    store.set_consent(id, {"story-form/1", {Use::team}, 9});
    EXPECT_FALSE(anyone_reads());
    store.set_consent(id, {"story-form/1", open_to_all, 10});
    EXPECT_TRUE(anyone_reads()) << "it was passed, and nothing in it changed";
}

TEST_F(AModeratedStory, hides_words_also_in_what_stands_beside_the_text) {
    Story s;
    s.submission = "others", s.text = text, s.language = "en", s.consent = {"story-form/1", open_to_all, 7};
    s.cuts = {{CutKind::signature, "-- \nQuillon Vexworth"}, {CutKind::signature, "-- \nAnn"}};
    s.asides = {{AsideKind::comment, "Ask Quillon Vexworth."}, {AsideKind::comment, "Ask Ann."}};
    s.attachments = {{"Quillon Vexworth.pdf", "application/pdf", 1, "ab"}};
    s.senders = Senders{{"Quillon Vexworth", "q@example.org"}, {}};
    id = tests::put(store, s).id;
    store.redact(id, words("Quillon Vexworth", "[a neighbour]"));
    const auto seen = store.story(id, Use::team);
    ASSERT_EQ(seen->cuts.size(), 1u);
    EXPECT_EQ(seen->cuts[0].text, "-- \nAnn");
    EXPECT_EQ(seen->asides.size(), 1u);
    EXPECT_TRUE(seen->attachments.empty());
    EXPECT_FALSE(seen->senders);
    EXPECT_EQ(store.original(id, Use::team)->cuts.size(), 2u);
}

TEST_F(AModeratedStory, waits_again_when_its_text_changes) {
    store.moderate(id, act(Act::pass));
    auto again = *store.story(id, Use::own);
    store.put_stories(again.submission, {again});
    EXPECT_TRUE(anyone_reads()) << "read again, the same";
    again.text += "\nAnd a line.";
    store.put_stories(again.submission, {again});
    EXPECT_FALSE(anyone_reads());
    EXPECT_EQ(store.moderated(id).back().act, Act::rewritten);
}

TEST_F(AModeratedStory, keeps_words_hidden_over_a_correction) {
    // The second Quillon is another one, whom the moderator left.
    const std::string before = "Quillon came at nine.\nQuillon Street is where we met.";
    Story s;
    s.submission = "two", s.text = before, s.title = "Tea", s.language = "en",
    s.consent = {"story-form/1", open_to_all, 7};
    s.moderation = Moderation::waiting;
    id = tests::put(store, s).id;
    store.redact(id, {0, StoryField::text, {0, 7}, "Quillon", "[a neighbour]", "mo", 9});
    store.redact(id, {0, StoryField::text, {22, 36}, "Quillon Street", std::nullopt, "mo", 9});
    store.moderate(id, act(Act::pass));
    const auto correct = [&](const std::string& now) {
        store.correct(id, {"Tea", now, "", 0, 10});
        return store.story(id, Use::team)->text;
    };
    EXPECT_EQ(
        correct("We waited in Quillon Street for an hour.\n" + before),
        "We waited in [a neighbour] Street for an hour.\n[a neighbour] came at nine.\nQuillon Street is where we met.");
    EXPECT_EQ(store.story(id, Use::team)->moderation, Moderation::waiting);
    EXPECT_EQ(store.redactions(id)[0].who, "program") << "a person has to look at what was written anew";
    EXPECT_EQ(correct("Quillon Street is where we met."), "Quillon Street is where we met.")
        << "the hiding does not jump to other words";
    EXPECT_EQ(correct("Then Quillon came.\nQuillon Street is where we met."),
              "Then [a neighbour] came.\nQuillon Street is where we met.");
    EXPECT_EQ(correct("Then Quillons came.\nQuillon Street is where we met."),
              "Then [a neighbour] came.\nQuillon Street is where we met.")
        << "edited";
}

TEST_F(AModeratedStory, waits_again_when_its_teller_adds_something_while_asked) {
    store.moderate(id, act(Act::ask));
    const std::string more = "Vexworth wrote this later.";
    const auto addition = open_addition(more);
    EXPECT_THROW(store.moderate(id, act(Act::agree)), Error);
    store.moderate(id, act(Act::pass));
    Story words;
    words.text = more + " And more.";
    store.put_follow_up(sha256_hex(more), id, words);
    EXPECT_FALSE(anyone_reads()) << "an open addition that is read anew says something else";
    store.moderate(id, act(Act::pass));
    store.open_addition(id, addition, false);
    EXPECT_FALSE(anyone_reads()) << "what stands behind an addition moves when it goes";
}

TEST_F(AModeratedStory, forgets_the_words_of_an_addition_that_is_withdrawn_alone) {
    const std::string more = "Zephyrine wrote this later.";
    const auto addition = open_addition(more);
    const auto whole = store.original(id, Use::own)->text;
    const auto begin = static_cast<std::uint32_t>(whole.find("Zephyrine"));
    store.redact(id, {0, StoryField::text, {begin, begin + 9}, "Zephyrine", "[name]", "mo", 9});
    store.redact(id, words("Quillon", "[a neighbour]"));
    store.withdraw(addition);
    EXPECT_EQ(all_bytes().find("Zephyrine"), std::string::npos);
    ASSERT_EQ(store.redactions(id).size(), 1u) << "what was decided about the story itself stays";
    EXPECT_EQ(store.story(id, Use::team)->text.rfind("[a neighbour] Vexworth", 0), 0u);
}

TEST_F(AModeratedStory, keeps_what_was_decided_when_it_is_parked_and_read_again) {
    const auto story = *store.story(id, Use::own);
    store.moderate(id, {Act::keep, "harm", "", "mo", 9});
    auto again = story;
    again.moderation = Moderation::passed;  // as a batch says that brings it
    store.park(story.submission, {"crashed", "It could not be read."});
    store.put_stories(story.submission, {again});
    EXPECT_EQ(store.story(id, Use::own)->moderation, Moderation::kept);
    store.moderate(id, act(Act::pass));
    store.park(story.submission, {"crashed", "It could not be read."});
    store.put_stories(story.submission, {again});
    EXPECT_FALSE(anyone_reads());
}

TEST_F(AModeratedStory, hides_words_in_its_title_too) {
    store.redact(id, words("Quillon", "[a neighbour]"));
    EXPECT_EQ(store.story(id, Use::team)->title, "[a neighbour]'s tea");
}

TEST_F(AModeratedStory, shows_others_no_hidden_field_whatever_it_says_later) {
    auto with = *store.story(id, Use::own);
    with.year = 2019, with.place = "Leith", with.role = "carer", with.partnership = "p1", with.partners = {"charity"};
    store.put_stories(with.submission, {with});
    for (const auto& [field, value] : {std::pair{StoryField::year, "2019"},
                                       {StoryField::place, "Leith"},
                                       {StoryField::role, "carer"},
                                       {StoryField::partnership, "p1"}}) {
        EXPECT_THROW(store.redact(id, {0, field, {}, "another", "", "mo", 9}), Error);
        store.redact(id, {0, field, {}, value, "", "mo", 9});
        EXPECT_THROW(store.redact(id, {0, field, {}, value, "", "mo", 9}), Error) << "decided already";
    }
    with.year = 2020, with.place = "Fife";
    store.put_stories(with.submission, {with});
    const auto seen = *store.story(id, Use::own), kept = *store.original(id, Use::own);
    EXPECT_EQ(std::tuple(seen.year, seen.place, seen.role, seen.partnership), std::tuple(0, "", "", ""));
    EXPECT_EQ(std::tuple(kept.year, kept.place, kept.role), std::tuple(2020, "Fife", "carer"));
    EXPECT_TRUE(seen.partners.empty()) << "they come from the partnership, and lead back to it";
    EXPECT_EQ(seen.text, text);
}

TEST_F(AModeratedStory, is_answered_by_its_teller_only_when_asked) {
    EXPECT_THROW(store.moderate(id, act(Act::agree)), Error);
    store.moderate(id, act(Act::ask));
    EXPECT_EQ(store.queue(Moderation::asked, 10).size(), 1u);
    store.moderate(id, act(Act::object));
    EXPECT_EQ(store.queue(Moderation::waiting, 10).size(), 1u);
    store.moderate(id, act(Act::ask));
    store.moderate(id, act(Act::agree));
    EXPECT_TRUE(anyone_reads());
}

TEST_F(AModeratedStory, shows_nobody_its_hidden_words_but_those_who_ask_for_the_original) {
    store.redact(id, words("Quillon Vexworth", "[a neighbour]"));
    store.redact(id, {0, StoryField::title, {}, "Quillon's tea", "Tea", "mo", 9});
    store.moderate(id, act(Act::pass));
    for (const auto use : all_uses) {
        const auto seen = *store.story(id, use);
        EXPECT_EQ(seen.text, "[a neighbour], my neighbour, came at nine.\nWe washed dishes and they listened.");
        EXPECT_EQ(seen.title, "Tea");
    }
    EXPECT_EQ(store.original(id, Use::team)->text, text);
    EXPECT_THROW(store.original(id, Use::publish), Error);

    const auto hidden = store.redactions(id);
    ASSERT_EQ(hidden.size(), 2u);
    store.restore(id, hidden[1].number, "mo", 9);
    EXPECT_EQ(store.story(id, Use::own)->text, text);
    EXPECT_FALSE(anyone_reads()) << "words that were hidden when it was passed must be looked at again";
}

TEST_F(AModeratedStory, keeps_what_people_judged_whatever_is_hidden) {
    const std::string later = "they listened", around = "Vexworth, my neighbour";
    store.note(decision(later, text));
    store.note(decision(around, text));
    store.redact(id, words("Quillon Vexworth", "[X]"));
    const auto seen = store.story(id, Use::team)->text;
    auto now = store.decisions(id);
    EXPECT_EQ(now[0].quote, later);
    EXPECT_EQ(cut(seen, now[0].span), later);
    EXPECT_EQ(now[1].quote, "[X], my neighbour");
    EXPECT_EQ(cut(seen, now[1].span), "[X], my neighbour");
    // What is judged on the text as others see it stands when the words come back.
    store.note(decision("[X], my", seen));
    store.restore(id, store.redactions(id)[0].number, "mo", 9);
    now = store.decisions(Use::team);
    EXPECT_EQ(now[0].quote, later);
    EXPECT_EQ(now[1].quote, around);
    EXPECT_EQ(now[2].quote, "Quillon Vexworth, my");
    for (const auto& d : now) EXPECT_EQ(cut(text, d.span), d.quote);
}

TEST_F(AModeratedStory, hides_no_words_that_do_not_stand_there_or_are_decided_about) {
    auto wrong = words("neighbour", "[X]");
    wrong.span.begin += 1, wrong.span.end += 1;
    EXPECT_THROW(store.redact(id, wrong), Error);
    store.redact(id, words("my neighbour", std::nullopt));
    EXPECT_THROW(store.redact(id, words("neighbour", "[X]")), Error);
    EXPECT_EQ(store.story(id, Use::team)->text, text);
}

TEST_F(AModeratedStory, leaves_acts_and_no_word_when_it_is_withdrawn) {
    store.redact(id, words("Quillon Vexworth", "[a wandering neighbour]"));
    store.moderate(id, {Act::ask, "", "Is Vexworth their real name?", "mo", 9});
    store.withdraw(id);
    const auto record = store.moderated(id);
    ASSERT_EQ(record.size(), 2u);
    EXPECT_EQ(record[1].note, "");
    EXPECT_TRUE(store.redactions(id).empty());
    const auto bytes = all_bytes();
    for (const auto* word : {"Vexworth", "wandering", "Quillon"}) EXPECT_EQ(bytes.find(word), bytes.npos) << word;
}

}  // namespace
}  // namespace tangible
