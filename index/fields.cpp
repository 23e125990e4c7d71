#include "index/fields.h"
#include "index/terms.h"
#include "schemas/partnership.h"
#include <algorithm>
#include <set>

namespace tangible::index {
namespace {

using Values = std::vector<std::string>;

Values one(const std::string& said) {
    auto value = terms::folded_value(said);
    return value.empty() ? Values{} : Values{std::move(value)};
}

// Each theme and the group it is in, so that theme:rel finds what any theme of REL does.
Values themes_where(const Entry& e, bool (*counts)(Verdict)) {
    std::set<std::string> slugs;
    for (const auto& coding : e.codings) {
        if (!counts(coding.verdict)) continue;
        const auto slug = terms::lower(coding.theme);
        slugs.insert(slug);
        slugs.insert(slug.substr(0, slug.find('.')));
    }
    return {slugs.begin(), slugs.end()};
}
Values themes(const Entry& e) {
    return themes_where(e, [](Verdict v) { return v != Verdict::rejected; });
}
Values confirmed_themes(const Entry& e) {
    return themes_where(e, [](Verdict v) { return v == Verdict::accepted || v == Verdict::added; });
}
Values partners(const Entry& e) {
    Values types;
    for (const auto& type : e.story.partners) types.push_back(terms::folded_value(type));
    return types;
}
Values partnership(const Entry& e) { return one(e.story.partnership); }
Values place(const Entry& e) { return one(e.story.place); }
Values year(const Entry& e) { return e.story.year ? one(std::to_string(e.story.year)) : Values{}; }
Values language(const Entry& e) { return one(e.story.language); }
Values channel(const Entry& e) { return one(std::string(name(e.story.channel))); }
Values role(const Entry& e) { return one(e.story.role); }

constexpr Field table[] = {
    {terms::theme_field, terms::theme, "Theme", "Stories with a passage on a theme, or on any theme of a group",
     "theme:rel.trust", true, themes},
    {"checked", terms::confirmed_theme, "Checked theme", "Stories with a passage on a theme that a person confirmed",
     "checked:rel.trust", false, confirmed_themes},
    {"partner", "XP", "Partner", "Kinds of organisation that worked together", "partner:council", true, partners},
    {"partnership", "XG", "Partnership", "One partnership, by its id", "partnership:river-allotments", true,
     partnership},
    {"place", "XL", "Place", "Where it happened: the whole name or a word of it", "place:\"North Kensington\"", true,
     place},
    {"year", "Y", "Year", "When it happened: one year, or from one to another", "year:2019..2021", true, year},
    {"lang", "L", "Language", "Language of the story, by its short code", "lang:cy", true, language},
    {"role", "XR", "Role", "The teller's part in the partnership", "role:resident", true, role},
    {"channel", "XC", "Came by", "How the story came: mail, form, upload or batch", "channel:mail", true, channel},
};

}  // namespace

std::span<const Field> fields() { return table; }

const Field* field(std::string_view name) {
    auto row = std::find_if(std::begin(table), std::end(table), [&](const Field& f) { return f.name == name; });
    return row == std::end(table) ? nullptr : row;
}

}  // namespace tangible::index
