// `tangible themes candidates`: prints groups of sentences that no theme catches, each with its words and some
// passages.
#include "serve/coding/candidates.h"
#include "serve/collection/config.h"
#include "serve/commands/commands.h"
#include <iostream>

namespace tangible::serve {
namespace {

void print(const index::Candidate& c) {
    const char* between = "";
    for (const auto& w : c.words) std::cout << between << w, between = ", ";
    std::cout << "  [" << c.language << "; " << c.sentences << " passages in " << c.stories << " stories of "
              << c.partnerships << " partnerships]\n";
    for (const auto& p : c.passages) std::cout << "    " << p.story << "  " << p.quote << '\n';
}

}  // namespace

int candidates_of_themes(Invocation& call) {
    const bool as_json = call.has("json");
    const auto limit = static_cast<std::size_t>(call.number("limit", 10'000, 1, 1'000'000));
    Store store(call.data_dir, Store::Access::read);
    const index::Cues cues(read_codebook(configured(call.data_dir).codebook));
    const auto found = candidates_in(store, cues, limit);
    if (as_json)
        std::cout << to_json(found, cues.codebook().edition) << '\n';
    else
        for (const auto& c : found.groups) print(c);
    std::cerr << found.read << " of " << found.readable << " stories read; " << found.untagged << " of "
              << found.sentences << " sentences have no tag.\n"
              << candidates_caution << '\n';
    return 0;
}

}  // namespace tangible::serve
