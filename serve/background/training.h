// Decides when a server should learn again from people's decisions, and learns, as `tangible themes train` does. Reads
// the store and writes nothing; the caller stores the model:
//
//     if (training_due(store, targets.edition(), config.retrain_after))
//         store.put_model(trained(store, {cues, targets, 0.5}).learned);
#pragma once
#include "index/learning/model.h"
#include "index/tagging/cues.h"
#include "schemas/shapes/learned.h"
#include "schemas/store/store.h"
#include <functional>

namespace tangible::serve {

/// Returns whether it is time to learn again. Never while submissions wait to be read. Otherwise if there is no model
/// and the team may read some story, if the latest model is of another codebook `edition`, if people have made `after`
/// or more judgements since, or if the store's revision has doubled since. Costs a few look-ups.
bool training_due(Store&, const std::string& edition, int after);

/// A model, and the same with its hints and the records of rules, as the store keeps it.
struct Trained {
    index::Model model;
    Learned learned;
};

/// What to learn with.
struct Teaching {
    const index::Cues& cues;
    const index::Targets& targets;
    double demote_below = 0;             ///< 0 to 1: a rule is demoted if people keep a smaller share of its finds
    std::function<void()> step = [] {};  ///< called often; an exception from it ends the work
};

/// Learns a model from the stories that the team may read, then its hints and the records of rules. Takes seconds to
/// minutes. Throws Error{not_found} when there is no such story, and what `step` throws.
Trained trained(Store&, const Teaching&);

}  // namespace tangible::serve
