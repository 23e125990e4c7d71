// Words for the values of an enum, both ways, from one table a type.
#pragma once
#include "schemas/ground/error.h"
#include "schemas/yaml/yaml.h"
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

template <class E> struct Named {
    E value;
    std::string_view name;
};

template <class E, std::size_t n> std::string_view name_in(const Named<E> (&table)[n], E value) {
    for (const auto& row : table)
        if (row.value == value) return row.name;
    return "";
}

/// Throws Error{usage}: "unknown role 'codr'" with the nearest word as the hint.
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
