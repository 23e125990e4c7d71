#include "index/learning/linear.h"
#include <algorithm>
#include <linear.h>

namespace tangible::index {
namespace {

constexpr double precision = 0.01;  // liblinear's own, relative to the gradient at the start

void say_nothing(const char*) {}

}  // namespace

struct LinearRows::Impl {
    std::vector<feature_node> nodes;
    std::vector<std::size_t> begins;  ///< of each row
    std::vector<std::size_t> own;     ///< node of each row's own number
    int features = 0;                 ///< with own number and bias
};

// Numbers of liblinear's features begin at 1; a row ends with the bias and -1.
LinearRows::LinearRows(const std::vector<Sparse>& terms, const std::vector<Direction>& directions,
                       std::uint32_t term_count)
    : impl_(std::make_unique<Impl>()) {
    auto& nodes = impl_->nodes;
    const auto number = [](std::size_t place) { return static_cast<int>(place + 1); };
    for (std::size_t r = 0; r < terms.size(); ++r) {
        impl_->begins.push_back(nodes.size());
        for (const auto& [place, x] : terms[r]) nodes.push_back({number(place), x});
        for (std::size_t k = 0; k < directions[r].size(); ++k)
            if (directions[r][k] != 0) nodes.push_back({number(term_count + k), directions[r][k]});
        impl_->own.push_back(nodes.size());
        nodes.push_back({number(term_count + WordVectors::dimensions), 0});
        nodes.push_back({number(term_count + WordVectors::dimensions + 1), 1});
        nodes.push_back({-1, 0});
    }
    impl_->features = static_cast<int>(term_count + WordVectors::dimensions + 2);
}

LinearRows::~LinearRows() = default;

std::size_t LinearRows::size() const { return impl_->begins.size(); }

void LinearRows::set_own(std::span<const float> numbers, double weight) {
    for (std::size_t r = 0; r < impl_->own.size(); ++r) impl_->nodes[impl_->own[r]].value = weight * numbers[r];
}

LinearWeights LinearRows::fit(std::span<const std::uint32_t> rows, std::span<const char> positive,
                              const LinearSettings& settings, const LinearWeights& start) const {
    set_print_string_function(say_nothing);
    std::vector<feature_node*> x;
    std::vector<double> y;
    // Of the labels 1 and -1 liblinear's positive side is 1, whichever comes first.
    for (const auto r : rows) x.push_back(impl_->nodes.data() + impl_->begins[r]);
    for (const char p : positive) y.push_back(p ? 1 : -1);
    problem all{static_cast<int>(rows.size()), impl_->features, y.data(), x.data(), -1};
    const double count = static_cast<double>(rows.size());
    const double positives =
        static_cast<double>(std::count_if(positive.begin(), positive.end(), [](char p) { return p; }));
    int labels[] = {1, -1};
    double weights[] = {1, 1};
    if (settings.balanced) weights[0] = count / (2 * positives), weights[1] = count / (2 * (count - positives));
    parameter how{};
    how.solver_type = settings.kind == LinearSettings::logistic ? L2R_LR : L2R_L2LOSS_SVC;
    how.C = settings.cost;
    how.eps = precision;
    how.nr_weight = 2;
    how.weight_label = labels;
    how.weight = weights;
    LinearWeights from = start;
    how.init_sol = from.empty() ? nullptr : from.data();
    model* made = train(&all, &how);
    LinearWeights out(made->w, made->w + impl_->features);
    free_and_destroy_model(&made);
    return out;
}

double LinearRows::decision(std::uint32_t row, const LinearWeights& weights) const {
    double sum = 0;
    for (const auto* n = impl_->nodes.data() + impl_->begins[row]; n->index != -1; ++n)
        sum += weights[static_cast<std::size_t>(n->index - 1)] * n->value;
    return sum;
}

}  // namespace tangible::index
