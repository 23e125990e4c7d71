// Chooses what a coder reads next.  The queue is drawn at random, since only a random sample shows how often themes
// occur, how far people agree and how often suggestions are right.  Pure: the same day, coder, stories and decisions
// give the same queue.
//
//     for (const Queued& q : to_read_next(stories, decisions, readings, "robin", day(now_ms()), queued_at_once))
//         print(q.story, q.second_reading ? "second reading" : "");
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// Stories in the queue that the coding desk shows.
inline constexpr std::size_t queued_at_once = 10;

/// A place in the queue.
struct Queued {
    StoryId story;
    bool second_reading = false;  ///< somebody else coded or read it, so that a second reading measures agreement
    bool operator==(const Queued&) const = default;
};

/// Returns at most `limit` of the stories that `coder` has neither decided on nor read to the end, in an order drawn
/// for this coder and `day` ("2026-11-25", UTC).  Every fifth is a second reading, while there are stories that others
/// coded or read; once no other story is left, all are.  O(decisions + stories log stories).
std::vector<Queued> to_read_next(const std::vector<StoryId>& stories, const std::vector<Decision>&,
                                 const std::vector<ReadThrough>&, std::string_view coder, std::string_view day,
                                 std::size_t limit);

/// How many examples people have confirmed for one theme.
struct Examples {
    std::string theme;          ///< Theme::id
    std::uint32_t stories = 0;  ///< with at least one confirmed passage on the theme
};

/// Returns the `limit` themes with the fewest confirmed examples, the fewest first; themes with equally many are in the
/// order of the codebook.  Decisions must be in the order in which they were noted.
std::vector<Examples> fewest_examples(const Codebook&, const std::vector<Decision>&, std::size_t limit);

}  // namespace tangible::serve
