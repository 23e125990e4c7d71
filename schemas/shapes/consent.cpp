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

constexpr Named<Answer> answer_names[] = {
    {Answer::given, "given"},
    {Answer::refused, "refused"},
    {Answer::withdrawn, "withdrawn"},
    {Answer::unasked, "unasked"},
};
constexpr Named<Giver> giver_names[] = {
    {Giver::teller, "teller"}, {Giver::helper, "helper"}, {Giver::parent, "parent"}, {Giver::staff, "staff"}};
constexpr Named<Way> way_names[] = {
    {Way::form, "form"},     {Way::link, "link"},       {Way::mail, "mail"},   {Way::paper, "paper"},
    {Way::spoken, "spoken"}, {Way::program, "program"}, {Way::batch, "batch"}, {Way::unknown, "unknown"},
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

std::string_view name(Answer a) { return name_in(answer_names, a); }
Answer answer_named(std::string_view word) { return value_in(answer_names, word, "answer"); }
std::string_view name(Giver g) { return name_in(giver_names, g); }
Giver giver_named(std::string_view word) { return value_in(giver_names, word, "giver"); }
std::string_view name(Way w) { return name_in(way_names, w); }
Way way_named(std::string_view word) { return value_in(way_names, word, "way"); }

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
