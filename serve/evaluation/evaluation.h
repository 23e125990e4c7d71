// One evaluation of the tagger on texts with labels: which rows train and which test, what comes of it.
#pragma once
#include "index/learning/fitting/measures.h"
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tangible::serve {

struct EvalAsked {
    std::filesystem::path codebook, train, test, predictions;  ///< train empty: without examples
    static constexpr std::uint32_t all_examples = 1'000'000;
    /// 0: the texts to learn from are there, but nobody reviewed them.
    std::uint32_t examples_per_theme = all_examples;
    std::uint64_t seed = 1;
    std::uint32_t stitched = 0;  ///< stories made of six tested texts each, to measure passages on
    std::uint32_t folds = 0;     ///< 0: train and test as given; else parts of the test file, each tested by the others
};

struct PassagesRight {
    std::uint32_t asked = 0;
    double right = 0, by_chance = 0;  ///< shares; by chance: a text drawn blindly
};

struct Evaluation {
    std::string codebook;
    std::vector<std::string> notes;  ///< what was unusual, and done about it
    std::vector<std::string> labels;
    std::size_t train_rows = 0, reviewed_rows = 0, test_rows = 0;
    index::Decided decided;
    index::Ranked ranked;
    index::Reliability reliability;
    index::Decided floor_decided;  ///< the same ranking for every text: by how often a label was given
    index::Ranked floor_ranked;
    PassagesRight passages;
    double learn_seconds = 0;  ///< processor time, of one model
    double texts_per_second = 0, words_per_text = 0, peak_memory_mb = 0;
    bool with_vectors = false;
};

Evaluation evaluated(const EvalAsked&);
std::string to_json(const Evaluation&);   ///< one line
std::string table_of(const Evaluation&);  ///< for people

}  // namespace tangible::serve
