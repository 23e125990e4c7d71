// What the collection says about one theme.
//
// Every figure states on how many stories, partnerships and passages it is based, how much of it people confirmed, and
// what speaks against the theme.  Every figure can be opened: `Count::query` is the search that lists the stories
// behind it, as far as the reader may see them.
#pragma once
#include "schemas/shapes/coding.h"
#include "schemas/shapes/query.h"
#include <string>
#include <vector>

namespace tangible {

/// A figure: how many stories, partnerships and passages, and the search that finds exactly these stories.
struct Count {
    std::string label, value;  ///< label for people, value for searches: "Council" and "council"
    std::uint32_t stories = 0, partnerships = 0, passages = 0;
    std::uint32_t of_stories = 0;  ///< the denominator: all stories of that year, partner type, ... that may be counted
    std::string query;             ///< "theme:rel.trust year:2019"
    bool suppressed = false;       ///< true: `stories` is withheld from this reader, and is 0 here
    bool of_suppressed = false;    ///< true: `of_stories` is withheld, and is 0 here
};

/// The smallest group of hidden stories (stories whose tellers allow counting, but not reading by everyone) that may
/// change a public number.  A public number that depends on fewer is withheld, and hidden stories join public tables in
/// groups of this size: see index/evidence/public_row.h.
inline constexpr std::uint32_t smallest_group = 5;
/// What stands in place of a withheld number: in a table cell, in a sentence, and in CSV.  In JSON it is null.
inline constexpr char suppressed_in_a_cell[] = "withheld";
inline constexpr char suppressed_in_words[] = "fewer than 5, or not shown because it would reveal such a number";
inline constexpr char suppressed_in_csv[] = "c";

/// A passage with its sentence, as evidence shows it.
struct Quote {
    StoryId story;  ///< "" when the reader may not read the story; all but the words is then empty
    Coding coding;
    std::string before, after;  ///< the rest of the sentence around `coding.quote`
    std::string title, partnership, role;
    int year = 0;  ///< 0 when unknown
};

/// The evidence for one theme.  "Countable" stories are those whose tellers allow Use::count.
struct Evidence {
    std::string theme;       ///< Theme::id
    bool in_public = false;  ///< made for everyone: hidden stories add to numbers of stories only, as said above
    Count total;             ///< over all countable stories of the collection
    std::uint32_t all_partnerships = 0;  ///< partnerships of the collection's countable stories
    std::uint32_t passages_confirmed = 0, passages_suggested = 0, passages_against = 0;
    std::uint32_t stories_confirmed = 0;   ///< stories with at least one confirmed passage
    std::uint32_t passages_disputed = 0;   ///< passages about which as many people say yes as no
    std::uint32_t stories_count_only = 0;  ///< stories in the total whose words may not be shown
    std::vector<Count> by_year, by_partner, by_partnership;
    std::vector<Quote> quotes;          ///< word for word, from stories that allow it
    std::vector<Quote> counter_quotes;  ///< passages that speak against the theme, or for its opposites
    std::uint32_t quotes_withheld = 0;  ///< passages whose tellers do not allow quoting
    std::string edition;                ///< of the codebook
    std::int64_t as_of_ms = 0;
};

}  // namespace tangible
