// A score of each theme that is linear in what a text is: its likenesses to the theme's words, its terms, its
// direction. All steps of learning (votes, stacking, calibration) are linear, so what they add up to is one of these
// again, and tagging costs one pass over a text's terms.
#pragma once
#include "index/learning/features/features.h"
#include "index/learning/features/theme_words.h"
#include "index/learning/fitting/matrix.h"

namespace tangible::index {

struct LinearScore {
    Matrix likeness;            ///< kinds x themes
    Matrix terms;               ///< (terms + dimensions) x themes; no rows when nothing was learned of terms
    std::vector<float> offset;  ///< of themes

    LinearScore() = default;
    explicit LinearScore(std::size_t themes) : likeness(likenesses, themes), offset(themes) {}

    /// `likeness`: as ThemeWords gives it.
    std::vector<float> of(std::span<const float> likeness, const Sparse&, const Direction&) const;
    /// What terms and direction add, for one theme.
    float of_terms(const Sparse&, const Direction&, std::size_t theme) const;
    /// Adds `other` x `times` for one theme.
    void add(const LinearScore& other, std::size_t theme, float times);
    bool operator==(const LinearScore&) const = default;
};

}  // namespace tangible::index
