// The texts of an evaluation, normalised as the server normalises stories, with the labels that people gave them.
#pragma once
#include "index/learning/features/reading.h"
#include "index/learning/features/targets.h"
#include "serve/evaluation/evaluation.h"
#include <string>
#include <vector>

namespace tangible::serve {

/// One labelled text.
struct EvalText {
    std::string id, text, title, language;  ///< UTF-8, NFC; base language, "en"
    std::vector<char> labels;               ///< one for each target: 1 when people gave the label, else 0
    bool drawn = false, reviewed = false;   ///< as in Labelled
};

/// All that one evaluation reads from its files.
struct EvalTexts {
    std::string codebook;  ///< its edition
    index::Targets targets;
    std::vector<EvalText> train, test;  ///< `train` is empty with folds, or without a file to learn from
    std::vector<std::string> notes;
};

/// Reads codebook and rows.  Rows with a split ("train", "test") are used for that part only, so that one file can
/// serve both.  Labels that the codebook does not know are left out, and a note says so.  Throws as evaluated() does.
EvalTexts texts_for(const EvalAsked&);

/// Returns the text and its title as learning sees them.
index::Reading reading_of(const EvalText&, index::Analyser&);

}  // namespace tangible::serve
