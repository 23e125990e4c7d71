// What catching up and rebuilding share: from the store's story to what the index must hold of it.  Inside index/ only.
#pragma once
#include "index/building/digest.h"
#include "index/building/rebuild.h"
#include "index/document/terms.h"
#include <optional>

namespace tangible::index {

struct Prepared {
    Story story;
    Analysis analysis;
    std::vector<Coding> codings;  ///< settled
};

/// nullopt when the story is gone, or no use may see it.
std::optional<Prepared> prepared(Store&, const Cues&, const Demoted&, Analyser&, const StoryId&);

/// Applies all changes after the revision of the index in `folder`; returns their number.
std::size_t apply_changes(Store&, const Cues&, const std::filesystem::path& folder, const OnProgress& = {});

/// Made by this program with this codebook, from a state that this store has been in.
bool fits(const std::filesystem::path& folder, Store&, const Cues&);

/// As rebuild(), for one who has the follower's lock.
Proof rebuilt(const std::filesystem::path& data_dir, const Cues&, const OnProgress&, const RebuildSettings&);
/// The same to take many stories in at once: the index that was live is a part of the new one and goes, and one that is
/// kept from before stays.
Proof grown(const std::filesystem::path& data_dir, const Cues&, const OnProgress&, const RebuildSettings&);

/// Compares an index with what it must hold.  Stories that changed since it was made are catch_up's, and left out.
Proof compared(std::vector<Digested> wanted, Store&, const std::filesystem::path& folder, std::size_t threads);

}  // namespace tangible::index
