// themes train: learns from what people decided on the stories here, and keeps the model for the coding desk.
#include "index/learning/collection.h"
#include "schemas/clock.h"
#include "schemas/error.h"
#include "serve/commands_themes.h"
#include "serve/config.h"
#include <iostream>
#include <numeric>

namespace tangible::serve {

int train_themes(Invocation& call) {
    expect_words(call, 0, 0, "train");
    Store store(call.data_dir, Store::Access::write);
    const index::Targets targets(read_codebook(configured(call.data_dir).codebook), {});
    index::Analyser analyser;
    const auto revision = store.revision();
    const auto decided = store.last_decision();
    const auto model = index::learned_from(store, targets, analyser);
    if (model.stories == 0)
        throw Error(ErrorKind::not_found, "there is no story here that the team may read",
                    "tangible receive takes some in");
    store.put(Learned{0, model.edition, now_ms(), revision, decided, index::bytes_of(model)});
    const auto sum = [](const std::vector<std::uint32_t>& all) { return std::accumulate(all.begin(), all.end(), 0u); };
    std::cout << model.stories << " stories read, " << model.reviewed
              << " of them with decisions: " << sum(model.confirmed) << " themes confirmed, " << sum(model.rejected)
              << " rejected\n";
    if (model.reviewed == 0)
        std::cout << "Suggestions come from the codebook's own words until somebody decides.\n";
    else if (!model.calibrated())
        std::cout << "Too few to say how often suggestions are right: they are shown in bands.\n";
    if (!model.with_vectors) std::cout << "This build has no word vectors.\n";
    return 0;
}

}  // namespace tangible::serve
