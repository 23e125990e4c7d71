// Fits the whole pile first. Then, for each fold, it fits the pile without that fold and uses the result to score the
// rows that were left out. Those fits start from the first one, which saves most of their passes.
#include "index/learning/votes.h"

namespace tangible::index {
namespace {

// The rows of a pile that are not in fold `f`.
Pile without(const Pile& pile, const std::vector<std::uint32_t>& fold, std::uint32_t f) {
    Pile out;
    for (std::size_t i = 0; i < pile.rows.size(); ++i) {
        if (fold[pile.reviews[i]] == f) continue;
        out.rows.push_back(pile.rows[i]);
        out.positive.push_back(pile.positive[i]);
        out.positives += pile.positive[i] ? 1 : 0;
    }
    return out;
}

}  // namespace

Pile pile_of(const std::vector<Review>& reviews, std::uint32_t theme) {
    Pile out;
    for (std::uint32_t r = 0; r < reviews.size(); ++r) {
        const Reviewed verdict = reviews[r].verdicts[theme];
        if (verdict == Reviewed::not_reviewed) continue;
        out.rows.push_back(reviews[r].story);
        out.reviews.push_back(r);
        out.positive.push_back(verdict == Reviewed::confirmed);
        out.positives += verdict == Reviewed::confirmed;
    }
    return out;
}

Vote vote_of(const LinearRows& rows, const Pile& pile, const std::vector<std::uint32_t>& fold, std::uint32_t folds,
             const LinearSettings& settings) {
    Vote out;
    if (pile.one_sided()) return out;
    LinearFit whole = rows.fit(pile.rows, pile.positive, settings);
    out.unseen.assign(pile.rows.size(), 0);
    out.known.assign(pile.rows.size(), 0);
    for (std::uint32_t f = 0; f < folds; ++f) {
        const Pile rest = without(pile, fold, f);
        if (rest.positives == 0 || rest.positives == rest.rows.size()) continue;
        const LinearFit fit = rows.fit(rest.rows, rest.positive, settings, &whole);
        for (std::size_t i = 0; i < pile.rows.size(); ++i)
            if (fold[pile.reviews[i]] == f) out.unseen[i] = rows.decision(pile.rows[i], fit.weights), out.known[i] = 1;
    }
    out.weights = std::move(whole.weights);
    return out;
}

}  // namespace tangible::index
