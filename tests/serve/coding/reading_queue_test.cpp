#include "serve/coding/reading_queue.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace tangible::serve {
namespace {

std::vector<StoryId> stories(int n) {
    std::vector<StoryId> out;
    for (int i = 0; i < n; ++i) out.push_back("story " + std::to_string(i));
    return out;
}

Decision decided(const std::string& coder, const StoryId& story, Verdict verdict = Verdict::accepted,
                 const std::string& theme = "REL.TRUST", std::uint32_t begin = 0) {
    Decision d;
    d.coder = coder, d.story = story, d.theme = theme, d.verdict = verdict, d.span = {begin, begin + 9};
    return d;
}

std::vector<StoryId> ids(const std::vector<Queued>& queue) {
    std::vector<StoryId> out;
    for (const auto& q : queue) out.push_back(q.story);
    return out;
}

TEST(ReadingQueue, differs_by_coder_and_day_and_is_otherwise_the_same) {
    const auto all = stories(200);
    const auto queue = to_read_next(all, {}, {}, "ana", "2026-01-01", 20);
    EXPECT_EQ(queue.size(), 20u);
    EXPECT_EQ(queue, to_read_next(all, {}, {}, "ana", "2026-01-01", 20));
    EXPECT_NE(queue, to_read_next(all, {}, {}, "bo", "2026-01-01", 20));
    EXPECT_NE(queue, to_read_next(all, {}, {}, "ana", "2026-01-02", 20));
    const auto drawn = ids(queue);
    EXPECT_EQ(std::set(drawn.begin(), drawn.end()).size(), 20u);
    EXPECT_FALSE(std::is_sorted(drawn.begin(), drawn.end()));
}

TEST(ReadingQueue, leaves_out_the_stories_that_the_coder_has_decided_on) {
    const auto all = stories(50);
    auto queue = to_read_next(all, {}, {}, "ana", "2026-01-01", 3);
    const auto later = to_read_next(all, {decided("ana", queue[0].story)}, {}, "ana", "2026-01-01", 2);
    queue.erase(queue.begin());
    EXPECT_EQ(later, queue);
}

TEST(ReadingQueue, has_a_second_reading_in_every_fifth_place) {
    std::vector<Decision> by_bo;
    for (int i = 0; i < 10; ++i) by_bo.push_back(decided("bo", "story " + std::to_string(i)));
    const auto queue = to_read_next(stories(50), by_bo, {}, "ana", "2026-01-01", 20);
    for (std::size_t i = 0; i < queue.size(); ++i) EXPECT_EQ(queue[i].second_reading, i % 5 == 4) << i;
    EXPECT_EQ(to_read_next(stories(10), by_bo, {}, "ana", "2026-01-01", 20).size(), 10u)
        << "stories that others have read come when no others are left";
    EXPECT_TRUE(to_read_next(stories(10), by_bo, {}, "bo", "2026-01-01", 20).empty());
    EXPECT_TRUE(to_read_next({}, by_bo, {}, "ana", "2026-01-01", 20).empty());
    const std::vector<ReadThrough> read = {{stories(1)[0], "bo", "", true, false, 1, {}}};
    EXPECT_TRUE(to_read_next(stories(1), {}, read, "bo", "2026-01-01", 20).empty())
        << "a coder who found nothing has still read the story";
    EXPECT_TRUE(to_read_next(stories(1), {}, read, "ana", "2026-01-01", 20).at(0).second_reading);
}

TEST(ReadingQueue, finds_the_themes_with_the_fewest_examples) {
    Codebook book;
    for (const char* id : {"REL.TRUST", "REL.CARE", "REL.NONE"}) book.themes.emplace_back().id = id;
    const auto few = fewest_examples(book,
                                     {decided("ana", "s1"), decided("ana", "s2"), decided("bo", "s2"),
                                      decided("ana", "s1", Verdict::added, "REL.CARE"),
                                      decided("bo", "s1", Verdict::rejected, "REL.CARE"),
                                      decided("bo", "s3", Verdict::accepted, "REL.CARE", 50)},
                                     2);
    ASSERT_EQ(few.size(), 2u);
    EXPECT_EQ(few[0].theme, "REL.NONE");
    EXPECT_EQ(few[0].stories, 0u);
    EXPECT_EQ(few[1].theme, "REL.CARE");
    EXPECT_EQ(few[1].stories, 1u) << "a passage that another person rejected is not an example";
}

}  // namespace
}  // namespace tangible::serve
