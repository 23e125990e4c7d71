// When the server learns again from what people decided, and how: as `tangible themes train` does.  Reads the store,
// and writes nothing: who calls puts the model there.
#pragma once
#include "index/learning/model.h"
#include "index/tagging/cues.h"
#include "schemas/shapes/learned.h"
#include "schemas/store/store.h"
#include <functional>

namespace tangible::serve {

/// There is something to learn from, and no model of this codebook edition that has seen all but a few of the
/// decisions and readings to the end (fewer than `after`) and at least half of what changed in the collection; and
/// nothing waits to be read.  A few look-ups, unless there is no model.
bool training_due(Store&, const std::string& edition, int after);

struct Trained {
    index::Model model;
    Learned learned;
};

struct Teaching {
    const index::Cues& cues;
    const index::Targets& targets;
    double demote_below = 0;             ///< the share of a rule's finds that people must keep
    std::function<void()> step = [] {};  ///< called often; what it throws ends the work
};

/// Throws Error{not_found} when there is no story to learn from.
Trained trained(Store&, const Teaching&);

}  // namespace tangible::serve
