// The class Run carries out one evaluation:
//   1. texts_for() reads the codebook and the labelled texts;
//   2. part(), once or for each fold: reviews_of() chooses the examples, index::learn() makes a model, tag() suggests
//      labels for the test texts, and put_floor() works out the baseline;
//   3. measure() compares the suggestions for all test texts with the labels that people gave.
// With folds, a model that did not see a text suggests its labels. All texts are measured together, since a rare label
// may have a single text in a fold.
#include "serve/evaluation/evaluation.h"
#include "index/learning/folds.h"
#include "index/learning/learn.h"
#include "index/learning/suggest.h"
#include "schemas/ground/error.h"
#include "schemas/ground/json_text.h"
#include "serve/evaluation/evaluation_passages.h"
#include "serve/evaluation/evaluation_texts.h"
#include <algorithm>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sys/resource.h>

namespace tangible::serve {
namespace {

using Json = nlohmann::ordered_json;
using index::Analyser;
using index::Analysis;
using index::Matrix;
using index::Model;
using index::Reading;
using index::Review;
using index::Reviewed;
using index::Suggester;
using index::Targets;

// Processor time and not the clock's, so that other work on the machine does not count.
double processor_seconds() {
    timespec t{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double peak_memory_mb() {
    rusage self{};
    getrusage(RUSAGE_SELF, &self);
    return static_cast<double>(self.ru_maxrss) / 1024;  // Linux gives KiB
}

class Run {
public:
    Run(const EvalAsked& asked, Evaluation& to)
        : asked_(asked), to_(to), all_(texts_for(asked)), targets_(all_.targets), test_(all_.test) {
        to_.codebook = all_.codebook;
        to_.notes = all_.notes;
        for (const auto& t : targets_.all) to_.labels.push_back(t.id);
        to_.with_vectors = index::WordVectors::all().here();
        if (!to_.with_vectors)
            to_.notes.push_back("this build has no word vectors, so suggestions are made without them");
        to_.test_rows = test_.size();
    }

    void run() {
        probabilities_ = Matrix(test_.size(), targets_.size());
        suggested_.assign(test_.size(), std::vector<char>(targets_.size()));
        floor_ = probabilities_;
        if (!asked_.predictions.empty()) open_predictions();
        if (asked_.folds == 0)
            part(all_.train, {});
        else
            in_folds();
        measure();
    }

private:
    void in_folds() {
        std::vector<Review> reviews;
        for (std::uint32_t i = 0; i < test_.size(); ++i) reviews.push_back(review_of(test_[i], i));
        const auto fold = index::folds_of(reviews, asked_.folds, asked_.seed);
        for (std::uint32_t f = 0; f < asked_.folds; ++f) {
            std::vector<EvalText> train;
            std::vector<std::uint32_t> test;
            for (std::uint32_t i = 0; i < test_.size(); ++i)
                if (fold[i] == f)
                    test.push_back(i);
                else
                    train.push_back(test_[i]);
            part(train, test);
        }
    }

    Review review_of(const EvalText& t, std::uint32_t story) const {
        Review out{story, {}, t.drawn};
        for (const char given : t.labels) out.verdicts.push_back(given ? Reviewed::confirmed : Reviewed::rejected);
        return out;
    }

    // Chooses the texts whose labels the model sees: in random order, each text with a label that has too few examples
    // yet, and every text that is marked as drawn or reviewed. The labels of marked texts are known however few
    // examples are asked for, so they do not count as examples.
    std::vector<Review> reviews_of(const std::vector<EvalText>& train) const {
        std::vector<std::uint32_t> order(train.size());
        std::iota(order.begin(), order.end(), 0u);
        std::vector<Review> out;
        std::vector<std::uint32_t> examples(targets_.size());
        if (asked_.examples_per_theme != EvalAsked::all_examples)
            std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
                return index::pair_number(asked_.seed, a) < index::pair_number(asked_.seed, b);
            });
        for (const auto i : order) {
            const bool known = train[i].drawn || train[i].reviewed;
            bool wanted = known || asked_.examples_per_theme == EvalAsked::all_examples;
            for (std::size_t t = 0; t < examples.size(); ++t)
                wanted |= train[i].labels[t] && examples[t] < asked_.examples_per_theme;
            if (!wanted) continue;
            for (std::size_t t = 0; t < examples.size() && !known; ++t) examples[t] += train[i].labels[t] != 0;
            out.push_back(review_of(train[i], i));
        }
        return out;
    }

    // Learns from `train` and tests the rows `test` (none: all). A model needs a collection to learn how words are
    // used, even before anybody has reviewed a story; without texts to learn from, the tested texts are that
    // collection, and their labels stay hidden.
    void part(const std::vector<EvalText>& train, std::vector<std::uint32_t> test) {
        if (test.empty()) {
            test.resize(test_.size());
            std::iota(test.begin(), test.end(), 0u);
        }
        Analyser analyser;
        std::vector<Reading> pool;
        for (const auto& t : train) pool.push_back(reading_of(t, analyser));
        if (train.empty())
            for (const auto i : test) pool.push_back(reading_of(test_[i], analyser));
        const auto reviews = reviews_of(train);
        const double from = processor_seconds();
        // Five folds of the model's own, in which it calibrates itself: not the folds of this evaluation.
        const Model model = index::learn(pool, reviews, targets_, analyser, {5, asked_.seed});
        to_.learn_seconds = processor_seconds() - from;
        to_.train_rows = train.size(), to_.reviewed_rows = reviews.size();
        tag(model, test, analyser);
        put_floor(train, test);
    }

    void tag(const Model& model, const std::vector<std::uint32_t>& test, Analyser& analyser) {
        const Suggester suggester(targets_, model, analyser);
        std::size_t words = 0;
        const double from = processor_seconds();
        for (const auto i : test) {
            const Reading reading = reading_of(test_[i], analyser);
            words += reading.words.size();
            const auto p = suggester.probabilities(reading);
            std::copy(p.begin(), p.end(), probabilities_.row(i).begin());
            for (std::size_t t = 0; t < p.size(); ++t)
                suggested_[i][t] = p[t] >= model.cuts.of[t] && !reading.words.empty();
        }
        // Never 0, which a few short texts might take.
        const double took = std::max(1e-9, processor_seconds() - from);
        to_.texts_per_second = static_cast<double>(test.size()) / took;
        to_.words_per_text = static_cast<double>(words) / static_cast<double>(test.size());
        if (out_.is_open())
            for (const auto i : test) predict(suggester, i, analyser);
        if (asked_.stitched)
            to_.passages = passages_right(suggester, test_, test, asked_.stitched, asked_.seed, analyser);
    }

    void open_predictions() {
        out_.open(asked_.predictions, std::ios::binary);
        if (!out_) throw Error(ErrorKind::storage, "cannot write " + asked_.predictions.string());
    }

    // Writes one text's line: all labels, the likeliest first, each with its passage; words for the first five and for
    // those that are suggested.
    void predict(const Suggester& suggester, std::uint32_t i, Analyser& analyser) {
        const EvalText& text = test_[i];
        const Analysis analysis = analyser.analyse(text.text, text.language);
        const Reading reading = reading_of(text, analyser);
        Json labels = Json::array();
        for (const auto& s : suggester.suggest(text.text, analysis, reading, 5)) {
            Json label = {{"label", targets_.all[s.theme].id},
                          {"probability", json_number(std::to_string(s.probability))},
                          {"suggested", s.suggested}};
            if (s.passage.size()) {
                label["evidence"] = {
                    {"begin", s.passage.begin}, {"end", s.passage.end}, {"quote", cut(text.text, s.passage)}};
                if (!s.words.empty()) label["words"] = s.words;
            }
            labels.push_back(std::move(label));
        }
        out_ << dumped({{"id", text.id}, {"labels", labels}}) << '\n';
    }

    // The baseline gives each label the same probability in every text: how often it was given in training. Where there
    // is nothing to learn from, it counts in the tested texts themselves, which favours the baseline.
    void put_floor(const std::vector<EvalText>& train, const std::vector<std::uint32_t>& test) {
        std::vector<float> times(targets_.size());
        const auto count = [&](const EvalText& t) {
            for (std::size_t l = 0; l < times.size(); ++l) times[l] += t.labels[l] ? 1.f : 0.f;
        };
        for (const auto& t : train) count(t);
        if (train.empty())
            for (const auto i : test) count(test_[i]);
        const float n = static_cast<float>(std::max<std::size_t>(1, train.empty() ? test.size() : train.size()));
        for (const auto i : test)
            for (std::size_t l = 0; l < times.size(); ++l) floor_.at(i, l) = times[l] / n;
    }

    void measure() {
        index::Given truth, floor(test_.size(), std::vector<char>(targets_.size()));
        for (const auto& t : test_) truth.push_back(t.labels);
        to_.decided = index::decided(truth, suggested_);
        to_.ranked = index::ranked(truth, probabilities_);
        to_.reliability = index::reliability(truth, probabilities_);
        to_.floor_ranked = index::ranked(truth, floor_);
        // The baseline's cut is chosen on the very labels that it is measured by, which also favours the baseline.
        const float cut = index::chosen_cuts(truth, Matrix(test_.size(), targets_.size(), 1), floor_).all;
        for (std::size_t i = 0; i < floor.size(); ++i)
            for (std::size_t l = 0; l < floor[i].size(); ++l) floor[i][l] = floor_.at(i, l) >= cut;
        to_.floor_decided = index::decided(truth, floor);
        to_.peak_memory_mb = peak_memory_mb();
    }

    const EvalAsked& asked_;
    Evaluation& to_;
    const EvalTexts all_;
    const Targets& targets_;
    const std::vector<EvalText>& test_;
    Matrix probabilities_, floor_;
    index::Given suggested_;
    std::ofstream out_;
};

}  // namespace

Evaluation evaluated(const EvalAsked& asked) {
    Evaluation out;
    Run(asked, out).run();
    return out;
}

}  // namespace tangible::serve
