// Minimises the logistic loss plus the price of leaving the given weights, with Newton's method and Gaussian
// elimination. fitted_line() fits a second time, with the slope held at its limit, when the slope would leave its
// range.
#include "index/learning/fitting/calibration.h"
#include <algorithm>
#include <cmath>
#include <utility>

namespace tangible::index {
namespace {

// log(1 + exp(z)) without overflow.
double softplus(double z) { return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z)); }

// The loss to be minimised, as a function of the weights.
struct Problem {
    std::span<const double> x;
    std::span<const char> yes;
    const Drawn& drawn;
    std::size_t columns() const { return drawn.towards.size(); }

    double logit(std::size_t row, const std::vector<double>& w) const {
        double z = 0;
        for (std::size_t c = 0; c < w.size(); ++c) z += w[c] * x[row * w.size() + c];
        return z;
    }
    double price(const std::vector<double>& w) const {
        double sum = 0;
        for (std::size_t c = 0; c < w.size(); ++c)
            sum += drawn.strength[c] / 2 * (w[c] - drawn.towards[c]) * (w[c] - drawn.towards[c]);
        for (std::size_t r = 0; r < yes.size(); ++r) {
            const double z = logit(r, w);
            sum += softplus(yes[r] ? -z : z);
        }
        return sum;
    }
};

// Solves a x = b by Gaussian elimination with the largest pivot. `a` is small and positive definite but for rounding;
// where it is not, the answer is 0 and the fit ends.
std::vector<double> solved(std::vector<double> a, std::vector<double> b) {
    const std::size_t n = b.size();
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k + 1; i < n; ++i)
            if (std::abs(a[i * n + k]) > std::abs(a[pivot * n + k])) pivot = i;
        if (std::abs(a[pivot * n + k]) < 1e-12) return std::vector<double>(n, 0);
        for (std::size_t j = 0; j < n; ++j) std::swap(a[k * n + j], a[pivot * n + j]);
        std::swap(b[k], b[pivot]);
        for (std::size_t i = k + 1; i < n; ++i) {
            const double by = a[i * n + k] / a[k * n + k];
            for (std::size_t j = k; j < n; ++j) a[i * n + j] -= by * a[k * n + j];
            b[i] -= by * b[k];
        }
    }
    for (std::size_t k = n; k-- > 0;) {
        for (std::size_t j = k + 1; j < n; ++j) b[k] -= a[k * n + j] * b[j];
        b[k] /= a[k * n + k];
    }
    return b;
}

// The inverse of the curvature times the gradient. 1e-9 keeps the matrix invertible when a column has no strength.
std::vector<double> newton_step(const Problem& p, const std::vector<double>& w) {
    const std::size_t n = w.size();
    std::vector<double> gradient(n), curvature(n * n);
    for (std::size_t c = 0; c < n; ++c) {
        gradient[c] = p.drawn.strength[c] * (w[c] - p.drawn.towards[c]);
        curvature[c * n + c] = p.drawn.strength[c] + 1e-9;
    }
    for (std::size_t r = 0; r < p.yes.size(); ++r) {
        const double q = probability_of(p.logit(r, w)), wrong = q - (p.yes[r] ? 1 : 0), bend = q * (1 - q);
        const double* row = p.x.data() + r * n;
        for (std::size_t i = 0; i < n; ++i) {
            gradient[i] += wrong * row[i];
            for (std::size_t j = 0; j < n; ++j) curvature[i * n + j] += bend * row[i] * row[j];
        }
    }
    return solved(std::move(curvature), std::move(gradient));
}

}  // namespace

double probability_of(double logit) {
    return logit >= 0 ? 1 / (1 + std::exp(-logit)) : std::exp(logit) / (1 + std::exp(logit));
}

double logit_of(double p) {
    p = std::clamp(p, 1e-4, 1 - 1e-4);
    return std::log(p / (1 - p));
}

std::vector<double> fitted_logistic(std::span<const double> x, std::span<const char> yes, const Drawn& drawn) {
    const Problem problem{x, yes, drawn};
    std::vector<double> w = drawn.towards;
    double price = problem.price(w);
    for (int step = 0; step < 100; ++step) {
        const auto down = newton_step(problem, w);
        bool better = false;
        for (double length = 1; length > 1e-8 && !better; length /= 2) {
            std::vector<double> next = w;
            for (std::size_t c = 0; c < w.size(); ++c) next[c] -= length * down[c];
            const double there = problem.price(next);
            // Negated so that NaN counts as no improvement.
            if (!(there < price - 1e-10 * std::abs(price))) continue;
            better = true;
            w = std::move(next), price = there;
        }
        if (!better) break;
    }
    return w;
}

Line fitted_line(std::span<const double> logits, std::span<const char> yes, double slope_strength,
                 double offset_strength) {
    std::vector<double> x;
    for (const double z : logits) x.insert(x.end(), {z, 1});
    auto w = fitted_logistic(x, yes, {{1, 0}, {slope_strength, offset_strength}});
    const double slope = std::clamp(w[0], least_slope, most_slope);
    // A strength of 1e9 holds the slope where it is while the offset is fitted again.
    if (slope != w[0]) w = fitted_logistic(x, yes, {{slope, 0}, {1e9, offset_strength}});
    return {slope, w[1]};
}

}  // namespace tangible::index
