// The functions that read the values of each field from a story come first, then the labels of fixed values, and then
// the table with one row for each field.
#include "index/document/fields.h"
#include "index/document/terms.h"
#include "schemas/ground/ascii.h"
#include "schemas/shapes/partnership.h"
#include <algorithm>
#include <set>

namespace tangible::index {
namespace {

using Values = std::vector<std::string>;

// The one value of a field that a teller typed, or none when nothing is left after folding.
Values one(const std::string& said) {
    auto value = terms::folded_value(said);
    return value.empty() ? Values{} : Values{std::move(value)};
}

// Adds a theme and the group that it is in, so that theme:rel finds every theme of the group REL. A theme's id is
// "GROUP.name"; a set keeps each value once.
void add_theme(std::set<std::string>& slugs, const std::string& id) {
    const auto slug = lower_ascii(id);
    slugs.insert(slug);
    slugs.insert(slug.substr(0, slug.find('.')));
}
Values themes_where(const Entry& e, bool (*counts)(Verdict)) {
    std::set<std::string> slugs;
    for (const auto& coding : e.codings)
        if (counts(coding.verdict)) add_theme(slugs, coding.theme);
    return {slugs.begin(), slugs.end()};
}
bool stands(Verdict v) { return v != Verdict::rejected; }
bool by_the_machine(Verdict v) { return v == Verdict::suggested; }
bool disputed(Verdict v) { return v == Verdict::disputed; }

Values themes(const Entry& e) { return themes_where(e, stands); }
Values confirmed_themes(const Entry& e) { return themes_where(e, confirmed); }
Values meant_themes(const Entry& e) {
    std::set<std::string> slugs;
    for (const auto& id : e.meant) add_theme(slugs, id);
    return {slugs.begin(), slugs.end()};
}
Values partners(const Entry& e) {
    Values types;
    for (const auto& type : e.story.partners) types.push_back(terms::folded_value(type));
    return types;
}
Values partnership(const Entry& e) { return one(e.story.partnership); }
Values place(const Entry& e) { return one(e.story.place); }
Values year(const Entry& e) { return {e.story.year ? std::to_string(e.story.year) : unknown_year}; }
Values language(const Entry& e) { return one(e.story.language); }
Values channel(const Entry& e) { return one(std::string(name(e.story.channel))); }
Values role(const Entry& e) { return one(e.story.role); }
Values quotable(const Entry& e) { return {e.story.consent.uses.has(Use::quote) ? "yes" : "no"}; }
// These do not exclude each other: of one story, people may have confirmed some passages and differ about others, while
// more are only suggested.
Values tagged(const Entry& e) {
    const auto any = [&](bool (*counts)(Verdict)) {
        return std::any_of(e.codings.begin(), e.codings.end(), [&](const Coding& c) { return counts(c.verdict); });
    };
    Values values;
    if (any(confirmed)) values.emplace_back("person");
    if (any(by_the_machine)) values.emplace_back("machine");
    if (any(disputed)) values.emplace_back("disputed");
    return values;
}

constexpr FieldValue years[] = {{unknown_year, "Not known"}};
constexpr FieldValue channels[] = {
    {"mail", "By mail"}, {"form", "By the web form"}, {"upload", "As a file"}, {"batch", "In a batch with others"}};
constexpr FieldValue quoting[] = {{"yes", "May be quoted"}, {"no", "May not be quoted"}};
constexpr FieldValue taggers[] = {{"person", "A person confirmed a passage"},
                                  {"machine", "The machine suggested a passage that no person has decided on"},
                                  {"disputed", "People disagree about a passage"}};

// Prefixes follow Xapian's conventions: L is a language, Y a year, and X begins those of an application. One prefix may
// begin another ("XT", "XTC"), since values are folded and never begin with a capital letter.
constexpr Field table[] = {
    {terms::theme_field, terms::theme, "Theme", "Stories with a passage on a theme, or on any theme of a group",
     "theme:rel.trust", ValueKind::theme, true, themes},
    {"checked", terms::confirmed_theme, "Confirmed theme", "Stories with a passage on a theme that a person confirmed",
     "checked:rel.trust", ValueKind::confirmed_theme, false, confirmed_themes},
    {"meant", "XTM", "Theme that the teller chose", "Stories whose tellers say that they are about a theme",
     "meant:rel.trust", ValueKind::meant_theme, false, meant_themes},
    {"partner", "XP", "Partner", "Kinds of organisation that worked together", "partner:council",
     ValueKind::partner_type, true, partners},
    {"partnership", "XG", "Partnership", "One partnership, by its id", "partnership:river-allotments",
     ValueKind::partnership, true, partnership},
    {"place", "XL", "Place", "Where it happened: the whole name or a word of it", "place:\"North Kensington\"",
     ValueKind::place, true, place},
    {"year", "Y", "Year", "When it happened: one year, a range of years, or unknown", "year:2019..2021",
     ValueKind::year, true, year, years},
    {"lang", "L", "Language", "Language of the story, by its short code", "lang:cy", ValueKind::language, true,
     language},
    {"role", "XR", "Role", "The teller's part in the partnership", "role:volunteer", ValueKind::role, true, role},
    {"channel", "XC", "Arrived", "How the story arrived: mail, form, upload or batch", "channel:mail", ValueKind::fixed,
     true, channel, channels},
    {"quotable", "XQ", "Quotes", "Whether the teller allows quotes word for word: yes or no", "quotable:yes",
     ValueKind::fixed, true, quotable, quoting},
    {"tagged", "XB", "Tagged by",
     "Who tagged it: a person confirmed a passage, the machine suggested one that nobody has decided on, or people "
     "disagree about one; person, machine or disputed",
     "tagged:person", ValueKind::fixed, true, tagged, taggers},
};

}  // namespace

std::string Field::label_of(std::string_view value) const {
    const auto at = std::find_if(few.begin(), few.end(), [&](const FieldValue& v) { return value == v.value; });
    return at == few.end() ? std::string{} : at->label;
}

std::span<const Field> fields() { return table; }

const Field* field(std::string_view name) {
    auto row = std::find_if(std::begin(table), std::end(table), [&](const Field& f) { return f.name == name; });
    return row == std::end(table) ? nullptr : row;
}

}  // namespace tangible::index
