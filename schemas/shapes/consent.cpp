// Two tables come first: the names of the uses, and the uses that each use needs.  closed() goes through the second
// table once.  That is enough because each row lists everything that its use needs, also indirectly.
#include "schemas/shapes/consent.h"
#include "schemas/yaml/names.h"
#include <sstream>

namespace tangible {
namespace {

constexpr Named<Use> use_names[] = {
    {Use::own, "own"},           {Use::team, "team"},       {Use::count, "count"},
    {Use::research, "research"}, {Use::publish, "publish"}, {Use::quote, "quote"},
};

struct Need {
    Use use;
    Uses needs;
};
constexpr Need needs[] = {
    {Use::quote, {Use::team, Use::count}},
    {Use::publish, {Use::team, Use::count}},
    {Use::research, {Use::team, Use::count}},
    {Use::count, {Use::team}},
};

}  // namespace

std::string_view name(Use u) { return name_in(use_names, u); }
Use use_named(std::string_view word) { return value_in(use_names, word, "use"); }

std::string to_string(Uses uses) {
    std::string out;
    for (Use u : all_uses)
        if (u != Use::own && uses.has(u)) out.append(out.empty() ? "" : " ").append(name(u));
    return out;
}

Uses uses_from(std::string_view words) {
    Uses out;
    std::istringstream in{std::string(words)};
    for (std::string word; in >> word;) {
        auto use = use_named(word);
        if (use != Use::own) out.add(use);  // `own` is always allowed; as a bit, it would make equal sets differ
    }
    return out;
}

Uses closed(Uses uses) {
    for (const auto& n : needs)
        if (uses.has(n.use))
            for (Use u : all_uses)
                if (u != Use::own && n.needs.has(u)) uses.add(u);
    return uses;
}

Consent unasked(std::int64_t now_ms) { return {"", {Use::team, Use::count}, now_ms}; }

}  // namespace tangible
