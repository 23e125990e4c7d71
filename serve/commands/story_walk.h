// What commands need that go through stories: a store that need not be there, and the walk itself.
#pragma once
#include "index/words/analysis.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <functional>
#include <optional>
#include <vector>

namespace tangible::serve {

/// Opens the store for reading; nullopt when there is no collection in `data_dir`.
std::optional<Store> store_if_any(const std::filesystem::path& data_dir);
/// Analyses each of these stories that the team may read, and calls the function with it.  Above 1,000 stories, shows
/// progress on stderr under the heading `what`.
void each_story(Store&, const std::vector<StoryId>&, const char* what,
                const std::function<void(const Story&, const index::Analysis&, index::Analyser&)>&);

}  // namespace tangible::serve
