// Corrects how frequent themes are by stories that were drawn at random and read to their ends.  Only there is a theme
// that nobody gave a true no, and is each theme as frequent as in the collection.  The correction is drawn to nothing
// where few such stories were read, so it is safe with any number of them.
#pragma once
#include <cstddef>
#include <vector>

namespace tangible::index {

/// One theme in the drawn stories: logits of models that had not seen them, and whether people gave the theme.
struct DrawnPairs {
    std::vector<double> logits;
    std::vector<char> yes;
};

/// Returns what to add to each theme's logits; 0 where no story was drawn.
std::vector<double> drawn_shifts(const std::vector<DrawnPairs>& of_themes);

}  // namespace tangible::index
