// A question to the index, and what comes back.  A Query cannot be made without a Use: the
// index filters by it for speed, and the store decides by it before any text is handed out.
#pragma once
#include "schemas/coding.h"
#include "schemas/consent.h"
#include "schemas/story.h"
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
};

/// A piece of the store's text with the places that matched, to be escaped where it is shown.
struct Snippet {
    std::string text;
    std::vector<Span> marks;  ///< within `text`
    Span span;                ///< of `text` within the story
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
};

struct Results {
    std::uint32_t stories = 0;            ///< all that match and may be used so, whatever the page
    std::vector<Hit> hits;                ///< offset .. offset + limit
    std::vector<Facet> facets;            ///< disjunctive: a facet ignores its own selection
    std::vector<std::string> notes;       ///< how doubtful syntax was read
    std::string did_you_mean;             ///< a spelling that would find more, or ""
    std::vector<Relaxation> relaxations;  ///< only when nothing was found
    std::string edition;                  ///< of the codebook
};

}  // namespace tangible
