// The functions by which a reader takes values from a node, with the complaints when the file has something else there,
// and the search for the word that was probably meant.
#include "schemas/ground/error.h"
#include "schemas/yaml/yaml.h"
#include <algorithm>
#include <charconv>

namespace tangible::yaml {
namespace {

// Returns the kind with its article, for complaints.
const char* kind_name(Node::Kind kind) {
    switch (kind) {
    case Node::Kind::scalar:
        return "a text";
    case Node::Kind::list:
        return "a list";
    case Node::Kind::map:
        return "a map";
    }
    return "";
}

void require(const Node& n, Node::Kind kind) {
    if (n.kind != kind) n.complain(std::string(kind_name(kind)) + " is expected here, not " + kind_name(n.kind));
}

// Returns the optimal string alignment distance: substitutions, insertions, deletions and swaps of neighbours count one
// each.  Fills a table row by row and keeps three rows of it.  O(a x b).
std::size_t edit_distance(std::string_view a, std::string_view b) {
    // now[j]: the distance of the first i bytes of a and the first j of b; `last` and `before` are the rows for i - 1
    // and i - 2, which a swap needs.
    std::vector<std::size_t> before, last, now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) now[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before = std::move(last);
        last = now;
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = std::min(now[j], before[j - 2] + 1);
        }
    }
    return now[b.size()];
}

}  // namespace

void Node::complain(const std::string& what, const std::string& hint) const {
    throw Error(ErrorKind::bad_schema, file + ":" + std::to_string(line) + ": " + what, hint);
}

const Node* Node::find(std::string_view key) const {
    require(*this, Kind::map);
    auto at = std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.key == key; });
    return at == members.end() ? nullptr : &at->value;
}

const Node& Node::at(std::string_view key) const {
    if (const Node* n = find(key)) return *n;
    complain("'" + std::string(key) + "' is missing here");
}

void Node::only(const std::vector<std::string_view>& allowed) const {
    require(*this, Kind::map);
    for (const auto& [key, value] : members) {
        if (std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
        value.complain("unknown word '" + key + "'" + did_you_mean(key, allowed));
    }
}

const std::string& Node::str() const {
    require(*this, Kind::scalar);
    return text;
}

const std::string& Node::filled(std::string_view key) const {
    const auto& n = at(key);
    if (n.str().empty()) n.complain("'" + std::string(key) + "' must not be empty");
    return n.text;
}

int Node::number() const {
    int n = 0;
    const auto& s = str();
    auto [end, error] = std::from_chars(s.data(), s.data() + s.size(), n);
    if (error != std::errc{} || end != s.data() + s.size())
        complain("a whole number is expected here, not '" + s.substr(0, 40) + "'");
    return n;
}

const std::vector<Node>& Node::list() const {
    require(*this, Kind::list);
    return items;
}

const std::vector<Member>& Node::map() const {
    require(*this, Kind::map);
    return members;
}

std::vector<std::string> Node::strings() const {
    std::vector<std::string> out;
    for (const auto& n : list()) out.push_back(n.str());
    return out;
}

std::string Node::str_or(std::string_view key, std::string fallback) const {
    const Node* n = find(key);
    return n ? n->str() : fallback;
}

std::vector<std::string> Node::strings_or_none(std::string_view key) const {
    const Node* n = find(key);
    return n ? n->strings() : std::vector<std::string>{};
}

std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
    constexpr std::size_t max_word = 64;  // no key is longer, and the cost grows with the square
    std::string_view best;
    std::size_t best_distance = max_word;
    for (auto candidate : candidates) {
        auto distance = edit_distance(word.substr(0, max_word), candidate.substr(0, max_word));
        // More than half of the letters wrong is another word.  Of equally near words the first wins.
        if (distance * 2 > candidate.size() || distance >= best_distance) continue;
        best = candidate;
        best_distance = distance;
    }
    return std::string(best);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
    auto near = nearest(word, candidates);
    return near.empty() ? "" : " (did you mean '" + near + "'?)";
}

const std::string& plain_id(const Node& n) {
    const auto& id = n.str();
    const bool plain =
        std::ranges::all_of(id, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
    if (id.empty() || !plain) n.complain("'" + id + "' is not a valid id", "write lower-case letters, joined by '-'");
    return id;
}

}  // namespace tangible::yaml
