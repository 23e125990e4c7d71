// A score for each theme that is linear in the features of a text: its likenesses to the theme's words, its terms, and
// its direction.  All steps of learning (votes, stacking, calibration) are linear, so what they add up to is one
// LinearScore again, and tagging costs one pass over a text's terms.
#pragma once
#include "index/learning/features/features.h"
#include "index/learning/features/theme_words.h"
#include "index/learning/fitting/matrix.h"

namespace tangible::index {

/// Weights for all themes.
struct LinearScore {
    Matrix likeness;  ///< likenesses x themes
    Matrix terms;     ///< (terms + WordVectors::dimensions) x themes; no rows when nothing was learned of terms
    std::vector<float> offset;  ///< by theme

    LinearScore() = default;
    explicit LinearScore(std::size_t themes) : likeness(likenesses, themes), offset(themes) {}

    /// Returns the score of a text for each theme.  `likeness` is as ThemeWords::likeness() returns it.
    std::vector<float> of(std::span<const float> likeness, const Sparse&, const Direction&) const;
    /// Returns what terms and direction add to the score of one theme.
    float of_terms(const Sparse&, const Direction&, std::size_t theme) const;
    /// Adds `times` x `other` for one theme.
    void add(const LinearScore& other, std::size_t theme, float times);
    bool operator==(const LinearScore&) const = default;
};

}  // namespace tangible::index
