#include "serve/coding/signs.h"
#include "tests/index/stories.h"
#include "tests/serve/open_collection.h"
#include <fstream>
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

class ASignOf : public testing::Test {
protected:
    std::vector<std::string> labels(const std::string& text, const std::string& language = "en") {
        Story s;
        s.text = text, s.language = language;
        std::vector<std::string> labels;
        for (const auto& sign : signs_of(collection.signs, s, analyser)) labels.push_back(sign.label);
        return labels;
    }

    using Labels = std::vector<std::string>;
    tests::Folder folder;
    Collection collection = collection_over(folder.path());
    index::Analyser analyser;
};

TEST_F(ASignOf, danger_is_found_in_its_language_and_with_its_sentence) {
    EXPECT_EQ(labels("We drank tea. He hits me at home."), Labels{"Somebody may be in danger"});
    EXPECT_EQ(labels("Nous étions bien. Elle a eu envie de mourir.", "fr"), Labels{"Somebody may be in danger"});
    EXPECT_EQ(labels("Then it hit me that nobody had asked us."), Labels{});
    Story s;
    s.text = "We drank tea. He hits me at home.", s.language = "en";
    EXPECT_EQ(signs_of(collection.signs, s, analyser).at(0).sentence, "He hits me at home.");
}

TEST_F(ASignOf, each_kind_is_named_once_and_danger_comes_first_in_the_queue) {
    Store store(folder.path(), Store::Access::write);
    const auto wait = [&](const std::string& text, std::int64_t received) {
        Story s;
        s.submission = s.text = text, s.language = "en", s.moderation = Moderation::waiting, s.received_ms = received;
        s.consent.uses = {Use::team, Use::publish};
        return tests::put(store, s);
    };
    const auto shop = wait("Click here. Buy now. I want to complain about the shop.", 1);
    auto tea = wait("We drank tea.", 2);
    const auto danger = wait("We drank tea. He hits me at home.", 3);
    const auto changes = store.revision();
    EXPECT_TRUE(note_signs(store, collection.signs));
    EXPECT_EQ(store.revision(), changes) << "the follower would go round for ever";
    EXPECT_TRUE(store.without_signs(collection.signs.codebook().edition, 9).empty());
    const auto queue = store.queue(Moderation::waiting, 9);
    ASSERT_EQ(queue.size(), 3u);
    EXPECT_EQ(queue[0].story, danger.id);
    EXPECT_TRUE(queue[0].urgent);
    EXPECT_EQ(queue[1].signs, (Labels{"It may advertise something", "It may be a complaint"}));
    EXPECT_FALSE(queue[1].urgent);
    EXPECT_EQ(queue[2].signs, Labels{});
    EXPECT_EQ(store.next_in_queue(Moderation::waiting, danger.id), shop.id);
    EXPECT_EQ(store.next_in_queue(Moderation::waiting, tea.id), danger.id) << "round to the first";

    tea.text = "I want to die.", tea.consent.uses = tea.chosen;
    store.put_stories(tea.submission, {tea});
    EXPECT_EQ(store.without_signs(collection.signs.codebook().edition, 9), std::vector{tea.id}) << "another text";
    EXPECT_EQ(store.without_signs("another", 9).size(), 3u);
    note_signs(store, collection.signs);
    EXPECT_EQ(store.queue(Moderation::waiting, 1).at(0).story, tea.id);
    // Additions count, open or not, and so does what the team may read again.
    const auto urgent = [&](const StoryId& id) {
        note_signs(store, collection.signs);
        const auto all = store.queue(Moderation::waiting, 9);
        const auto at = std::ranges::find(all, id, &Queued::story);
        return at != all.end() && at->urgent;
    };
    Submission later;
    later.bytes = "I want to kill myself.", later.id = sha256_hex(later.bytes);
    store.put(later);
    Story more;
    more.text = later.bytes, more.language = "en";
    EXPECT_FALSE(urgent(shop.id));
    store.put_follow_up(later.id, shop.id, more);
    EXPECT_TRUE(urgent(shop.id));
    store.withdraw(store.additions(shop.id, Use::own).at(0).id);
    EXPECT_FALSE(urgent(shop.id));
    store.set_consent(danger.id, {"story-form/1", {Use::publish}, 1});
    note_signs(store, collection.signs);
    store.set_consent(danger.id, {"story-form/1", {Use::team, Use::count}, 2});
    EXPECT_TRUE(urgent(danger.id));
    store.withdraw(tea.id);
    EXPECT_EQ(store.queue(Moderation::waiting, 9).size(), 2u);
}

TEST_F(ASignOf, many_links_are_counted) {
    const std::string link = "See https://example.org/a for it. ";
    EXPECT_EQ(labels(link + link + link), Labels{});
    EXPECT_EQ(labels(link + link + link + link), Labels{"It has 4 links"});
}

TEST_F(ASignOf, a_story_of_the_host_s_own_list_is_found) {
    tests::Folder own;
    const auto file = own.path() / "words.yaml";
    std::ofstream(file)
        << "codebook: {id: own, version: 1.0.0, language: en-GB, status: draft}\ngroups:\n- id: LOOK\n  label: Look\n"
           "  about: Words.\n  themes:\n  - id: LOOK.LAMP\n    label: About the lamp\n"
           "    definition: The lamp.\n    cues: [green lamp]\n    examples: [The green lamp fell.]\n";
    std::ofstream(own.path() / "tangible.yaml") << "signs: words.yaml\n";
    const Collection own_collection = collection_over(own.path());
    Story s;
    s.text = "The green lamp fell. He hits me.", s.language = "en";
    const auto signs = signs_of(own_collection.signs, s, analyser);
    ASSERT_EQ(signs.size(), 1u);
    EXPECT_EQ(signs[0].label, "About the lamp");
    EXPECT_FALSE(signs[0].urgent);
}

TEST(Signs, of_the_shipped_list_fire_on_its_examples_and_not_on_its_near_misses) {
    const auto book = read_codebook(shared_file("schemas/codebooks/signs.yaml"));
    const index::Cues cues(book);
    index::Analyser analyser;
    const auto fires = [&](const std::string& text, const Theme& theme) {
        for (const auto& c : cues.tag(text, analyser.analyse(text, "en"), analyser))
            if (c.theme == theme.id) return true;
        return false;
    };
    ASSERT_EQ(book.themes.size(), 3u);
    for (const auto& theme : book.themes) {
        for (const auto& e : theme.examples) EXPECT_TRUE(fires(e, theme)) << e;
        for (const auto& e : theme.near_misses) EXPECT_FALSE(fires(e, theme)) << e;
        EXPECT_FALSE(theme.examples.empty());
    }
}

}  // namespace
}  // namespace tangible::serve
