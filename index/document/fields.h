// The searchable fields, a row each: adding a field is adding a row.  Help text, facets, query
// prefixes and the index are all made from this table.
#pragma once
#include "schemas/shapes/coding.h"
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/story.h"
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace tangible::index {

/// All that is indexed of one story.
struct Entry {
    const Story& story;
    const std::vector<Coding>& codings;  ///< settled
};

/// The value of the field `year` where nobody said when it happened.
inline constexpr char unknown_year[] = "unknown";

/// A value of a field in words.
struct FieldValue {
    const char* value;
    const char* label;
};

struct Field {
    const char* name;    ///< as typed: "theme"
    const char* prefix;  ///< Xapian term prefix
    const char* label;   ///< as people see it
    const char* description;
    const char* example;  ///< a query
    bool facet;
    std::vector<std::string> (*values)(const Entry&);  ///< lower-case; what a story has of it
    std::span<const FieldValue> few = {};              ///< of `year` the one that is no number; else all there can be
    /// The value in words; "" when the field has no list of them, or not this one.
    std::string label_of(std::string_view value) const;
};

std::span<const Field> fields();
const Field* field(std::string_view name);

}  // namespace tangible::index
