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

}  // namespace
}  // namespace tangible
