// A fresh index beside the live one, from the store alone: built in parts by one thread per core, merged into one,
// proved equal to the store, brought along with what changed meanwhile, then swapped in by rename.  Killed at any
// moment, the live index is what it was, and the next rebuild for the same edition takes up the parts that were made.
// Meanwhile stories arrive, and the live index is searched and follows.
// The index that was live is kept for some days to go back to, until a story is withdrawn: its words are in there too.
#pragma once
#include "index/building/catch_up.h"

namespace tangible::index {

struct Proof {
    std::size_t stories = 0, terms = 0;    ///< compared
    std::vector<std::string> differences;  ///< first 20, by reference
    bool equal() const { return differences.empty(); }
};

/// Compares each document of the index in `folder` with what the store gives for it, both ways.
Proof prove(Store&, const Cues&, const std::filesystem::path& folder);

/// Throws Error{storage} when the new index does not equal the store; the live index then stays.
Proof rebuild(const std::filesystem::path& data_dir, const Cues&, const OnProgress& = {}, const RebuildSettings& = {});

/// Makes the kept index the live one again, brought along with the store, and keeps the other.  Throws
/// Error{not_found} when none is kept, {usage} when it was made with another codebook or by another version.
void go_back(const std::filesystem::path& data_dir, Store&, const Cues&, const RebuildSettings& = {});

/// Rewrites the live index without the blocks of removed documents, so that withdrawn words leave the disk, and removes
/// the kept one and unfinished parts, which may hold them.
void compact(const std::filesystem::path& data_dir);

}  // namespace tangible::index
