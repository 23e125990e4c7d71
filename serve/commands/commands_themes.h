// What the words of `themes` share, and those that stand elsewhere.
#pragma once
#include "index/words/analysis.h"
#include "schemas/store/store.h"
#include "serve/commands/commands.h"
#include <functional>
#include <optional>

namespace tangible::serve {

/// Throws Error{usage} for an option that nobody took, or fewer or more words; `usage` is what follows "themes".
void expect_words(const Invocation&, std::size_t least, std::size_t most, const char* usage);
/// nullopt where no collection is.
std::optional<Store> store_if_any(const std::filesystem::path& data_dir);
/// Each story that the team may still read, analysed; says on stderr how far it is.
void each_story(Store&, const std::vector<StoryId>&, const char* what,
                const std::function<void(const Story&, const index::Analysis&, index::Analyser&)>&);

int impact_of_themes(Invocation&);
int suggest_themes(Invocation&);
int suggest_cues(Invocation&, const std::string& theme);
int candidates_of_themes(Invocation&);
int import_themes(Invocation&);
int eval_themes(Invocation&);
int train_themes(Invocation&);

}  // namespace tangible::serve
