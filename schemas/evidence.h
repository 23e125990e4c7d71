// What the collection says about one theme, with its denominators.  Every figure says of how
// many stories, partnerships and passages it speaks, what share a person confirmed and what
// speaks against it, and can be opened: `Count::query` is the search that lists what it counts.
#pragma once
#include "schemas/coding.h"
#include "schemas/query.h"
#include <optional>
#include <string>
#include <vector>

namespace tangible {

/// How many, and the search words that find exactly these stories.
struct Count {
    std::string label, value;  ///< "2019" / "2019"; "Council" / "council"
    std::uint32_t stories = 0, partnerships = 0, passages = 0;
    std::uint32_t of_stories = 0;  ///< all countable stories of that year, partner type, ...
    std::string query;             ///< e.g. "theme:rel.trust year:2019"
};

struct Quote {
    StoryId story;
    Coding coding;
    std::string before, after;  ///< the rest of the sentence around coding.quote
    std::string title, partnership, role;
    int year = 0;
};

/// Of stories drawn at random that a person read to their ends, those in which they found the theme.
struct DrawnCount {
    static constexpr std::uint32_t fewest = 30;  ///< of fewer nothing is told
    std::uint32_t stories = 0, of_stories = 0;
    double low = 0, high = 0;  ///< the share lies between them, 95 %
};

struct Evidence {
    std::string theme;                   ///< Theme::id
    Count total;                         ///< of all countable stories in the collection
    std::uint32_t all_partnerships = 0;  ///< in the collection's countable stories
    std::uint32_t passages_confirmed = 0, passages_suggested = 0, passages_against = 0;
    std::uint32_t stories_confirmed = 0;   ///< with at least one confirmed passage
    std::uint32_t stories_count_only = 0;  ///< counted here, but their words may not be shown
    std::optional<DrawnCount> drawn;       ///< of countable stories; none where too few were read
    std::vector<Count> by_year, by_partner, by_partnership;
    std::vector<Quote> quotes;          ///< verbatim, of stories that allow it
    std::vector<Quote> counter_quotes;  ///< passages that speak against, or of opposite themes
    std::uint32_t quotes_withheld = 0;  ///< passages whose tellers do not allow quoting
    std::string edition;
    std::int64_t as_of_ms = 0;
};

}  // namespace tangible
