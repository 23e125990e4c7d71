// Names for the values of an enum, in both directions, from one table for each type.
//
//     constexpr Named<Role> names[] = {{Role::coder, "coder"}, {Role::admin, "admin"}};
//     name_in(names, Role::admin);       // "admin"
//     value_in(names, "codr", "role");   // throws: unknown role 'codr'; did you mean 'coder'?
#pragma once
#include "schemas/ground/error.h"
#include "schemas/yaml/yaml.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// A row of a table: a value and its name.
template <class E> struct Named {
    E value;
    std::string_view name;
};

/// Returns the name of a value; "" when the table has none.
template <class E, std::size_t n> std::string_view name_in(const Named<E> (&table)[n], E value) {
    for (const auto& row : table)
        if (row.value == value) return row.name;
    return "";
}

/// Returns the value of that name.  Throws Error{usage} for any other word: "unknown role 'codr'", where `what` is
/// "role".  The hint suggests the nearest name, or lists all names when none is near.
template <class E, std::size_t n> E value_in(const Named<E> (&table)[n], std::string_view word, const char* what) {
    std::vector<std::string_view> names;
    for (const auto& row : table) {
        if (row.name == word) return row.value;
        names.push_back(row.name);
    }
    auto near = yaml::nearest(word, names);
    std::string known = "one of:";
    for (auto name : names) known.append(" ").append(name);
    throw Error(ErrorKind::usage, std::string("unknown ") + what + " '" + std::string(word.substr(0, 40)) + "'",
                near.empty() ? known : "did you mean '" + near + "'?");
}

}  // namespace tangible
