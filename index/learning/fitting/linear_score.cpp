// Weights are stored with a row for each term and a column for each theme, so that scoring a text for all themes adds
// up whole rows, which lie together in memory. The last rows belong to the direction.
#include "index/learning/fitting/linear_score.h"

namespace tangible::index {
namespace {

void add_row(std::vector<float>& to, std::span<const float> row, float times) {
    for (std::size_t t = 0; t < to.size(); ++t) to[t] += times * row[t];
}

std::size_t first_of_direction(const Matrix& terms) { return terms.rows - WordVectors::dimensions; }

}  // namespace

std::vector<float> LinearScore::of(std::span<const float> like, const Sparse& text, const Direction& direction) const {
    std::vector<float> out = offset;
    const std::size_t n = offset.size();
    for (std::size_t k = 0; k < likenesses; ++k)
        for (std::size_t t = 0; t < n; ++t) out[t] += likeness.at(k, t) * like[k * n + t];
    if (terms.rows == 0) return out;
    for (const auto& [place, x] : text) add_row(out, terms.row(place), x);
    const auto first = first_of_direction(terms);
    for (std::size_t k = 0; k < direction.size(); ++k)
        if (direction[k] != 0) add_row(out, terms.row(first + k), direction[k]);
    return out;
}

float LinearScore::of_terms(const Sparse& text, const Direction& direction, std::size_t theme) const {
    float out = 0;
    if (terms.rows == 0) return out;
    for (const auto& [place, x] : text) out += x * terms.at(place, theme);
    const auto first = first_of_direction(terms);
    for (std::size_t k = 0; k < direction.size(); ++k) out += direction[k] * terms.at(first + k, theme);
    return out;
}

void LinearScore::add(const LinearScore& other, std::size_t theme, float times) {
    for (std::size_t k = 0; k < likenesses; ++k) likeness.at(k, theme) += times * other.likeness.at(k, theme);
    if (terms.rows == 0 && other.terms.rows) terms = Matrix(other.terms.rows, offset.size());
    for (std::size_t r = 0; r < other.terms.rows; ++r) terms.at(r, theme) += times * other.terms.at(r, theme);
    offset[theme] += times * other.offset[theme];
}

}  // namespace tangible::index
