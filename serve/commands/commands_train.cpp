// `tangible themes train`: learns from what people decided, and stores the model, whose hints the coding desk shows. A
// running server does the same by itself after some decisions (`retrain_after`).
#include "schemas/ground/error.h"
#include "serve/background/training.h"
#include "serve/collection/config.h"
#include "serve/commands/commands_themes.h"
#include <iostream>
#include <numeric>

namespace tangible::serve {

int train_themes(Invocation& call) {
    expect_words(call, 0, 0, "train");
    Store store(call.data_dir, Store::Access::write);
    const auto config = configured(call.data_dir);
    const index::Cues cues(read_codebook(config.codebook));
    const index::Targets targets(cues.codebook(), {});
    const auto [model, learned] = trained(store, {cues, targets, config.demote_below_percent / 100.0});
    // A model learned from a story that was withdrawn meanwhile must not be kept.
    if (store.put_model(learned) == 0)
        throw Error(ErrorKind::temporary, "a story was taken back meanwhile, so that nothing was kept", "run it again");
    // What follows only reports: the model is stored already.
    const auto sum = [](const std::vector<std::uint32_t>& all) { return std::accumulate(all.begin(), all.end(), 0u); };
    std::cout << model.stories << " stories read, " << model.reviewed
              << " of them with decisions or read to the end: " << sum(model.confirmed) << " themes confirmed, "
              << sum(model.rejected) << " rejected\n";
    if (model.reviewed == 0)
        std::cout << "Suggestions come from the codebook's own words until somebody decides.\n";
    else if (!model.calibrated())
        std::cout << "Too few to say how often suggestions are right: they are shown in bands.\n";
    for (const auto& r : learned.rules)
        if (r.demoted)
            std::cout << r.theme << ", “" << r.cue << "”: people kept " << r.kept << " of " << r.decided
                      << " finds; what it finds is a hint from here on\n";
    if (!model.with_vectors) std::cout << "This build has no word vectors.\n";
    return 0;
}

}  // namespace tangible::serve
