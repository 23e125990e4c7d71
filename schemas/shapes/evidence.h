// What the collection says about one theme, with its denominators.  Every figure says of how
// many stories, partnerships and passages it speaks, what share a person confirmed and what
// speaks against it, and can be opened: `Count::query` is the search that lists the stories behind
// it, those that the reader may read.
#pragma once
#include "schemas/shapes/coding.h"
#include "schemas/shapes/query.h"
#include <string>
#include <vector>

namespace tangible {

/// How many, and the search words that find exactly these stories.
struct Count {
    std::string label, value;  ///< "2019" / "2019"; "Council" / "council"
    std::uint32_t stories = 0, partnerships = 0, passages = 0;
    std::uint32_t of_stories = 0;  ///< all countable stories of that year, partner type, ...
    std::string query;             ///< e.g. "theme:rel.trust year:2019"
    bool suppressed = false;       ///< `stories` is withheld from this reader, and is 0 here
    bool of_suppressed = false;    ///< likewise `of_stories`
};

/// In a public table a number that depends on fewer hidden stories than this is withheld; hidden stories join public
/// tables in groups of this size (index/evidence/public_row.h).
inline constexpr std::uint32_t smallest_group = 5;
/// How a withheld number reads, on pages and in charts; in CSV it is `suppressed_in_csv`, in JSON null.
inline constexpr char suppressed_in_a_cell[] = "withheld";
inline constexpr char suppressed_in_words[] = "fewer than 5, or not shown because it would reveal such a number";
inline constexpr char suppressed_in_csv[] = "c";

struct Quote {
    StoryId story;
    Coding coding;
    std::string before, after;  ///< the rest of the sentence around coding.quote
    std::string title, partnership, role;
    int year = 0;
};

struct Evidence {
    std::string theme;       ///< Theme::id
    bool in_public = false;  ///< hidden stories are in numbers of stories alone, and by the rules of small cells
    Count total;             ///< of all countable stories in the collection
    std::uint32_t all_partnerships = 0;  ///< in the collection's countable stories
    std::uint32_t passages_confirmed = 0, passages_suggested = 0, passages_against = 0;
    std::uint32_t stories_confirmed = 0;   ///< with at least one confirmed passage
    std::uint32_t passages_disputed = 0;   ///< one person accepted or added them, and another rejected them
    std::uint32_t stories_count_only = 0;  ///< counted in the total, but their words may not be shown
    std::vector<Count> by_year, by_partner, by_partnership;
    std::vector<Quote> quotes;          ///< verbatim, of stories that allow it
    std::vector<Quote> counter_quotes;  ///< passages that speak against, or of opposite themes
    std::uint32_t quotes_withheld = 0;  ///< passages whose tellers do not allow quoting
    std::string edition;
    std::int64_t as_of_ms = 0;
};

}  // namespace tangible
