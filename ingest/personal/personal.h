// Finds what could identify somebody: names, addresses, numbers, links. Goes by the shape of things and the words
// beside them, without a trained model. It proposes, and a person decides:
//
//     for (const Personal& found : personal(story.text))
//         std::cout << name(found.kind) << ": " << cut(story.text, found.span) << '\n';
#pragma once
#include "schemas/shapes/personal.h"
#include <string_view>
#include <vector>

namespace tangible::ingest {

/// Returns what it finds in order; no two spans overlap. Spans are bytes of `normal_text`, which may be any bytes.
/// Linear.
std::vector<Personal> personal(std::string_view normal_text);

/// Returns whether the text is mostly in Latin letters. In other scripts, personal() finds numbers and links, but no
/// names or addresses.
bool finds_names_in(std::string_view text);

}  // namespace tangible::ingest
