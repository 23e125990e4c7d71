// All figures are functions of a few sums over units (Sums), and each group of units adds a fixed share to them. So a
// draw of the bootstrap does not look at units again: it counts how often each kind of group was drawn and adds up the
// shares. In order: with_dense_categories(), layout_of(), groups_of(), sums_of(), the figures, intervals_of().
#include "index/agreement/agreement.h"
#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <set>
#include <utility>

namespace tangible::index {
namespace {

/// Percent, kappa, alpha, ac1.
using Values = std::array<std::optional<double>, 4>;

/// Where each sum is in one row of numbers: units coded, units shared, agreement on shared units, then
///   share(c)          how much of the units was put into category c (a unit counts 1 in all)
///   together(a, b)    Krippendorff's coincidence matrix
///   by_pair(p, a, b)  how often the first coder of pair p said a where the second said b
struct Layout {
    std::size_t categories = 0;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> pairs;  ///< coders that share a unit, numbered

    static constexpr std::size_t units = 0, shared = 1, agreed = 2, first_share = 3;
    std::size_t share(std::size_t c) const { return first_share + c; }
    std::size_t together(std::size_t a, std::size_t b) const { return share(categories) + a * categories + b; }
    std::size_t by_pair(std::size_t pair, std::size_t a, std::size_t b) const {
        return together(categories, 0) + (pair * categories + a) * categories + b;
    }
    std::size_t size() const { return by_pair(pairs.size(), 0, 0); }
};

using Sums = std::vector<double>;
/// What one group of units adds to the sums: place and amount.
using Share = std::vector<std::pair<std::size_t, double>>;

// Numbers the categories that were used 0, 1, 2 and so on, since the layout has a place for each.
std::vector<Unit> with_dense_categories(std::vector<Unit> units, std::size_t& categories) {
    std::set<std::uint32_t> used;
    for (const auto& u : units)
        for (const auto& r : u.ratings) used.insert(r.category);
    categories = used.size();
    for (auto& u : units)
        for (auto& r : u.ratings)
            r.category = static_cast<std::uint32_t>(std::distance(used.begin(), used.find(r.category)));
    return units;
}

// Calls `take` once with each pair of ratings of a unit, the lower coder first.
template <class Take> void each_pair(const Unit& unit, const Take& take) {
    for (const auto& a : unit.ratings)
        for (const auto& b : unit.ratings)
            if (a.coder < b.coder) take(a, b);
}

Layout layout_of(const std::vector<Unit>& units, std::size_t categories) {
    Layout layout{categories, {}};
    for (const auto& u : units)
        each_pair(u, [&](const Rating& a, const Rating& b) {
            layout.pairs.try_emplace({a.coder, b.coder}, layout.pairs.size());
        });
    return layout;
}

// What one unit adds. Each of its n (n - 1) / 2 pairs is one of that many for percent; in the coincidence matrix each
// ordered pair counts 1 / (n - 1), so that the unit counts n in all (Krippendorff).
void add(Share& to, const Unit& unit, const Layout& at) {
    if (unit.ratings.empty()) return;
    const auto n = static_cast<double>(unit.ratings.size());
    to.emplace_back(Layout::units, 1);
    for (const auto& r : unit.ratings) to.emplace_back(at.share(r.category), 1 / n);
    if (n < 2) return;
    to.emplace_back(Layout::shared, 1);
    each_pair(unit, [&](const Rating& a, const Rating& b) {
        if (a.category == b.category) to.emplace_back(Layout::agreed, 2 / (n * (n - 1)));
        to.emplace_back(at.together(a.category, b.category), 1 / (n - 1));
        to.emplace_back(at.together(b.category, a.category), 1 / (n - 1));
        to.emplace_back(at.by_pair(at.pairs.at({a.coder, b.coder}), a.category, b.category), 1);
    });
}

// Sums up what the units of one group add to the same place.
Share merged(const Share& share) {
    std::map<std::size_t, double> sums;
    for (auto [at, value] : share) sums[at] += value;
    return {sums.begin(), sums.end()};
}

/// Groups by kind. Many groups are alike (one theme, two coders, both said no), and alike ones are one kind.
struct Groups {
    std::vector<Share> kinds;
    std::vector<std::uint32_t> kind_of;  ///< by group
};

Groups groups_of(const std::vector<Unit>& units, const Layout& layout) {
    std::map<std::uint32_t, Share> by_group;
    for (const auto& u : units) add(by_group[u.group], u, layout);
    Groups out;
    std::map<Share, std::uint32_t> known;
    for (const auto& [group, share] : by_group) {
        const auto [kind, is_new] = known.try_emplace(merged(share), static_cast<std::uint32_t>(out.kinds.size()));
        if (is_new) out.kinds.push_back(kind->first);
        out.kind_of.push_back(kind->second);
    }
    return out;
}

// The sums when each kind of group comes `times` times.
Sums sums_of(const Groups& groups, const std::vector<std::uint32_t>& times, const Layout& layout) {
    Sums sums(layout.size());
    for (std::size_t kind = 0; kind < times.size(); ++kind)
        for (auto [at, value] : groups.kinds[kind]) sums[at] += times[kind] * value;
    return sums;
}

// From here on: figures from sums.

// (observed - expected) / (all - expected); nullopt when chance alone gives full agreement, but for rounding.
std::optional<double> beyond_chance(double observed, double expected, double all) {
    constexpr double nothing = 1e-12;
    if (all - expected <= nothing * all) return std::nullopt;
    return (observed - expected) / (all - expected);
}

std::optional<double> percent(const Sums& s) {
    if (s[Layout::shared] <= 0) return std::nullopt;
    return s[Layout::agreed] / s[Layout::shared];
}

// For each pair of coders, chance agreement follows from how often each of them used each category.
std::optional<double> kappa(const Sums& s, const Layout& at) {
    double all = 0, observed = 0, expected = 0;
    for (std::size_t p = 0; p < at.pairs.size(); ++p) {
        double n = 0, chance = 0;
        for (std::size_t c = 0; c < at.categories; ++c) {
            double one = 0, other = 0;
            for (std::size_t d = 0; d < at.categories; ++d) {
                one += s[at.by_pair(p, c, d)];
                other += s[at.by_pair(p, d, c)];
            }
            n += one, chance += one * other, observed += s[at.by_pair(p, c, c)];
        }
        all += n;
        if (n > 0) expected += chance / n;
    }
    return beyond_chance(observed, expected, all);
}

// In terms of agreement instead of disagreement: pairs within units against pairs of any two ratings.
std::optional<double> alpha(const Sums& s, const Layout& at) {
    double all = 0, observed = 0, squares = 0;
    for (std::size_t c = 0; c < at.categories; ++c) {
        double n = 0;
        for (std::size_t d = 0; d < at.categories; ++d) n += s[at.together(c, d)];
        all += n, observed += s[at.together(c, c)], squares += n * (n - 1);
    }
    if (all <= 1) return std::nullopt;
    return beyond_chance(observed, squares / (all - 1), all);
}

// Chance agreement is the mean of p (1 - p) over categories, by Gwet's definition.
std::optional<double> ac1(const Sums& s, const Layout& at) {
    const auto seen = percent(s);
    if (!seen || at.categories < 2) return std::nullopt;
    double chance = 0;
    for (std::size_t c = 0; c < at.categories; ++c) {
        const double share = s[at.share(c)] / s[Layout::units];
        chance += share * (1 - share);
    }
    return beyond_chance(*seen, chance / static_cast<double>(at.categories - 1), 1);
}

Values values_of(const Sums& s, const Layout& at) { return {percent(s), kappa(s, at), alpha(s, at), ac1(s, at)}; }

// From here on: intervals.

// The middle 95 % of the drawn values.
std::optional<Interval> interval_of(std::vector<double> drawn, std::uint32_t draws) {
    if (drawn.empty() || drawn.size() * 10 < std::size_t{draws} * 9) return std::nullopt;
    std::sort(drawn.begin(), drawn.end());
    // 2.5 % on each side.
    const auto cut_off = drawn.size() / 40;
    return Interval{drawn[cut_off], drawn[drawn.size() - 1 - cut_off]};
}

std::array<std::optional<Interval>, 4> intervals_of(const Groups& groups, const Layout& layout, const Bootstrap& how) {
    const auto all = groups.kind_of.size();
    if (all < 2) return {};
    // The generator gives the same numbers on every machine; distributions of <random> do not, so the number is scaled
    // by hand: the upper 32 bits times `all`, without the lower 32.
    std::mt19937_64 random(how.seed);
    std::array<std::vector<double>, 4> drawn;
    for (std::uint32_t draw = 0; draw < how.draws; ++draw) {
        std::vector<std::uint32_t> times(groups.kinds.size());
        // As many groups as there are, with replacement.
        for (std::size_t i = 0; i < all; ++i) ++times[groups.kind_of[((random() >> 32) * all) >> 32]];
        const auto values = values_of(sums_of(groups, times, layout), layout);
        for (std::size_t f = 0; f < values.size(); ++f)
            if (values[f]) drawn[f].push_back(*values[f]);
    }
    std::array<std::optional<Interval>, 4> out;
    for (std::size_t f = 0; f < out.size(); ++f) out[f] = interval_of(std::move(drawn[f]), how.draws);
    return out;
}

std::uint32_t coders_in(const Layout& layout) {
    std::set<std::uint32_t> coders;
    for (const auto& [pair, number] : layout.pairs) coders.insert({pair.first, pair.second});
    return static_cast<std::uint32_t>(coders.size());
}

}  // namespace

Agreement agreement(const std::vector<Unit>& as_coded, const Bootstrap& how) {
    std::size_t categories = 0;
    const auto units = with_dense_categories(as_coded, categories);
    const auto layout = layout_of(units, categories);
    const auto groups = groups_of(units, layout);
    std::vector<std::uint32_t> once(groups.kinds.size());
    for (auto kind : groups.kind_of) ++once[kind];
    const auto sums = sums_of(groups, once, layout);
    const auto values = values_of(sums, layout);
    Agreement out{static_cast<std::uint32_t>(sums[Layout::units]),
                  static_cast<std::uint32_t>(sums[Layout::shared]),
                  coders_in(layout),
                  {values[0], {}},
                  {values[1], {}},
                  {values[2], {}},
                  {values[3], {}}};
    if (!out.shared) return out;
    const auto intervals = intervals_of(groups, layout, how);
    Figure* const figures[] = {&out.percent, &out.kappa, &out.alpha, &out.ac1};
    for (std::size_t f = 0; f < intervals.size(); ++f)
        if (figures[f]->value) figures[f]->interval = intervals[f];
    return out;
}

}  // namespace tangible::index
