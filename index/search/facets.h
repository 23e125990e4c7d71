// Counts how many of the stories found have each value of a field. Counting is disjunctive: a field's counts ignore its
// own ticks, so that ticking one value does not hide the others.
#pragma once
#include "index/search/matching.h"
#include "schemas/shapes/query.h"
#include <functional>

namespace tangible::index {

/// Returns the stories found when the ticks of this field are left out.
using Without = std::function<DocSet(const std::string& field)>;

/// Returns one facet for each field that has facets, with the values of the stories `found`, most frequent first (years
/// in order). Ticked values are always included, even with no story. Call it inside Reader::steadily.
std::vector<Facet> facets(Reader&, Store&, const Codebook&, const Query&, const DocSet& found, const Without&);

}  // namespace tangible::index
