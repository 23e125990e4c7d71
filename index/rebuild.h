// A fresh index beside the live one, from the store alone: built in shards by one thread per core, compacted
// into one, proved equal to the store, then swapped in by rename.  Killed at any moment, the live
// index is what it was; leftovers are swept at the next start.
#pragma once
#include "index/catch_up.h"

namespace tangible::index {

struct Proof {
    std::size_t stories = 0, terms = 0;    ///< compared
    std::vector<std::string> differences;  ///< first 20, by reference
    bool equal() const { return differences.empty(); }
};

/// Compares each document of the index in `folder` with what the store gives for it, both ways.
Proof prove(Store&, const Cues&, const std::filesystem::path& folder);

/// Throws Error{storage} when the new index does not equal the store; the live index then stays.
Proof rebuild(const std::filesystem::path& data_dir, const Cues&, const OnProgress& = {});

/// Rewrites the live index without the blocks of removed documents, so that withdrawn words leave the disk.
void compact(const std::filesystem::path& data_dir);

/// Removes folders of interrupted rebuilds.
void sweep(const std::filesystem::path& data_dir);

}  // namespace tangible::index
