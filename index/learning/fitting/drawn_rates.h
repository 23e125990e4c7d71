// What stories that were drawn at random and read to their ends say of how often themes are given: there alone a theme
// that nobody gave is a true no, and each comes as often as in the collection.  What they say is drawn to nothing where
// few were read, so that no number of them is too few.
#pragma once
#include <cstddef>
#include <vector>

namespace tangible::index {

/// Of one theme in the stories drawn: logits of models that had not seen them, and whether people gave it.
struct DrawnPairs {
    std::vector<double> logits;
    std::vector<char> yes;
};

/// What to add to each theme's logits; 0 where nothing was drawn.
std::vector<double> drawn_shifts(const std::vector<DrawnPairs>& of_themes);

}  // namespace tangible::index
