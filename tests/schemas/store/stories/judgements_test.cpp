// Whoever may read a story may see what people decided about it.
#include "tests/index/stories.h"
#include "tests/schemas/folder.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

Story story_for(std::initializer_list<Use> uses) {
    Story s;
    s.submission = "bytes of a story for " + std::to_string(uses.size());
    s.text = "They kept their word about the keys.";
    for (auto use : uses) s.consent.uses.add(use);
    s.consent.uses = closed(s.consent.uses);
    return s;
}

TEST(Judgements, AreOpenToResearchersWhoMayReadTheStory) {
    tests::Folder folder;
    Store store(folder.path(), Store::Access::write);
    const auto published = tests::put(store, story_for({Use::publish}));
    const auto for_team = tests::put(store, story_for({Use::team, Use::count}));
    for (const auto& s : {published, for_team}) {
        store.note(Decision{s.id, "REL.TRUST", {0, 4}, "They", Verdict::accepted, Polarity::supports, "ana", "e 1", 1});
        store.note(ReadThrough{s.id, "ana", "e 1", true, false, 2, {"REL.TRUST"}});
    }
    ASSERT_TRUE(store.story(published.id, Use::research)) << "researchers may also read what everyone may read";
    ASSERT_EQ(store.decisions(Use::research).size(), 1u);
    EXPECT_EQ(store.decisions(Use::research)[0].story, published.id);
    ASSERT_EQ(store.read_through(Use::research).size(), 1u);
    EXPECT_EQ(store.read_through(Use::research)[0].story, published.id);
    EXPECT_EQ(store.decisions(Use::team).size(), 2u);
}

TEST(Judgements, AreTakenBackOneByOneByWhoMadeThemAndNotBehindAReading) {
    tests::Folder folder;
    Store store(folder.path(), Store::Access::write);
    const auto id = tests::put(store, story_for({Use::team})).id;
    const auto other = tests::put(store, story_for({Use::team, Use::count})).id;
    const auto decide = [&](const StoryId& story, const char* coder, Verdict verdict) {
        store.note(Decision{story, "REL.TRUST", {0, 4}, "They", verdict, Polarity::unstated, coder, "e 1", 1});
    };
    EXPECT_FALSE(store.undo(id, "ana"));
    decide(id, "ana", Verdict::accepted), decide(other, "ana", Verdict::accepted), decide(id, "ana", Verdict::rejected);
    decide(id, "ben", Verdict::accepted);
    const auto revision = store.revision(), judged = store.last_judgement();
    const auto undone = store.undo(id, "ana");
    ASSERT_TRUE(undone);
    EXPECT_EQ(undone->verdict, Verdict::rejected);
    EXPECT_GT(store.revision(), revision) << "the index must follow";
    EXPECT_GT(store.last_judgement(), judged) << "a model must see that something changed";
    ASSERT_EQ(store.decisions(id).size(), 2u);
    EXPECT_EQ(store.decisions(id)[0].verdict, Verdict::accepted) << "the decision before counts again";
    EXPECT_EQ(store.decisions(id)[1].coder, "ben");
    EXPECT_EQ(store.decisions(other).size(), 1u);

    store.note(ReadThrough{id, "ana", "e 1", true, true, 2, {"REL.TRUST"}});
    EXPECT_FALSE(store.undo(id, "ana")) << "her reading is about this decision";
    EXPECT_TRUE(store.undo(id, "ben"));
    decide(id, "ana", Verdict::rejected);
    EXPECT_TRUE(store.undo(id, "ana"));
    EXPECT_EQ(store.decisions(id).size(), 1u);
}

}  // namespace
}  // namespace tangible
