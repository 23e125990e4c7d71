// The subcommands of `tangible themes` that have files of their own, and what all subcommands share.
#pragma once
#include "index/words/analysis.h"
#include "schemas/store/store.h"
#include "serve/commands/commands.h"
#include <functional>
#include <optional>

namespace tangible::serve {

/// Throws Error{usage} when an option is left, or when there are fewer words than `least` or more than `most`. `usage`:
/// what the error's hint gives after "tangible themes".
void expect_words(const Invocation&, std::size_t least, std::size_t most, const char* usage);
/// Opens the store for reading; nullopt when there is no collection in `data_dir`.
std::optional<Store> store_if_any(const std::filesystem::path& data_dir);
/// Analyses each of these stories that the team may read, and calls the function with it.  Above 1,000 stories, shows
/// progress on stderr under the heading `what`.
void each_story(Store&, const std::vector<StoryId>&, const char* what,
                const std::function<void(const Story&, const index::Analysis&, index::Analyser&)>&);

// Subcommands, called after "themes" and the subcommand were removed from the words.

int impact_of_themes(Invocation&);
int suggest_themes(Invocation&);
/// Does `themes suggest --cues THEME`; the option was taken out of the words already.
int suggest_cues(Invocation&, const std::string& theme);
int candidates_of_themes(Invocation&);
int import_themes(Invocation&);
int eval_themes(Invocation&);
int train_themes(Invocation&);

}  // namespace tangible::serve
