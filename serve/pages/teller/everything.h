// Everything that the collection has about one story, for the person who told it: GDPR, articles 15 and 20.
//
//     for (const auto& [name, bytes] : everything_about(work, work.store.standing_of(id), base)) put(name, bytes);
#pragma once
#include "serve/collection/collection.h"
#include <string>
#include <utility>
#include <vector>

namespace tangible::serve::pages {

/// Returns files by name, with index.html, which lists the others. No account is named, and what was sent is left out
/// when other people's stories came in the same file. `base` is the address of the site: "https://stories.example.org".
std::vector<std::pair<std::string, std::string>> everything_about(Workspace&, const Standing&, const std::string& base);

}  // namespace tangible::serve::pages
