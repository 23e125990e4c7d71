// A question to the index, and its answer.
//
// A Query cannot be made without a Use.  The index filters by the use for speed; the store checks it again before it
// returns any text.
//
//     Query query(Use::team);
//     query.words = "trust NEAR funding -council year:2019";
//     query.filters["partner"] = {"council"};
#pragma once
#include "schemas/shapes/coding.h"
#include "schemas/shapes/consent.h"
#include "schemas/shapes/story.h"
#include <map>
#include <string>
#include <vector>

namespace tangible {

/// The order of the stories found.
enum class Sort : std::uint8_t {
    relevance,
    newest,  ///< the year in which it happened, latest first
    oldest,
    latest,  ///< when the story could first be found (Hit::opened), latest first
};

/// What is shown of each story found.
enum class Shape : std::uint8_t {
    stories,   ///< a snippet
    passages,  ///< its passages on the themes asked for, or on any theme when none was
    context,   ///< each place with a search word, and the words beside it (keyword in context)
};
std::string_view name(Shape);
/// Returns the shape of that name; `stories` for any other word.
Shape shape_named(std::string_view);

/// A search.
struct Query {
    explicit Query(Use u) : use(u) {}
    Use use;
    std::string words;  ///< as a person typed them: words, "phrases", NEAR, -minus, prefix:value
    /// Ticked facets: from a field's name to values.  A story matches when it has one of the values of every field.
    std::map<std::string, std::vector<std::string>> filters;
    Sort sort = Sort::relevance;
    std::uint32_t offset = 0, limit = 10;  ///< which of the stories found to return
    bool confirmed_only = false;           ///< count a theme only where a person confirmed it
    bool facets = true, snippets = true;   ///< whether to compute these
    Shape shape = Shape::stories;
    std::uint32_t per_story = 5;  ///< how many passages or places to show of each story, at most
    /// When true, words that are a cue of a theme also find the theme's other cues, with less weight.  Quoted words
    /// never do.  False unless a person asks: on the sample collection, fewer than half of the stories added were
    /// relevant.
    bool synonyms = false;
    /// When not 0, leaves out stories received after this time, in the list and in every figure, so that the second
    /// page continues the list of the first even when stories arrive in between.
    std::int64_t until_ms = 0;
};

/// A piece of a story with the places that matched.  The text is not escaped for HTML.
struct Snippet {
    std::string text;
    std::vector<Span> marks;  ///< the places that matched, in bytes of `text`
    Span span;                ///< where `text` is in the story
};

/// One place with a search word, or with several side by side.
struct Place {
    std::string before, words, after;  ///< the words as the story spells them, and what is beside them in the line
    Span span;                         ///< of `words` in the story, or in its title
    bool in_title = false;
};

/// How many passages of a theme a story has.
struct ThemeCount {
    std::string theme;
    std::uint32_t passages = 0;
    bool confirmed = false;  ///< a person confirmed one of them
};

/// A story that was found.
struct Hit {
    StoryId id;
    double weight = 0;  ///< relevance; comparable within one search only
    std::string title, partnership, role, place, language;
    int year = 0;                                      ///< 0 when unknown
    std::int64_t came = 0, opened = 0, opened_ms = 0;  ///< as in Story; not in JSON
    Snippet snippet;
    std::vector<ThemeCount> themes;
    std::vector<Coding> passages;   ///< filled for Shape::passages only
    std::vector<Place> places;      ///< filled for Shape::context only
    std::uint32_t all_of_them = 0;  ///< how many passages or places the story has, shown or not
};

/// Words of the search that are a cue of a theme, and the theme's other cues.
struct Widening {
    std::string words, theme;
    std::vector<std::string> also;
    bool looked_for = false;  ///< true: the other cues were searched for, too (Query::synonyms)
};

/// One value of a facet, and how many of the stories found have it.
struct FacetValue {
    std::string value, label;
    std::uint32_t stories = 0;
    bool selected = false;
};
/// A field by which the stories found can be narrowed.
struct Facet {
    std::string field, label;
    std::vector<FacetValue> values;
};

/// A filter that could be dropped from a search that found nothing, and how many stories would then be found.
struct Relaxation {
    std::string field, value;
    std::uint32_t stories = 0;
    /// Field and value of the filters that must be dropped as well, when dropping one is not enough.  The value ""
    /// stands for all values of the field.
    std::vector<std::pair<std::string, std::string>> also = {};
};

/// The answer to a Query.
struct Results {
    std::uint32_t stories = 0;            ///< how many stories match and allow the use, on all pages together
    std::vector<Hit> hits;                ///< the stories from `offset` to `offset + limit`
    std::vector<Facet> facets;            ///< counted as if nothing were ticked in the facet itself
    std::vector<std::string> notes;       ///< sentences that say how doubtful syntax was understood
    std::string did_you_mean;             ///< a spelling that would find more, or ""
    std::vector<Relaxation> relaxations;  ///< filled only when nothing was found
    std::vector<Widening> widened;        ///< synonyms that were used, or that could be
    std::int64_t until_ms = 0;            ///< Query::until_ms for the other pages of this list
    bool newer = false;                   ///< true: stories that arrived later are left out of this list
    std::int64_t revision = 0;            ///< revision of the store that the index had reached; not in JSON
    std::string edition;                  ///< of the codebook
};

/// A story that has much in common with another one.
struct Similar {
    StoryId id;
    double weight = 0;  ///< comparable within one list only
    std::string title, language;
    int year = 0;                     ///< 0 when unknown
    std::vector<std::string> words;   ///< words in both, as the other story spells them, the rarest first
    std::vector<std::string> themes;  ///< ids of the themes in both
};

}  // namespace tangible
