// The one loop that brings the index along with the store.  A new story, a verdict, a withdrawal, a new
// codebook and a crash all take this road.
#pragma once
#include "index/building/index.h"
#include "index/tagging/cues.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <functional>

namespace tangible::index {

struct Progress {
    std::size_t done = 0, total = 0;  ///< of this step
    const char* step = "Indexing";
};
/// Called by one thread at a time.  What it throws ends the work.
using OnProgress = std::function<void(const Progress&)>;

struct RebuildSettings {
    std::size_t memory_mb = 512;  ///< what it may take; fewer threads work when that is too little for all
    int kept_days = 7;            ///< how long the index that was live stays, to go back to; 0: not at all
};

/// Applies all changes after the live index's revision.  A new edition means a rebuild, and so do so many changes that
/// it costs less.  The live index is searched meanwhile as it was.
/// Returns the number of stories applied.  Throws Error{locked} when another process follows.
std::size_t catch_up(Store&, const Cues&, const std::filesystem::path& data_dir, const OnProgress& = {},
                     const RebuildSettings& = {});

/// Makes the live index anew from the store when it is damaged: reads all of it.  Says whether it had to.
bool repair(Store&, const Cues&, const std::filesystem::path& data_dir);

/// Suggestions for a story, with people's decisions over them.  Pure but for reading decisions.
std::vector<Coding> settled_codings(Store&, const Cues&, Analyser&, const Story&);

}  // namespace tangible::index
