// Measures how good learned suggestions are, on texts with labels that people gave: `tangible themes eval`.
//
//     EvalAsked asked;
//     asked.codebook = "labels.yaml", asked.test = "rows.jsonl", asked.folds = 5;
//     std::cout << table_of(evaluated(asked));
#pragma once
#include "index/learning/fitting/measures.h"
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tangible::serve {

/// One evaluation as asked for.
struct EvalAsked {
    /// Files: a codebook (YAML) or list of labels (JSON); labelled texts (schemas/codebooks/labelled.h) to learn from
    /// and to test on, which may be one file with splits; and where to write a line of JSON for each tested text.
    /// Without `train` and folds, the model learns from the codebook's words and the tested texts without their labels.
    /// Without `predictions` none are written.
    std::filesystem::path codebook, train, test, predictions;
    static constexpr std::uint32_t all_examples = 1'000'000;
    /// How many examples of each label the model may learn from.  0: it sees the texts to learn from, but labels only
    /// of those marked as drawn or reviewed.
    std::uint32_t examples_per_theme = all_examples;
    std::uint64_t seed = 1;      ///< decides everything that is drawn at random
    std::uint32_t stitched = 0;  ///< stories of six tested texts each to make, to measure passages on; 0 for none
    std::uint32_t folds = 0;     ///< parts of the test file, each tested by a model of the others; 0: as given
};

/// How often the passage shown for a label is the right one.
struct PassagesRight {
    std::uint32_t asked = 0;          ///< pairs of a stitched story and a label that it has
    double right = 0, by_chance = 0;  ///< shares from 0 to 1; by chance: of a passage chosen at random
};

/// The results.  With folds, the measures are over all tested texts together; rows, seconds and speed are those of the
/// last fold.
struct Evaluation {
    std::string codebook;             ///< its edition
    std::vector<std::string> notes;   ///< sentences for people: what was unusual, and what was done about it
    std::vector<std::string> labels;  ///< ids of the targets, in the order of `decided`
    /// Texts to learn from, how many of these with their labels, and texts tested.
    std::size_t train_rows = 0, reviewed_rows = 0, test_rows = 0;
    index::Decided decided;
    index::Ranked ranked;
    index::Reliability reliability;
    index::Decided floor_decided;  ///< baseline: every text has the same ranking, by how often each label was given
    index::Ranked floor_ranked;
    PassagesRight passages;
    double learn_seconds = 0;  ///< processor time, of one model
    double texts_per_second = 0, words_per_text = 0, peak_memory_mb = 0;
    bool with_vectors = false;  ///< this build has word vectors
};

/// Runs one evaluation.  Throws Error{usage} when options exclude each other or a file leaves no row, {not_found} and
/// {bad_schema} for a file that cannot be read, {storage} when the predictions cannot be written.
Evaluation evaluated(const EvalAsked&);
/// Returns the results as one line of JSON.
std::string to_json(const Evaluation&);
/// Returns the results as a table of several lines, for people.
std::string table_of(const Evaluation&);

}  // namespace tangible::serve
