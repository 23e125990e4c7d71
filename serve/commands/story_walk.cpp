// Shows progress only where the walk takes longer than some seconds.
#include "serve/commands/story_walk.h"
#include "schemas/ground/error.h"
#include "serve/background/progress.h"
#include <memory>

namespace tangible::serve {

std::optional<Store> store_if_any(const std::filesystem::path& data_dir) {
    try {
        return Store(data_dir, Store::Access::read);
    } catch (const Error& e) {
        if (e.kind != ErrorKind::not_found) throw;
        return std::nullopt;
    }
}

void each_story(Store& store, const std::vector<StoryId>& ids, const char* what,
                const std::function<void(const Story&, const index::Analysis&, index::Analyser&)>& take) {
    constexpr std::size_t few = 1000;  // seconds of work, without a progress line
    std::optional<ProgressLine> line;
    if (ids.size() > few) line.emplace(what);
    auto analyser = std::make_unique<index::Analyser>();
    for (std::size_t i = 0; i < ids.size(); ++i) {
        // An analyser caches the words it has met: a new one keeps memory bounded.
        if (analyser->words() > index::Analyser::many_words) analyser = std::make_unique<index::Analyser>();
        if (const auto story = store.story(ids[i], Use::team))
            take(*story, analyser->analyse(story->text, story->language), *analyser);
        if (line) line->at(i + 1, ids.size());
    }
}

}  // namespace tangible::serve
