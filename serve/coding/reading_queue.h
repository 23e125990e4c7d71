// What a coder reads next.  Mostly drawn at random: only of such stories can be said how far people agree and how often
// the machine is right.  Pure; the same day, coder and stories give the same queue.
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

inline constexpr std::size_t queued_at_once = 10;

struct Queued {
    StoryId story;
    bool second_reading = false;  ///< somebody else has coded it: read again, agreement can be told
    bool operator==(const Queued&) const = default;
};

/// Of `stories`, those on which `coder` decided nothing and that they have not read through, in an order drawn for this
/// coder and day; every fifth is one that others have coded or read, while there are any.  O(stories + decisions).
std::vector<Queued> to_read_next(const std::vector<StoryId>& stories, const std::vector<Decision>&,
                                 const std::vector<ReadThrough>&, std::string_view coder, std::string_view day,
                                 std::size_t limit);

struct Examples {
    std::string theme;          ///< Theme::id
    std::uint32_t stories = 0;  ///< in which a passage on it stands confirmed
};

/// The themes with fewest confirmed examples, in the codebook's order where they have as many.
std::vector<Examples> fewest_examples(const Codebook&, const std::vector<Decision>&, std::size_t limit);

}  // namespace tangible::serve
