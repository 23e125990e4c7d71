// Lists of stories are combined in one walk along both. best() keeps the best stories found so far in a heap of at most
// `limit` entries, so that it never sorts the whole list: O(stories log limit).
#include "index/search/order.h"

namespace tangible::index {
namespace {

/// Whether a story comes before another. A strict weak order: references differ, so no two stories are equal.
class Before {
public:
    Before(const Numbers& numbers, Sort sort) : numbers_(numbers), sort_(sort) {}
    bool operator()(const Match& a, const Match& b) const {
        // Weights are 0 in any order but relevance, and then decide nothing.
        if (a.weight != b.weight) return a.weight > b.weight;
        if (sort_ == Sort::latest && numbers_.opened[a.doc] != numbers_.opened[b.doc])
            return numbers_.opened[a.doc] > numbers_.opened[b.doc];
        // An unknown year (0) is last, whether the newest or the oldest come first.
        if (const bool known = numbers_.year[a.doc] > 0; known != (numbers_.year[b.doc] > 0)) return known;
        for (const auto* time : {&numbers_.year, &numbers_.received_ms})
            if ((*time)[a.doc] != (*time)[b.doc]) return (sort_ == Sort::oldest) == ((*time)[a.doc] < (*time)[b.doc]);
        return numbers_.reference[a.doc] < numbers_.reference[b.doc];
    }

private:
    const Numbers& numbers_;
    Sort sort_;
};

}  // namespace

Found in_both(const Found& one, const Found& other) {
    Found both;
    for (std::size_t i = 0, k = 0; i < one.docs.size() && k < other.docs.size();) {
        if (one.docs[i] < other.docs[k]) {
            ++i;
        } else if (other.docs[k] < one.docs[i]) {
            ++k;
        } else {
            both.docs.push_back(one.docs[i]);
            if (!one.weights.empty()) both.weights.push_back(one.weights[i] + other.weights[k]);
            ++i, ++k;
        }
    }
    return both;
}

Found but(const Found& one, const Found& other) {
    Found rest;
    for (std::size_t i = 0, k = 0; i < one.docs.size(); ++i) {
        while (k < other.docs.size() && other.docs[k] < one.docs[i]) ++k;
        if (k < other.docs.size() && other.docs[k] == one.docs[i]) continue;
        rest.docs.push_back(one.docs[i]);
        if (!one.weights.empty()) rest.weights.push_back(one.weights[i]);
    }
    return rest;
}

void add(Adding<double>& to, const Found& found) {
    for (std::size_t i = 0; i < found.docs.size(); ++i)
        to.add(found.docs[i], found.weights.empty() ? 0 : found.weights[i]);
}

Found sum(const Adding<double>& added) {
    Found all{added.docs(), {}};
    all.weights.reserve(all.docs.size());
    for (auto doc : all.docs) all.weights.push_back(added.of(doc));
    return all;
}

// Stories with high numbers arrived last and are often among the first. Looked at first, they fill the heap and keep
// the others out of it.
std::vector<Match> best(const Found& found, const Numbers& numbers, Sort sort, std::size_t limit) {
    const Before before(numbers, sort);
    std::vector<Match> heap;  // the last of the best is on top, to be pushed out
    if (limit == 0) return heap;
    for (auto i = found.docs.size(); i-- > 0;) {
        const Match m{found.docs[i], found.weights.empty() ? 0 : found.weights[i]};
        if (heap.size() == limit) {
            if (!before(m, heap.front())) continue;
            std::pop_heap(heap.begin(), heap.end(), before);
            heap.pop_back();
        }
        heap.push_back(m);
        std::push_heap(heap.begin(), heap.end(), before);
    }
    std::sort_heap(heap.begin(), heap.end(), before);
    return heap;
}

}  // namespace tangible::index
