// The searchable fields, one row of a table for each: to add a field, add a row in fields.cpp, and first to Entry what
// it needs to know beside the story. The help text, the facets, the prefixes in queries and the terms of the index all
// come from this table.
//
//     if (const Field* f = field("partner"))
//         for (const auto& value : f->values({story, codings})) terms.push_back(terms::value(f->prefix, value));
#pragma once
#include "schemas/shapes/coding.h"
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/story.h"
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace tangible::index {

/// What is indexed of one story: the story and its settled codings. Holds references, so both must outlive it.
struct Entry {
    const Story& story;
    const std::vector<Coding>& codings;     ///< settled: suggestions with people's decisions laid over them
    const std::vector<std::string>& meant;  ///< ids of the themes that its teller says it is about
};

/// The value of the field `year` for a story that does not say when it happened.
inline constexpr char unknown_year[] = "unknown";

/// One value of a field, and the words in which people see it.
struct FieldValue {
    const char* value;
    const char* label;
};

/// What the values of a field are. It decides how a value is read in a query, sorted and named; nothing else asks which
/// field it has before it.
enum class ValueKind {
    fixed,            ///< one of `few`, with its label
    theme,            ///< the slug of a theme or of a group, from the codebook
    confirmed_theme,  ///< as above
    meant_theme,      ///< as above
    partner_type,     ///< an id of the form's list, or what a teller typed
    role,             ///< the same
    place,            ///< that of a partnership, or what a teller typed; each of its words finds it, too
    partnership,      ///< an id, named by the store
    language,         ///< a tag of BCP 47
    year,             ///< a year or `unknown_year`; queries may have ranges
};

/// One searchable field: a row of the table that fields() returns.
struct Field {
    const char* name;                                  ///< as typed before the colon in a query: "theme"
    const char* prefix;                                ///< of its terms in Xapian, in capitals: "XT"
    const char* label;                                 ///< as people see it: "Theme"
    const char* description;                           ///< one line for the help page
    const char* example;                               ///< a query that uses the field
    ValueKind kind;                                    ///< what its values are
    bool facet;                                        ///< whether search pages offer its values to tick
    std::vector<std::string> (*values)(const Entry&);  ///< returns the values that a story has, folded; empty for none
    /// All values that can occur. For `year` only the one that is not a number; empty for other fields without a list.
    std::span<const FieldValue> few = {};
    /// Returns the label of `value`, or "" when `few` does not list it.
    std::string label_of(std::string_view value) const;
};

/// Returns all fields, in the order in which people see them.
std::span<const Field> fields();
/// Returns the field with exactly this name, or nullptr.
const Field* field(std::string_view name);

}  // namespace tangible::index
