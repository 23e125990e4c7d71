// Brings the index up to date with the store. A new story, a verdict, a withdrawal, a new codebook and a crash all take
// this one road.
//
//     Store store(data_dir, Store::Access::read);
//     const Cues cues(codebook);
//     const std::size_t stories = catch_up(store, cues, data_dir);
#pragma once
#include "index/building/index.h"
#include "index/tagging/cues.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <functional>

namespace tangible::index {

/// How far a step of the work has come.
struct Progress {
    std::size_t done = 0, total = 0;  ///< in the unit of this step: stories or revisions
    const char* step = "Indexing";    ///< for people to read
};
/// Receives progress. Called by one thread at a time. An exception from it ends the work and reaches the caller.
using OnProgress = std::function<void(const Progress&)>;

/// Limits of a rebuild.
struct RebuildSettings {
    /// MiB that it may take; when that is too little for all cores, fewer threads work, at least one.
    std::size_t memory_mb = 512;
    int kept_days = 7;  ///< days that the replaced index stays, to go back to; 0: not at all
};

/// Applies all changes after the live index's revision, and returns the number of stories and changes that were
/// applied. Makes the index anew when it does not fit the codebook, when it is damaged, or when so many changes wait
/// that this costs less. Searches go on meanwhile, on the state before. Throws Error{locked} when another process is
/// doing this.
std::size_t catch_up(Store&, const Cues&, const std::filesystem::path& data_dir, const OnProgress& = {},
                     const RebuildSettings& = {});

/// Reads the whole live index, and makes it anew from the store when it is damaged or does not fit. Returns whether it
/// had to. Throws Error{locked} as catch_up() does.
bool repair(Store&, const Cues&, const std::filesystem::path& data_dir);

/// Returns the suggestions for a story with people's decisions laid over them, as the index has them. Reads decisions
/// and demotions from the store and changes nothing.
std::vector<Coding> settled_codings(Store&, const Cues&, Analyser&, const Story&);

}  // namespace tangible::index
