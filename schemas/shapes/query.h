// A question to the index, and what comes back.  A Query cannot be made without a Use: the
// index filters by it for speed, and the store decides by it before any text is handed out.
#pragma once
#include "schemas/shapes/coding.h"
#include "schemas/shapes/consent.h"
#include "schemas/shapes/story.h"
#include <map>
#include <string>
#include <vector>

namespace tangible {

enum class Sort : std::uint8_t {
    relevance,
    newest,  ///< by when it happened
    oldest,
    latest,  ///< by when it could be found first: Hit::opened
};

/// What is shown of each story found.
enum class Shape : std::uint8_t {
    stories,   ///< a snippet
    passages,  ///< its passages on the themes asked for, or on any theme
    context,   ///< the words that were sought, each with what stands beside it
};
std::string_view name(Shape);
/// `stories` for any other word.
Shape shape_named(std::string_view);

struct Query {
    explicit Query(Use u) : use(u) {}
    Use use;
    std::string words;  ///< what a person typed: words, "phrases", NEAR, -minus, prefix:value
    /// Ticked facets, field name to values: any of the values, and all of the fields.
    std::map<std::string, std::vector<std::string>> filters;
    Sort sort = Sort::relevance;
    std::uint32_t offset = 0, limit = 10;
    bool confirmed_only = false;  ///< themes count only where a person confirmed them
    bool facets = true, snippets = true;
    Shape shape = Shape::stories;
    std::uint32_t per_story = 5;  ///< passages or places shown of each story
    /// Words that are a cue of a theme also find the theme's other cues, with less weight; quoted words never do.
    /// Not so unless it is asked for: of the stories that this adds on the sample, fewer than half were meant.
    bool synonyms = false;
    /// Only stories received until then count, in every figure, as if no later one were there: so a page after the
    /// first goes on from the list that the first was of.  0: all.
    std::int64_t until_ms = 0;
};

/// A piece of the store's text with the places that matched, to be escaped where it is shown.
struct Snippet {
    std::string text;
    std::vector<Span> marks;  ///< within `text`
    Span span;                ///< of `text` within the story
};

/// A sought word, or words side by side, as a story has it.
struct Place {
    std::string before, words, after;  ///< of one line, cut between words
    Span span;                         ///< of `words` within the story, or its title
    bool in_title = false;
};

struct ThemeCount {
    std::string theme;
    std::uint32_t passages = 0;
    bool confirmed = false;
};

struct Hit {
    StoryId id;
    double weight = 0;
    std::string title, partnership, role, place, language;
    int year = 0;
    std::int64_t came = 0, opened = 0, opened_ms = 0;  ///< as in Story; not in JSON
    Snippet snippet;
    std::vector<ThemeCount> themes;
    std::vector<Coding> passages;   ///< with their quotes; only in the shape of passages
    std::vector<Place> places;      ///< only in the shape of context
    std::uint32_t all_of_them = 0;  ///< passages or places that the story has, shown or not
};

/// Words of the question that are a cue of a theme, and the theme's other cues.
struct Widening {
    std::string words, theme;
    std::vector<std::string> also;
    bool looked_for = false;  ///< the others too: Query::synonyms
};

struct FacetValue {
    std::string value, label;
    std::uint32_t stories = 0;
    bool selected = false;
};
struct Facet {
    std::string field, label;
    std::vector<FacetValue> values;
};

/// A filter that could be dropped, and how many stories that would give.
struct Relaxation {
    std::string field, value;
    std::uint32_t stories = 0;
    /// Field and value of what has to be dropped besides, when no single one is enough; a value "" is all of its field.
    std::vector<std::pair<std::string, std::string>> also = {};
};

struct Results {
    std::uint32_t stories = 0;            ///< all that match and may be used so, whatever the page
    std::vector<Hit> hits;                ///< offset .. offset + limit
    std::vector<Facet> facets;            ///< disjunctive: a facet ignores its own selection
    std::vector<std::string> notes;       ///< how doubtful syntax was read
    std::string did_you_mean;             ///< a spelling that would find more, or ""
    std::vector<Relaxation> relaxations;  ///< only when nothing was found
    std::vector<Widening> widened;        ///< or what could be, by synonyms
    std::int64_t until_ms = 0;            ///< for the address of another page of this list: Query::until_ms
    bool newer = false;                   ///< stories came since then, and are left out of this list
    std::int64_t revision = 0;            ///< of the store, that the index had reached; not in JSON
    std::string edition;                  ///< of the codebook
};

/// A story that has much in common with another, and what: both have these words and these themes.
struct Similar {
    StoryId id;
    double weight = 0;
    std::string title, language;
    int year = 0;
    std::vector<std::string> words;   ///< as the other story has them, the rarest first
    std::vector<std::string> themes;  ///< Theme::id
};

}  // namespace tangible
