// Collects the values that the form and the partnerships have for each field, and removes facet values and counts that
// are not among them. Values are compared as the index folds them, in case and accents.
#include "serve/pages/own_lists.h"
#include "index/document/fields.h"
#include "index/document/terms.h"
#include <algorithm>
#include <map>
#include <set>

namespace tangible::serve::pages {
namespace {

/// The collection's own values, by kind. Tellers can type no values for kinds that are not here.
using OwnLists = std::map<index::ValueKind, std::set<std::string>>;

OwnLists own_lists(Workspace& work) {
    using index::ValueKind;
    OwnLists own{{ValueKind::partner_type, {}}, {ValueKind::place, {}}, {ValueKind::role, {}}};
    const auto add = [&](ValueKind kind, const std::string& value) {
        own[kind].insert(index::terms::folded_value(value));
    };
    for (const auto& choice : work.collection.form.partner_types) add(ValueKind::partner_type, choice.id);
    for (const auto& choice : work.collection.form.roles) add(ValueKind::role, choice.id);
    for (const auto& p : work.store.partnerships()) {
        add(ValueKind::place, p.place);
        for (const auto& type : p.types()) add(ValueKind::partner_type, type);
    }
    return own;
}

}  // namespace

void keep_own_lists(Results& results, Workspace& work, Use reader) {
    if (reader != Use::publish) return;
    const auto own = own_lists(work);
    for (auto& facet : results.facets)
        if (const auto values = own.find(index::field(facet.field)->kind); values != own.end())
            std::erase_if(facet.values,
                          [&](const FacetValue& v) { return !v.selected && !values->second.contains(v.value); });
}

void keep_own_lists(Evidence& e, Workspace& work, Use reader) {
    if (reader != Use::publish) return;
    const auto partners = own_lists(work).at(index::ValueKind::partner_type);
    std::erase_if(e.by_partner, [&](const Count& c) { return !partners.contains(c.value); });
}

}  // namespace tangible::serve::pages
