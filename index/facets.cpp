#include "index/facets.h"
#include "index/fields.h"
#include "index/question.h"
#include "index/terms.h"
#include <algorithm>
#include <map>

namespace tangible::index {
namespace {

using terms::theme_field;
using Labels = std::map<std::string, std::string>;

Labels labels_of(const Field& row, Store& store, const Codebook& codebook) {
    const std::string_view field = row.name;
    Labels labels;
    for (const auto& v : row.few) labels[v.value] = v.label;
    if (field == theme_field) {
        for (const auto& g : codebook.groups) labels[terms::lower(g.id)] = g.label;
        for (const auto& t : codebook.themes) labels[t.slug()] = t.label;
    }
    if (field == "partnership")
        for (const auto& p : store.partnerships()) labels[p.id] = p.name;
    return labels;
}

bool is_group(const Codebook& codebook, const std::string& value) {
    return std::any_of(codebook.groups.begin(), codebook.groups.end(),
                       [&](const auto& g) { return terms::lower(g.id) == value; });
}

std::vector<std::string> ticked(const Query& query, const Field& field) {
    const auto at = query.filters.find(field.name);
    return at == query.filters.end() ? std::vector<std::string>{} : at->second;
}

void sort(Facet& facet) {
    const bool by_value = facet.field == "year";
    std::sort(facet.values.begin(), facet.values.end(), [&](const FacetValue& a, const FacetValue& b) {
        if (by_value) return a.value < b.value;
        if (a.stories != b.stories) return a.stories > b.stories;
        return a.label < b.label;
    });
}

}  // namespace

std::vector<Facet> facets(Reader& reader, Store& store, const Codebook& codebook, const Query& query,
                          const DocSet& found, const Without& without) {
    std::vector<Facet> all;
    for (const auto& field : fields()) {
        if (!field.facet) continue;
        const bool themes = field.name == theme_field;
        const auto ticks = ticked(query, field);
        const DocSet base = ticks.empty() ? DocSet{} : without(field.name);
        const DocSet& stories = ticks.empty() ? found : base;
        auto labels = labels_of(field, store, codebook);
        Facet facet{field.name, field.label, {}};
        for (const auto& column :
             reader.columns(themes && query.confirmed_only ? terms::confirmed_theme : field.prefix)) {
            const bool selected = std::any_of(ticks.begin(), ticks.end(), [&](const auto& t) {
                return terms::value(field.prefix, t) == field.prefix + column.value;
            });
            const auto n = stories.count(column.docs);
            if (selected ||
                (n > 0 && !(themes && is_group(codebook, column.value))))  // a group stands there only when asked for
                facet.values.push_back(
                    {column.value, labels.contains(column.value) ? labels[column.value] : column.value, n, selected});
        }
        sort(facet);
        all.push_back(std::move(facet));
    }
    return all;
}

}  // namespace tangible::index
