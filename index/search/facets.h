// How many of the stories found have each value of a field.  Disjunctive: a field's counts ignore its own ticks,
// so that ticking one value does not hide the others.
#pragma once
#include "index/search/matching.h"
#include "schemas/shapes/query.h"
#include <functional>

namespace tangible::index {

/// The stories found when the ticks of one field are left out.
using Without = std::function<DocSet(const std::string& field)>;

std::vector<Facet> facets(Reader&, Store&, const Codebook&, const Query&, const DocSet& found, const Without&);

}  // namespace tangible::index
