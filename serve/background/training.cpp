// Compares the latest model with the store by edition, judgements and revision to see whether training is due. Training
// learns the model, then its hints on stories, then the record of each rule, and reads the stories once for each. The
// store decides at the end whether the model may still be kept (Models::put_model).
#include "serve/background/training.h"
#include "index/building/rules.h"
#include "index/learning/collection.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include <algorithm>

namespace tangible::serve {
namespace {

// A young collection doubles often, and learning again after a few changes would gain little.
constexpr Revision few_changes = 200;

}  // namespace

bool training_due(Store& store, const std::string& edition, int after) {
    if (!store.pending(1).empty()) return false;
    const auto last = store.about_latest_model();
    if (!last) return !store.stories(Use::team).empty();
    return last->edition != edition || store.last_judgement() - last->last_judgement >= after ||
           store.revision() - last->revision >= std::max(few_changes, last->revision);
}

Trained trained(Store& store, const Teaching& how) {
    // Revision and judgement are read before the stories, so that what changes meanwhile counts as not learned yet.
    Learned learned{0, "", now_ms(), store.revision(), store.last_judgement(), ""};
    index::Analyser analyser;
    index::LearnSettings settings;
    settings.step = how.step;
    auto model = index::learned_from(store, how.targets, analyser, settings);
    if (model.stories == 0)
        throw Error(ErrorKind::not_found, "there are no stories that the team may read",
                    "add stories with: tangible receive");
    learned.edition = model.edition;
    learned.bytes = index::bytes_of(model);
    learned.hinted = index::hinted_by(model, store, how.targets, how.step);
    learned.rules = index::rules_of(store, how.cues, analyser, how.demote_below, how.step);
    return {std::move(model), std::move(learned)};
}

}  // namespace tangible::serve
