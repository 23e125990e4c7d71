// The searchable fields, a row each: adding a field is adding a row.  Help text, facets, query
// prefixes and the index are all made from this table.
#pragma once
#include "schemas/coding.h"
#include "schemas/partnership.h"
#include "schemas/story.h"
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

/// A value of a field that has few, in words.
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
    std::span<const FieldValue> few = {};              ///< all that there can be, where those are few
    /// The value in words; "" when the field has no list of them, or not this one.
    std::string label_of(std::string_view value) const;
};

std::span<const Field> fields();
const Field* field(std::string_view name);

}  // namespace tangible::index
