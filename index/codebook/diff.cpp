// Pairs the themes of both codebooks by id, or as renamed when exactly one old and one new theme match. Then it lists
// the differences of each pair: texts as "was" and "is", lists as lines with "-" and "+". A changed line of a list is a
// removal and an addition, which is how people read it anyway.
#include "index/codebook/diff.h"
#include <algorithm>
#include <map>

namespace tangible::index {
namespace {

using Lines = std::vector<std::string>;
using Kind = ThemeChange::Kind;

// Adds what happened to a text.
void text(Lines& out, const char* what, const std::string& before, const std::string& after) {
    if (before == after) return;
    if (!before.empty()) out.push_back(std::string(what) + " was: " + before);
    out.push_back(std::string(what) + (after.empty() ? " is gone" : " is:  " + after));
}

/// Adds the lines that only one of two lists has, with "-" or "+" before them.
void lists(Lines& out, const char* what, const Lines& before, const Lines& after) {
    const auto missing = [&](const char* sign, const Lines& from, const Lines& in) {
        for (const auto& line : from)
            if (std::find(in.begin(), in.end(), line) == in.end())
                out.push_back(sign + std::string(what) + ": " + line);
    };
    missing("- ", before, after);
    missing("+ ", after, before);
}

// Everything that makes a cue what it is: a cue that turns from for to against is one removed and one added.
std::string words(const Cue& c) {
    return c.name + " [" + std::string(c.polarity == Polarity::against ? "against, " : "") + c.language + "]";
}
std::string words(const Guard& g) { return g.phrase + " [" + g.language + "]"; }

template <class Item> Lines words_of(const std::vector<Item>& items) {
    Lines out;
    for (const auto& i : items) out.push_back(words(i));
    return out;
}

Lines details(const Theme& before, const Theme& after) {
    Lines out;
    text(out, "label", before.label, after.label);
    text(out, "group", before.group, after.group);
    text(out, "definition", before.definition, after.definition);
    text(out, "include", before.include, after.include);
    text(out, "exclude", before.exclude, after.exclude);
    lists(out, "cue", words_of(before.cues), words_of(after.cues));
    lists(out, "guard", words_of(before.guards), words_of(after.guards));
    lists(out, "indicator", before.indicators, after.indicators);
    lists(out, "example", before.examples, after.examples);
    lists(out, "near miss", before.near_misses, after.near_misses);
    lists(out, "opposite", before.opposites, after.opposites);
    lists(out, "source", before.sources, after.sources);
    return out;
}

/// By id, the themes of the new codebook that the old one had under another id. A match counts only when it is the only
/// one on both sides: `claims` has the new ids that each old theme may have, and `claimed` how often each is wanted.
std::map<std::string, const Theme*> renamed(const Codebook& before, const Codebook& after) {
    std::map<const Theme*, Lines> claims;
    for (const auto& t : after.themes) {
        if (before.find(t.id)) continue;
        for (const auto& old : before.themes)
            if (!after.find(old.id) && (old.label == t.label || old.definition == t.definition))
                claims[&old].push_back(t.id);
    }
    std::map<std::string, const Theme*> out;
    std::map<std::string, int> claimed;
    for (const auto& [old, ids] : claims)
        for (const auto& id : ids) ++claimed[id];
    for (const auto& [old, ids] : claims)
        if (ids.size() == 1 && claimed[ids[0]] == 1) out[ids[0]] = old;
    return out;
}

bool redefined(const Theme& a, const Theme& b) {
    return a.definition != b.definition || a.include != b.include || a.exclude != b.exclude;
}

}  // namespace

std::vector<ThemeChange> changes(const Codebook& before, const Codebook& after) {
    std::vector<ThemeChange> out;
    const auto new_names = renamed(before, after);
    for (const auto& t : after.themes) {
        const auto name = new_names.find(t.id);
        const Theme* old = name == new_names.end() ? before.find(t.id) : name->second;
        if (!old) {
            out.push_back({Kind::added, t.id, "", t.label, false, words_of(t.cues)});
            continue;
        }
        auto lines = details(*old, t);
        const bool other_id = old->id != t.id;
        if (!lines.empty() || other_id)
            out.push_back({other_id ? Kind::renamed : Kind::changed, t.id, other_id ? old->id : "", t.label,
                           redefined(*old, t), std::move(lines)});
    }
    for (const auto& old : before.themes) {
        const bool goes_on = std::any_of(new_names.begin(), new_names.end(), [&](auto& n) { return n.second == &old; });
        if (!after.find(old.id) && !goes_on) out.push_back({Kind::removed, old.id, "", old.label, false, {}});
    }
    return out;
}

}  // namespace tangible::index
