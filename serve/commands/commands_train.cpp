// `tangible themes train`: learns from what people decided, and stores the model, whose hints the coding desk shows. A
// running server does the same by itself after some decisions (`retrain_after`).
#include "schemas/ground/error.h"
#include "serve/background/training.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include <iostream>
#include <numeric>

namespace tangible::serve {

int train_themes(Invocation& call) {
    Store store(call.data_dir, Store::Access::write);
    const auto config = configured(call.data_dir);
    const index::Cues cues(read_codebook(config.codebook));
    const index::Targets targets(cues.codebook(), {});
    const auto [model, learned] = trained(store, {cues, targets, config.demote_below_percent / 100.0});
    // A model learned from a story that was withdrawn meanwhile must not be kept.
    if (store.put_model(learned) == 0)
        throw Error(ErrorKind::temporary, "a story was taken back in the meantime, so nothing was saved",
                    "run the command again");
    // What follows only reports: the model is stored already.
    const auto sum = [](const std::vector<std::uint32_t>& all) { return std::accumulate(all.begin(), all.end(), 0u); };
    std::cout << "Stories used: " << model.stories << ", of which people coded or read to the end: " << model.reviewed
              << ". Themes confirmed: " << sum(model.confirmed) << ", rejected: " << sum(model.rejected) << ".\n";
    if (model.reviewed == 0)
        std::cout << "Hints come from the words of the codebook until somebody makes a decision.\n";
    else if (!model.calibrated())
        std::cout
            << "These are too few stories to say how often hints are right. Hints are labelled likely or possible.\n";
    for (const auto& r : learned.rules)
        if (r.demoted)
            std::cout << r.theme << ", “" << r.cue << "”: people accepted " << r.kept << " of " << r.decided
                      << " suggestions of this cue, so its suggestions are now hints\n";
    if (!model.with_vectors) std::cout << "This build has no word vectors.\n";
    return 0;
}

}  // namespace tangible::serve
