// likeness_score() scales the likenesses by what is usual for each theme: a theme of common words is near every story,
// and its raw likeness says little. Each round of self-training then takes the likeliest stories of a theme as
// positives, fits a logistic model to their terms, and adds it to the score, so that a theme also finds words that its
// codebook entry does not have.
#include "index/learning/fitting/zero_examples.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace tangible::index {
namespace {

// Weights of the parts of the score. Chosen on the training parts of three collections; half or twice as much changes
// little.
constexpr float beside_usual = 1, direction_weight = 0.5f, learned_weight = 0.8f;
// How many of its likeliest themes a story may be about, when positives are counted.
constexpr std::size_t first_themes = 2;

// Mean and standard deviation.
struct Spread {
    double mean = 0, sd = 1;
};

// 1 instead of a standard deviation of nothing, so that it can divide.
Spread spread_of(const std::vector<double>& values) {
    if (values.size() < 2) return {};
    const double n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double sum = 0;
    for (const double v : values) sum += (v - mean) * (v - mean);
    const double sd = std::sqrt(sum / n);
    return {mean, sd > 1e-9 ? sd : 1};
}

// Columns [first, first + count) of a matrix as one list.
std::vector<double> columns(const Matrix& m, std::size_t first, std::size_t count) {
    std::vector<double> out;
    out.reserve(m.rows * count);
    for (std::size_t r = 0; r < m.rows; ++r)
        for (std::size_t c = first; c < first + count; ++c) out.push_back(m.at(r, c));
    return out;
}

// The spread of a theme, drawn to that of all themes where there are few stories.
Spread drawn_to(const Spread& all, const Spread& theme, double stories) {
    constexpr double few = 20;
    const double w = stories / (stories + few);
    return {w * theme.mean + (1 - w) * all.mean, std::sqrt(w * theme.sd * theme.sd + (1 - w) * all.sd * all.sd)};
}

// For each kind of likeness x, with z = (x - usual mean) / usual sd: x / sd + beside_usual x z for words, and
// direction_weight x z for directions, where raw cosines say little.
LinearScore likeness_score(const Stories& stories, std::size_t themes) {
    LinearScore out(themes);
    for (std::size_t k = 0; k < likenesses; ++k) {
        const bool words = k < 2;
        const Spread all = spread_of(columns(stories.likeness, k * themes, themes));
        for (std::size_t t = 0; t < themes; ++t) {
            const Spread usual = drawn_to(all, spread_of(columns(stories.likeness, k * themes + t, 1)),
                                          static_cast<double>(stories.size()));
            const double raw = words ? 1 / all.sd : 0, z = words ? beside_usual : direction_weight;
            out.likeness.at(k, t) = static_cast<float>(raw + z / usual.sd);
            out.offset[t] -= static_cast<float>(raw * all.mean + z * usual.mean / usual.sd);
        }
    }
    return out;
}

// Scales a score to mean 0 and standard deviation 1 over all stories and themes.
void to_unit_spread(LinearScore& score, const Stories& stories) {
    const Matrix m = scores(score, stories);
    const Spread s = spread_of(columns(m, 0, m.columns));
    LinearScore out(m.columns);
    for (std::size_t t = 0; t < m.columns; ++t) {
        out.add(score, t, static_cast<float>(1 / s.sd));
        out.offset[t] -= static_cast<float>(s.mean / s.sd);
    }
    score = std::move(out);
}

// In how many stories each theme is among the first.
std::vector<std::size_t> times_among_first(const Matrix& m) {
    std::vector<std::size_t> out(m.columns), order(m.columns);
    for (std::size_t r = 0; r < m.rows; ++r) {
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(first_themes, order.size()));
        std::partial_sort(order.begin(), end, order.end(),
                          [&](auto a, auto b) { return m.at(r, a) != m.at(r, b) ? m.at(r, a) > m.at(r, b) : a < b; });
        for (auto it = order.begin(); it != end; ++it) ++out[*it];
    }
    return out;
}

// Marks the `count` stories with the highest score for a theme.
std::vector<char> likeliest(const Matrix& m, std::size_t theme, std::size_t count) {
    std::vector<std::uint32_t> order(m.rows);
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return m.at(a, theme) > m.at(b, theme); });
    std::vector<char> out(m.rows);
    for (std::size_t i = 0; i < count; ++i) out[order[i]] = 1;
    return out;
}

// What the likeliest stories of each theme have in common. A theme takes four fifths of the stories where it is among
// the first, but 8 at least and 15 % of all at most: fewer teach nothing, and more are not about it.
LinearScore learned_from_itself(const Matrix& m, const LinearRows& rows, std::uint32_t terms) {
    LinearScore out(m.columns);
    out.terms = Matrix(terms + WordVectors::dimensions, m.columns);
    std::vector<std::uint32_t> all(m.rows);
    std::iota(all.begin(), all.end(), 0u);
    const auto among_first = times_among_first(m);
    const std::size_t most = std::max<std::size_t>(8, m.rows * 15 / 100);
    for (std::size_t t = 0; t < m.columns; ++t) {
        const auto positive = likeliest(m, t, std::clamp<std::size_t>(among_first[t] * 4 / 5, 8, most));
        const auto weights = rows.fit(all, positive, {LinearSettings::logistic, 1, false}).weights;
        for (std::size_t r = 0; r < out.terms.rows; ++r) out.terms.at(r, t) = static_cast<float>(weights[r]);
        out.offset[t] = static_cast<float>(weights.back());
    }
    return out;
}

}  // namespace

Matrix scores(const LinearScore& score, const Stories& stories) {
    Matrix out(stories.size(), score.offset.size());
    for (std::size_t s = 0; s < stories.size(); ++s) {
        const auto row = score.of(stories.likeness.row(s), stories.terms[s], stories.directions[s]);
        std::copy(row.begin(), row.end(), out.row(s).begin());
    }
    return out;
}

LinearScore zero_examples(const Stories& stories, const LinearRows& rows, const ZeroSettings& settings) {
    const std::size_t themes = stories.likeness.columns / likenesses;
    LinearScore score = likeness_score(stories, themes);
    to_unit_spread(score, stories);
    if (stories.size() < settings.min_stories) return score;
    for (std::uint32_t round = 0; round < settings.rounds; ++round) {
        auto learned = learned_from_itself(scores(score, stories), rows, stories.features.size());
        to_unit_spread(learned, stories);
        for (std::size_t t = 0; t < themes; ++t) score.add(learned, t, learned_weight);
        to_unit_spread(score, stories);
    }
    return score;
}

}  // namespace tangible::index
