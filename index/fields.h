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

struct Field {
    const char* name;    ///< as typed: "theme"
    const char* prefix;  ///< Xapian term prefix
    const char* label;   ///< as people see it
    const char* description;
    const char* example;  ///< a query
    bool facet;
    std::vector<std::string> (*values)(const Entry&);  ///< lower-case; what a story has of it
};

std::span<const Field> fields();
const Field* field(std::string_view name);

}  // namespace tangible::index
