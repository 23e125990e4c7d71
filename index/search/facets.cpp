// For each field, counts all values first, and then adds those that are ticked. When a search finds more than half of
// the visible stories, the values of the other stories are counted and subtracted from the totals.
#include "index/search/facets.h"
#include "index/document/fields.h"
#include "index/document/terms.h"
#include "index/question/question.h"
#include "schemas/ground/ascii.h"
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace tangible::index {
namespace {

using Labels = std::map<std::string, std::string>;

// Returns the labels of a field's values that have one: themes, groups, partnerships, and the fields with few values.
Labels labels_of(const Field& row, Store& store, const Codebook& codebook) {
    Labels labels;
    for (const auto& v : row.few) labels[v.value] = v.label;
    if (row.kind == ValueKind::theme) {
        for (const auto& g : codebook.groups) labels[lower_ascii(g.id)] = g.label;
        for (const auto& t : codebook.themes) labels[t.slug()] = t.label;
    }
    if (row.kind == ValueKind::partnership)
        for (const auto& p : store.partnerships()) labels[p.id] = p.name;
    return labels;
}

// Groups are terms of the field like themes. They are shown only when ticked.
bool is_group(const Codebook& codebook, const std::string& value) {
    return std::any_of(codebook.groups.begin(), codebook.groups.end(),
                       [&](const auto& g) { return lower_ascii(g.id) == value; });
}

/// Returns the ticked values of a field, folded, each once.
std::set<std::string> ticked(const Query& query, const Field& field) {
    std::set<std::string> values;
    if (const auto at = query.filters.find(field.name); at != query.filters.end())
        for (const auto& value : at->second) values.insert(terms::value("", value));
    values.erase("");
    return values;
}

/// Returns how many of the stories a tick lets through. The tick of a place also finds it by one of its words.
std::uint32_t let_through(Reader& reader, const DocSet& stories, const Field& field, const std::string& prefix,
                          const std::string& value) {
    auto docs = reader.postings(prefix + value);
    if (field.kind == ValueKind::place) {
        const auto by_word = reader.postings(terms::place_word + value);
        docs.insert(docs.end(), by_word.begin(), by_word.end());
        std::sort(docs.begin(), docs.end());
        docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
    }
    return stories.count(docs);
}

/// Counts the values that stories in sight have. When they are more than half, it counts those of the other stories and
/// subtracts them from the totals, which are remembered.
class Counting {
public:
    Counting(Reader& reader, Sight sight, const DocSet& stories) : reader_(reader), sight_(sight), stories_(stories) {
        const auto& all = reader.visible(sight).stories;
        by_others_ = stories.size() > all.size() / 2;
        if (by_others_)
            std::copy_if(all.docs().begin(), all.docs().end(), std::back_inserter(others_),
                         [&](DocId doc) { return !stories.has(doc); });
    }
    std::vector<std::uint32_t> counts(const std::string& prefix) {
        const auto& columns = reader_.columns(prefix);
        reader_.budget().spend(by_others_ ? static_cast<std::uint32_t>(others_.size()) : stories_.size());
        if (!by_others_) return columns.counts(stories_.docs());
        auto counts = reader_.totals(prefix, sight_);
        const auto less = columns.counts(others_);
        for (std::size_t i = 0; i < counts.size(); ++i) counts[i] -= less[i];
        return counts;
    }

private:
    Reader& reader_;
    Sight sight_;
    const DocSet& stories_;
    bool by_others_ = false;
    std::vector<DocId> others_;
};

// Years in order, other values by frequency.
void sort(Facet& facet, bool by_value) {
    std::sort(facet.values.begin(), facet.values.end(), [&](const FacetValue& a, const FacetValue& b) {
        if (by_value) return a.value < b.value;
        if (a.stories != b.stories) return a.stories > b.stories;
        return std::tie(a.label, a.value) < std::tie(b.label, b.value);
    });
}

}  // namespace

std::vector<Facet> facets(Reader& reader, Store& store, const Codebook& codebook, const Query& query,
                          const DocSet& found, const Without& without) {
    std::vector<Facet> all;
    const Sight sight{query.use, query.until_ms};
    Counting of_found(reader, sight, found);
    for (const auto& field : fields()) {
        if (!field.facet) continue;
        const bool themes = field.kind == ValueKind::theme;
        const auto ticks = ticked(query, field);
        // A tick of signs alone ("…") folds to nothing and is not shown; yet it is a condition that no story meets.
        const bool open = !query.filters.contains(field.name);
        // With ticks of its own a field needs another search, without them.
        const DocSet base = open ? DocSet{} : without(field.name);
        const DocSet& stories = open ? found : base;
        if (!open) reader.budget().spend(stories.size());
        auto labels = labels_of(field, store, codebook);
        Facet facet{field.name, field.label, {}};
        // With `confirmed_only` the themes are those that a person confirmed, which have a prefix of their own.
        const std::string prefix = themes && query.confirmed_only ? terms::confirmed_theme : field.prefix;
        const auto add = [&](const std::string& value, std::uint32_t n, bool selected) {
            facet.values.push_back({value, labels.contains(value) ? labels[value] : value, n, selected});
        };
        const auto& columns = reader.columns(prefix);
        const auto counts = open ? of_found.counts(prefix) : columns.counts(stories.docs());
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const auto& value = columns.values()[i];
            // Ticked values are added below, and groups only when ticked.
            if (counts[i] == 0 || ticks.contains(value) || (themes && is_group(codebook, value))) continue;
            add(value, counts[i], false);
        }
        // Ticked values are always shown, groups included: leaving one out would reveal whether a hidden story has it.
        for (const auto& value : ticks) add(value, let_through(reader, stories, field, prefix, value), true);
        sort(facet, field.kind == ValueKind::year);
        all.push_back(std::move(facet));
    }
    return all;
}

}  // namespace tangible::index
