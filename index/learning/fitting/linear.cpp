// LinearRows stores the rows and computes products; LinearDescent fits one theme. Both kinds of fit change the dual
// variable of one row at a time ("share") and keep the weights, which are the sum of share x row, up to date.
// descend_vectors() sets settled rows aside until the others are done (shrinking), and descend_logistic() takes
// Newton's steps in one share at a time. The names of the papers: share is alpha, agreement is y w x, damping is 1 /
// 2C.
#include "index/learning/fitting/linear.h"
#include "index/learning/features/lanes.h"
#include <algorithm>
#include <cmath>

namespace tangible::index {

namespace {

constexpr std::size_t dimensions = WordVectors::dimensions;
// How far the most violated condition may be from its optimum (LIBLINEAR's default).
constexpr double precision = 0.1;
constexpr int max_passes = 100;

// splitmix64 (Steele, Lea and Flood 2014).
struct Chance {
    std::uint64_t state = 0;
    std::size_t below(std::size_t n) {
        std::uint64_t z = (state += 0x9E3779B97F4A7C15ull);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return static_cast<std::size_t>((z ^ (z >> 31)) % n);
    }
};

}  // namespace

LinearRows::LinearRows(const std::vector<Sparse>& terms, const std::vector<Direction>& directions,
                       std::uint32_t term_count)
    : terms_(term_count), own_(terms.size()) {
    for (std::size_t r = 0; r < terms.size(); ++r) {
        begins_.push_back(places_.size());
        double square = 1;  // of the bias
        for (const auto& [place, x] : terms[r]) {
            places_.push_back(place), values_.push_back(x);
            square += double{x} * x;
        }
        directions_.insert(directions_.end(), directions[r].begin(), directions[r].end());
        squares_.push_back(square + dot(directions[r].data(), directions[r].data(), dimensions));
    }
    begins_.push_back(places_.size());
}

void LinearRows::set_own(std::span<const float> numbers, double weight) {
    for (std::size_t r = 0; r < own_.size(); ++r) own_[r] = static_cast<float>(weight * numbers[r]);
}

float LinearRows::decision(std::uint32_t row, std::span<const float> w) const {
    // Two sums, so that an addition need not wait for the one before.
    float even = 0, odd = 0;
    std::size_t i = begins_[row];
    const std::size_t end = begins_[row + 1];
    for (; i + 1 < end; i += 2) even += w[places_[i]] * values_[i], odd += w[places_[i + 1]] * values_[i + 1];
    if (i < end) even += w[places_[i]] * values_[i];
    return even + odd + dot(w.data() + terms_, directions_.data() + row * dimensions, dimensions) +
           w[terms_ + dimensions] * own_[row] + w[terms_ + dimensions + 1];
}

void LinearRows::add(std::span<float> w, std::uint32_t row, float times) const {
    for (std::size_t i = begins_[row]; i < begins_[row + 1]; ++i) w[places_[i]] += times * values_[i];
    add_times(w.data() + terms_, directions_.data() + row * dimensions, times, dimensions);
    w[terms_ + dimensions] += times * own_[row];
    w[terms_ + dimensions + 1] += times;
}

// One fit.
class LinearDescent {
public:
    LinearDescent(const LinearRows& all, std::span<const std::uint32_t> rows, std::span<const char> positive,
                  const LinearSettings& settings)
        : all_(all), rows_(rows), positive_(positive), share_(rows.size()) {
        const double count = static_cast<double>(rows.size());
        const double positives =
            static_cast<double>(std::count_if(positive.begin(), positive.end(), [](char p) { return p != 0; }));
        // Balanced: each side has half of the total cost.
        cost_[1] = settings.cost * (settings.balanced ? count / (2 * positives) : 1);
        cost_[0] = settings.cost * (settings.balanced ? count / (2 * (count - positives)) : 1);
        fit_.weights.assign(all.terms_ + dimensions + 2, 0);
        for (const auto r : rows) squares_.push_back(all.squares_[r] + double{all.own_[r]} * all.own_[r]);
        for (std::size_t i = 0; i < rows.size(); ++i) order_.push_back(static_cast<std::uint32_t>(i));
    }

    // Begins with the shares of `start`, or with none. Those of logistic regression must lie within (0, cost), where
    // its logarithms are finite.
    LinearFit fit(LinearSettings::Kind kind, const LinearFit* start) {
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            const double given = start ? start->shares[rows_[i]] : 0;
            share_[i] = kind == LinearSettings::vectors ? given : inside(given, cost(i));
            if (share_[i] != 0) all_.add(fit_.weights, rows_[i], static_cast<float>(sign(i) * share_[i]));
        }
        if (kind == LinearSettings::vectors)
            descend_vectors();
        else
            descend_logistic();
        fit_.shares.assign(all_.size(), 0);
        for (std::size_t i = 0; i < rows_.size(); ++i) fit_.shares[rows_[i]] = share_[i];
        return std::move(fit_);
    }

private:
    double cost(std::size_t i) const { return cost_[positive_[i] ? 1 : 0]; }
    double sign(std::size_t i) const { return positive_[i] ? 1 : -1; }
    static double inside(double share, double cost) { return std::clamp(share, 1e-8 * cost, (1 - 1e-8) * cost); }
    // How far a row is on its right side.
    double agreement(std::size_t i) const { return sign(i) * all_.decision(rows_[i], fit_.weights); }
    // Sets a row's share and brings the weights along.
    void move(std::size_t i, double to) {
        all_.add(fit_.weights, rows_[i], static_cast<float>(sign(i) * (to - share_[i])));
        share_[i] = to;
    }
    // Draws a new order for the first `count` rows (Fisher and Yates).
    void shuffle(std::size_t count) {
        for (std::size_t i = 0; i + 1 < count; ++i) std::swap(order_[i], order_[i + chance_.below(count - i)]);
    }

    // A row that is right by far holds nothing (share 0): it is set aside until the others are done, and asked again
    // then. `far` is how right a row must be for that, from the violations of the pass before.
    void descend_vectors() {
        std::size_t active = rows_.size();
        double far = 1e300;
        for (int pass = 0; pass < max_passes; ++pass) {
            shuffle(active);
            double most = -1e300, least = 1e300;
            for (std::size_t k = 0; k < active; ++k) {
                const auto i = order_[k];
                const double damping = 0.5 / cost(i);
                const double slope = agreement(i) - 1 + damping * share_[i];
                double projected = slope;
                if (share_[i] == 0) {
                    if (slope > far) {
                        std::swap(order_[k--], order_[--active]);
                        continue;
                    }
                    projected = std::min(slope, 0.0);
                }
                most = std::max(most, projected), least = std::min(least, projected);
                if (std::abs(projected) > 1e-12) move(i, std::max(share_[i] - slope / (squares_[i] + damping), 0.0));
            }
            far = most > 0 ? most : 1e300;
            if (most - least > precision) continue;
            if (active == rows_.size()) return;
            active = rows_.size(), far = 1e300;
        }
    }

    // Each step is Newton's in one share, between 0 and the row's cost. It is taken from the nearer end (`low`: from
    // 0), where the logarithm bends most, and never leaves the range: a step to 0 or below goes a tenth of the way
    // instead.
    void descend_logistic() {
        double inner_precision = 1e-2;
        for (int pass = 0; pass < max_passes; ++pass) {
            shuffle(rows_.size());
            double most = 0;
            std::size_t steps = 0;
            for (const auto i : order_) {
                const double c = cost(i), a = squares_[i], b = agreement(i);
                const bool low = 0.5 * a * (c - 2 * share_[i]) + b >= 0;
                const double old = low ? share_[i] : c - share_[i];
                double z = old > 0.5 * c ? 0.1 * old : old;
                const auto slope = [&] { return a * (z - old) + (low ? b : -b) + std::log(z / (c - z)); };
                double g = slope();
                most = std::max(most, std::abs(g));
                std::size_t inner = 0;
                for (; inner < 100 && std::abs(g) >= inner_precision; ++inner, g = slope()) {
                    const double next = z - g / (a + c / ((c - z) * z));
                    z = next <= 0 ? 0.1 * z : next;
                }
                if (inner) move(i, low ? z : c - z);
                steps += inner;
            }
            if (most < precision) return;
            // Few rows needed steps: ask for more precise ones.
            if (steps <= rows_.size() / 10) inner_precision = std::max(1e-8, 0.1 * inner_precision);
        }
    }

    const LinearRows& all_;
    std::span<const std::uint32_t> rows_;
    std::span<const char> positive_;
    double cost_[2] = {1, 1};
    std::vector<double> share_, squares_;
    std::vector<std::uint32_t> order_;
    Chance chance_;
    LinearFit fit_;
};

LinearFit LinearRows::fit(std::span<const std::uint32_t> rows, std::span<const char> positive,
                          const LinearSettings& settings, const LinearFit* start) const {
    return LinearDescent(*this, rows, positive, settings).fit(settings.kind, start);
}

}  // namespace tangible::index
