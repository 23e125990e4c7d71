// YAML with a place for every value.  Reads a small, safe part of YAML: maps, lists and scalars;
// anchors, aliases, tags, merge keys, duplicate keys, several documents and files over 1 MiB are
// refused with file and line.  All of schemas/*.yaml is read through here.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::yaml {

struct Member;

struct Node {
    enum class Kind { scalar, list, map } kind = Kind::scalar;
    std::string text;             ///< of a scalar
    std::vector<Node> items;      ///< of a list
    std::vector<Member> members;  ///< of a map, in order
    std::string file;
    int line = 0;

    /// "file.yaml:12: " + what, as Error{bad_schema}.
    [[noreturn]] void complain(const std::string& what, const std::string& hint = {}) const;
    /// The member, or nullptr.
    const Node* find(std::string_view key) const;
    const Node& at(std::string_view key) const;  ///< complains when it is not there
    /// Complains about the first key that is none of `allowed`, with the nearest one.
    void only(const std::vector<std::string_view>& allowed) const;
    const std::string& str() const;                         ///< complains unless a scalar
    const std::string& filled(std::string_view key) const;  ///< the member's text; complains when it says nothing
    int number() const;                                     ///< complains unless a whole number
    const std::vector<Node>& list() const;                  ///< complains unless a list
    const std::vector<Member>& map() const;                 ///< complains unless a map
    std::vector<std::string> strings() const;               ///< complains unless a list of scalars
    std::string str_or(std::string_view key, std::string fallback) const;
    std::vector<std::string> strings_or_none(std::string_view key) const;
};

/// A key of a map and what stands under it.
struct Member {
    std::string key;
    Node value;
};

/// Throws Error{bad_schema}; Error{not_found} when the file cannot be read.
Node parse(std::string_view text, std::string_view file_name);
Node parse_file(const std::filesystem::path&);

/// The candidate with the smallest edit distance, or "" when none is near (distance > 1/2 of its length).
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// " (did you mean 'trust'?)", or "" when none is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace tangible::yaml
