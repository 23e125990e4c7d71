// The texts of an evaluation, as the house would keep them, with the labels that people gave them.
#pragma once
#include "index/learning/features/reading.h"
#include "index/learning/features/targets.h"
#include "serve/evaluation/evaluation.h"
#include <string>
#include <vector>

namespace tangible::serve {

struct EvalText {
    std::string id, text, title, language;
    std::vector<char> labels;  ///< of each target
    bool drawn = false, reviewed = false;
};

struct EvalTexts {
    std::string codebook;  ///< its edition
    index::Targets targets;
    std::vector<EvalText> train, test;
    std::vector<std::string> notes;
};

/// One file for both is parted by its splits.  Labels that the codebook does not know are left out, and noted.
EvalTexts texts_for(const EvalAsked&);

index::Reading reading_of(const EvalText&, index::Analyser&);

}  // namespace tangible::serve
