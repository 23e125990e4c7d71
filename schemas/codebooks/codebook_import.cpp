// Reads the JSON into entries, adds an entry for each parent that has none, finds the topmost ancestor of each entry
// (refusing circles), and writes the YAML group by group.  All texts are written as JSON strings, which YAML reads too,
// so nothing in them can be taken for YAML.
//
// quoted_parts() recognises the end of a quotation by what follows: an apostrophe and a closing quotation mark are
// often the same character.
#include "schemas/codebooks/codebook_import.h"
#include "schemas/ground/error.h"
#include "schemas/ground/json_text.h"
#include "schemas/ground/limit_text.h"
#include "schemas/system/file.h"
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace tangible {
namespace {

using Json = nlohmann::json;

constexpr std::size_t max_bytes = 1 << 20;  // as for a codebook in YAML

struct Entry {
    std::string id, name, parent, definition, include, exclude;
    std::vector<std::string> examples, indicators;
    bool only_a_name() const {
        return definition.empty() && include.empty() && exclude.empty() && examples.empty() && indicators.empty();
    }
};

[[noreturn]] void complain(std::size_t place, const std::string& what, const std::string& hint = {}) {
    throw Error(ErrorKind::bad_schema, "entry " + std::to_string(place + 1) + " of the list: " + what, hint);
}

// Replaces control characters by spaces.  YAML forbids most of them, and nobody sees them.
std::string one_line(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return text;
}

// Returns a text; "" when it is missing or null.  Ids are sometimes numbers, and definitions lists of sentences, which
// are joined by "; ".
std::string text_of(const Json& j, const char* key, std::size_t place) {
    const auto at = j.find(key);
    if (at == j.end() || at->is_null()) return {};
    if (at->is_string()) return one_line(at->get<std::string>());
    if (at->is_number_integer()) return at->dump();
    if (!at->is_array()) complain(place, std::string("'") + key + "' should be a text");
    std::string out;
    for (const auto& part : *at) {
        if (!part.is_string()) complain(place, std::string("'") + key + "' should be a text or a list of texts");
        out += (out.empty() ? "" : "; ") + one_line(part.get<std::string>());
    }
    return out;
}

// Returns a list of texts; a single text is taken apart by its quotation marks.
std::vector<std::string> texts_of(const Json& j, const char* key, std::size_t place) {
    const auto at = j.find(key);
    if (at == j.end() || at->is_null()) return {};
    if (at->is_string()) return quoted_parts(one_line(at->get<std::string>()));
    if (!at->is_array()) complain(place, std::string("'") + key + "' should be a text or a list of texts");
    std::vector<std::string> out;
    for (const auto& item : *at) {
        if (!item.is_string()) complain(place, std::string("'") + key + "' should be a list of texts");
        if (auto text = one_line(item.get<std::string>()); !text.empty()) out.push_back(std::move(text));
    }
    return out;
}

Entry entry_from(const Json& j, std::size_t place) {
    if (!j.is_object()) complain(place, "must be an object");
    Entry e;
    e.id = text_of(j, "id", place);
    e.name = text_of(j, "name", place);
    if (e.id.empty()) complain(place, "it has no id");
    if (e.name.empty()) complain(place, "'" + e.id + "' has no name");
    e.parent = text_of(j, "parent", place);
    e.definition = text_of(j, "definition", place);
    e.include = text_of(j, "includes", place);
    e.exclude = text_of(j, "excludes", place);
    e.examples = texts_of(j, "examples", place);
    e.indicators = texts_of(j, "indicators", place);
    return e;
}

// The list of labels.
class List {
public:
    explicit List(const Json& json) {
        if (!json.is_array()) throw Error(ErrorKind::bad_schema, "the file must contain a list of labels");
        for (std::size_t i = 0; i < json.size(); ++i) {
            entries_.push_back(entry_from(json[i], i));
            if (!place_.emplace(entries_.back().id, i).second)
                complain(i, "there are two entries with the id '" + entries_.back().id + "'");
        }
        add_parents_without_entry();
        for (std::size_t i = 0; i < entries_.size(); ++i) check(i);
    }

    std::string yaml(const std::string& id) const {
        std::string out = "codebook: {id: " + dumped(id) +
                          ", version: '1', language: en, status: imported, notice: " + dumped(notice_) +
                          ", imported: yes}\ngroups:\n";
        for (std::size_t i = 0; i < entries_.size(); ++i)
            if (is_group(i)) out += group(entries_[i].id, entries_[i].name, below(i));
        std::vector<std::size_t> alone;
        for (std::size_t i = 0; i < entries_.size(); ++i)
            if (top_[i] == i && !is_group(i)) alone.push_back(i);
        if (!alone.empty()) out += group(free_id(), "Without a group", alone);
        return out;
    }

private:
    // Some lists name the groups of their labels and have no entry for them.
    void add_parents_without_entry() {
        for (std::size_t i = 0, count = entries_.size(); i < count; ++i) {
            const std::string parent = entries_[i].parent;
            if (parent.empty() || !place_.emplace(parent, entries_.size()).second) continue;
            notice_ += (notice_.empty() ? "Parents without an entry of their own became groups: " : ", ") + parent;
            entries_.push_back({parent, parent, {}, {}, {}, {}, {}, {}});
        }
    }

    // Walks up from an entry to the topmost one and notes it in `top_`.  More steps than entries are a circle.
    void check(std::size_t i) {
        std::size_t at = i;
        for (std::size_t steps = 0; !entries_[at].parent.empty(); ++steps) {
            at = place_.at(entries_[at].parent);
            if (steps == entries_.size())
                complain(i, "'" + entries_[i].id + "' is its own ancestor: its parents go in a circle");
        }
        top_.push_back(at);
    }

    // A group has children and no parent.  It is a theme, too, if it has more than a name.
    bool is_group(std::size_t i) const {
        return entries_[i].parent.empty() &&
               std::any_of(entries_.begin(), entries_.end(), [&](auto& e) { return e.parent == entries_[i].id; });
    }
    bool is_theme(std::size_t i) const { return !(is_group(i) && entries_[i].only_a_name()); }

    // Returns the themes of a group, `top` itself included if it is one.
    std::vector<std::size_t> below(std::size_t top) const {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < entries_.size(); ++i)
            if (top_[i] == top && is_theme(i)) out.push_back(i);
        return out;
    }

    std::string free_id() const {
        std::string id = "other";
        while (place_.contains(id)) id += "-";
        return id;
    }

    std::string group(const std::string& id, const std::string& label, const std::vector<std::size_t>& themes) const {
        std::string out = "- id: " + dumped(id) + "\n  label: " + dumped(label) + "\n  themes:\n";
        for (const std::size_t i : themes) out += theme(entries_[i]);
        return out;
    }

    std::string theme(const Entry& e) const {
        std::string out = "  - id: " + dumped(e.id) + "\n    label: " + dumped(e.name) + '\n';
        const auto line = [&](const char* key, const std::string& text) {
            if (!text.empty()) out += std::string("    ") + key + ": " + dumped(text) + '\n';
        };
        const auto list = [&](const char* key, const std::vector<std::string>& items) {
            if (!items.empty()) out += std::string("    ") + key + ":\n";
            for (const auto& item : items) out += "    - " + dumped(item) + '\n';
        };
        if (!e.parent.empty() && is_theme(place_.at(e.parent))) line("parent", e.parent);
        line("definition", e.definition);
        line("include", e.include);
        line("exclude", e.exclude);
        list("indicators", e.indicators);
        list("examples", e.examples);
        return out;
    }

    std::vector<Entry> entries_;
    std::string notice_;
    std::map<std::string, std::size_t> place_;
    std::vector<std::size_t> top_;  ///< of each entry, the one above all its parents
};

struct Quote {
    std::string_view opens, closes;
};
constexpr Quote quotes[] = {{"‘", "’"}, {"“", "”"}, {"'", "'"}, {"\"", "\""}};

// Returns whether a quotation can end here: after it and any spaces come a comma, a semicolon, a line end or nothing.
// The apostrophes in ‘It’s fine’ and ‘the dogs’ bowl’ are followed by letters.
bool ends_quote(std::string_view text, std::size_t after) {
    while (after < text.size() && text[after] == ' ') ++after;
    return after == text.size() || text[after] == ',' || text[after] == ';' || text[after] == '\n';
}

// Returns the length in bytes of the quotation at the front of `text`, and what is inside; 0 when none begins there.
std::pair<std::size_t, std::string_view> quotation(std::string_view text) {
    for (const auto& q : quotes) {
        if (!text.starts_with(q.opens)) continue;
        for (auto at = text.find(q.closes, q.opens.size()); at != text.npos; at = text.find(q.closes, at + 1))
            if (ends_quote(text, at + q.closes.size()))
                return {at + q.closes.size(), text.substr(q.opens.size(), at - q.opens.size())};
    }
    return {};
}

}  // namespace

std::vector<std::string> quoted_parts(std::string_view text) {
    std::vector<std::string> out;
    bool may_begin = true;  // a quotation begins at the start or behind a blank, a comma or a semicolon
    for (std::size_t at = 0; at < text.size();) {
        const auto [size, inside] = may_begin ? quotation(text.substr(at)) : std::pair<std::size_t, std::string_view>{};
        if (size && !inside.empty()) out.emplace_back(inside);
        if (!size) may_begin = text[at] == ' ' || text[at] == ',' || text[at] == ';' || text[at] == '\n';
        at += size ? size : 1;
    }
    if (out.empty() && !text.empty()) out.emplace_back(text);
    return out;
}

std::string codebook_yaml(std::string_view json, const std::string& id) {
    if (json.size() > max_bytes)
        throw Error(ErrorKind::bad_schema, "the list of labels is larger than " + in_bytes(max_bytes));
    const Json parsed = Json::parse(json, nullptr, false);  // no exceptions: their words may quote the input
    if (parsed.is_discarded()) throw Error(ErrorKind::bad_schema, "the list of labels is not valid JSON");
    return List(parsed).yaml(id);
}

Codebook read_codebook_or_list(const std::filesystem::path& path) {
    const std::string text = bytes_of(path, max_bytes);
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || text[first] != '[') return read_codebook(path);
    auto name = path.stem().string();
    return read_codebook(codebook_yaml(text, name.empty() ? "list" : name), path.filename().string());
}

}  // namespace tangible
