// Finds what could identify somebody: names, addresses, numbers, links.  By the shape of things and the words beside
// them, without a trained model; so it proposes, and a person decides.
#pragma once
#include "schemas/shapes/personal.h"
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// In order, none overlapping another.  Of any bytes at all.  Cost: linear.
std::vector<Personal> personal(std::string_view normal_text);

}  // namespace tangible::ingest
