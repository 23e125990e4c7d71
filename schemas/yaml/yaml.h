// Reads YAML into a tree in which every value knows its file and line, so that each complaint can name them.
//
// Only a small, safe part of YAML is read: maps, lists and scalars.  Anchors, aliases, tags, merge keys, duplicate
// keys, a second document, files over 1 MiB, more than 50,000 values and more than 40 levels are refused.  All of
// schemas/*.yaml is read here.
//
//     const yaml::Node root = yaml::parse_file(path);
//     root.only({"survey", "id"});
//     const std::string& survey = root.filled("survey");
//     if (const yaml::Node* id = root.find("id")) use(id->str());
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::yaml {

struct Member;

/// A value: a scalar, a list or a map.  "Complains" below means: throws Error{bad_schema} with this node's file and
/// line.
struct Node {
    enum class Kind { scalar, list, map } kind = Kind::scalar;
    std::string text;             ///< of a scalar; "" for null
    std::vector<Node> items;      ///< of a list
    std::vector<Member> members;  ///< of a map, in the order of the file
    std::string file;
    int line = 0;  ///< counted from 1; of a map's value, the line of its key

    /// Throws Error{bad_schema} with the message "file.yaml:12: " + `what`.
    [[noreturn]] void complain(const std::string& what, const std::string& hint = {}) const;
    /// Returns the value of a key; nullptr when this map does not have it.  Complains unless this is a map.
    const Node* find(std::string_view key) const;
    /// Returns the value of a key.  Complains when this map does not have it.
    const Node& at(std::string_view key) const;
    /// Complains about the first key of this map that is not in `allowed`, and suggests the nearest one.
    void only(const std::vector<std::string_view>& allowed) const;
    const std::string& str() const;  ///< complains unless this is a scalar
    /// Returns the text of a key's value.  Complains when the key is missing or its text is empty.
    const std::string& filled(std::string_view key) const;
    int number() const;                        ///< complains unless this is a whole number that fits an int
    const std::vector<Node>& list() const;     ///< complains unless this is a list
    const std::vector<Member>& map() const;    ///< complains unless this is a map
    std::vector<std::string> strings() const;  ///< complains unless this is a list of scalars
    /// Returns the text of a key's value, or `fallback` when this map does not have the key.
    std::string str_or(std::string_view key, std::string fallback) const;
    /// Returns the texts of a key's list, or none when this map does not have the key.
    std::vector<std::string> strings_or_none(std::string_view key) const;
};

/// A key of a map and its value.
struct Member {
    std::string key;
    Node value;
};

/// Returns the text of a node that is an id: lower-case letters, digits and '-'.  Complains about anything else: ids
/// become parts of addresses, of search terms and of names of fields.
const std::string& plain_id(const Node&);

/// Parses a text; `file_name` is for messages only.  Throws Error{bad_schema}, also for a text without a value.
Node parse(std::string_view text, std::string_view file_name);
/// Reads and parses a file.  Throws Error{bad_schema}, or Unreadable when the file cannot be read or is over 1 MiB.
Node parse_file(const std::filesystem::path&);

/// Returns the candidate with the smallest edit distance to `word`; "" when every distance is more than half of the
/// candidate's length.  Only the first 64 bytes of each count.
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// Returns " (did you mean 'trust'?)", or "" when no candidate is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace tangible::yaml
