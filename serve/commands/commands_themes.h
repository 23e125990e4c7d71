// What several commands share: a store that need not be there, and a walk through stories.
#pragma once
#include "index/words/analysis.h"
#include "schemas/store/store.h"
#include "serve/commands/commands.h"
#include <functional>
#include <optional>

namespace tangible::serve {

/// Opens the store for reading; nullopt when there is no collection in `data_dir`.
std::optional<Store> store_if_any(const std::filesystem::path& data_dir);
/// Analyses each of these stories that the team may read, and calls the function with it.  Above 1,000 stories, shows
/// progress on stderr under the heading `what`.
void each_story(Store&, const std::vector<StoryId>&, const char* what,
                const std::function<void(const Story&, const index::Analysis&, index::Analyser&)>&);

/// Does `themes suggest --cues THEME`.
int suggest_cues(Invocation&, const std::string& theme);

}  // namespace tangible::serve
