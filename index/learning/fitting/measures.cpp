// Helper formulas come first, then F1 in decided(), the rankings in ranked(), and the bins of reliability().
#include "index/learning/fitting/measures.h"
#include <algorithm>
#include <cmath>
#include <numeric>

namespace tangible::index {
namespace {

double f1_of(double both, double given, double suggested) {
    return given + suggested > 0 ? 2 * both / (given + suggested) : 0;
}

// Mean precision at the ranks of the right labels; averaged over stories it is LRAP, but for ties.
double precision_of_ranking(const std::vector<std::uint32_t>& order, const std::vector<char>& truth, double given) {
    double right = 0, sum = 0;
    for (std::size_t i = 0; i < order.size(); ++i)
        if (truth[order[i]]) sum += ++right / static_cast<double>(i + 1);
    return sum / given;
}

// The gain of a right label falls with its rank; the best possible ranking has 1.
double ndcg(const std::vector<std::uint32_t>& order, const std::vector<char>& truth, std::size_t given) {
    constexpr std::size_t depth = 5;
    double gain = 0, best = 0;
    for (std::size_t i = 0; i < std::min(depth, order.size()); ++i) {
        const double worth = 1 / std::log2(static_cast<double>(i) + 2);
        if (truth[order[i]]) gain += worth;
        if (i < given) best += worth;
    }
    return gain / best;
}

// Expected calibration error: the mean gap between said and observed shares, weighted by pairs.
double error_of(const std::vector<Reliability::Bin>& bins) {
    double sum = 0, pairs = 0;
    for (const auto& b : bins) {
        sum += std::abs(b.said - b.was) * static_cast<double>(b.pairs);
        pairs += static_cast<double>(b.pairs);
    }
    return pairs > 0 ? sum / pairs : 0;
}

}  // namespace

std::vector<std::uint32_t> order_of(std::span<const float> scores) {
    std::vector<std::uint32_t> out(scores.size());
    std::iota(out.begin(), out.end(), 0u);
    std::stable_sort(out.begin(), out.end(), [&](auto a, auto b) { return scores[a] > scores[b]; });
    return out;
}

Decided decided(const Given& truth, const Given& suggested) {
    const std::size_t labels = truth.empty() ? 0 : truth.front().size();
    Decided out;
    out.f1.assign(labels, 0), out.support.assign(labels, 0), out.suggested.assign(labels, 0);
    double all_both = 0, all_given = 0, all_suggested = 0, used = 0;
    for (std::size_t l = 0; l < labels; ++l) {
        double both = 0;
        for (std::size_t s = 0; s < truth.size(); ++s) {
            out.support[l] += truth[s][l] != 0;
            out.suggested[l] += suggested[s][l] != 0;
            both += truth[s][l] && suggested[s][l];
        }
        out.f1[l] = f1_of(both, out.support[l], out.suggested[l]);
        all_both += both, all_given += out.support[l], all_suggested += out.suggested[l];
        if (out.support[l]) out.macro += out.f1[l], ++used;
    }
    out.micro = f1_of(all_both, all_given, all_suggested);
    if (used > 0) out.macro /= used;
    return out;
}

Ranked ranked(const Given& truth, const Matrix& scores) {
    Ranked out;
    for (std::size_t s = 0; s < truth.size(); ++s) {
        const auto given =
            static_cast<std::size_t>(std::count_if(truth[s].begin(), truth[s].end(), [](char c) { return c; }));
        if (given == 0) continue;
        const auto order = order_of(scores.row(s));
        out.first_right += truth[s][order.front()] ? 1 : 0;
        out.lrap += precision_of_ranking(order, truth[s], static_cast<double>(given));
        out.ndcg5 += ndcg(order, truth[s], given);
        ++out.stories;
    }
    const double n = std::max(1u, out.stories);
    out.first_right /= n, out.lrap /= n, out.ndcg5 /= n;
    return out;
}

Reliability reliability(const Given& truth, const Matrix& probabilities) {
    return reliability(truth, probabilities, Given(truth.size(), std::vector<char>(probabilities.columns, 1)));
}

Reliability reliability(const Given& truth, const Matrix& probabilities, const Given& counts) {
    constexpr int count = 10;
    Reliability out;
    for (int b = 0; b < count; ++b) out.bins.push_back({b / 10.0, (b + 1) / 10.0, 0, 0, 0});
    for (std::size_t s = 0; s < truth.size(); ++s)
        for (std::size_t l = 0; l < truth[s].size(); ++l) {
            if (!counts[s][l]) continue;
            const double p = probabilities.at(s, l);
            auto& bin = out.bins[static_cast<std::size_t>(std::clamp(static_cast<int>(p * count), 0, count - 1))];
            bin.said += p, bin.was += truth[s][l] ? 1 : 0, ++bin.pairs;
        }
    for (auto& b : out.bins)
        if (b.pairs) b.said /= static_cast<double>(b.pairs), b.was /= static_cast<double>(b.pairs);
    out.error = error_of(out.bins);
    out.error_from_tenth = error_of({out.bins.begin() + 1, out.bins.end()});
    return out;
}

}  // namespace tangible::index
