// Makes a fresh index beside the live one, from the store alone. One thread per core builds parts, which are merged
// into one index; this is proved equal to the store, brought up to date with what changed meanwhile, and swapped in by
// rename.
//
// Stories arrive meanwhile, and the live index is searched and follows. If the rebuild is killed at any moment, the
// live index is what it was, and the next rebuild for the same edition takes up the parts that were made.
//
// The replaced index stays for some days, to go back to. It is removed when a story is withdrawn, since that story's
// words are in it, too.
//
//     const Proof proof = rebuild(data_dir, cues);
//     print(proof.stories, " stories and ", proof.terms, " terms are as the store has them");
#pragma once
#include "index/building/catch_up.h"

namespace tangible::index {

/// The outcome of comparing an index with the store.
struct Proof {
    std::size_t stories = 0, terms = 0;    ///< how many were compared
    std::vector<std::string> differences;  ///< the first 20, each with the story's reference; never its words
    bool equal() const { return differences.empty(); }
};

/// Compares each document of the index in `folder` with what the store gives for it, in both directions. Prepares every
/// story again, so it takes about as long as tagging them all on one thread.
Proof prove(Store&, const Cues&, const std::filesystem::path& folder);

/// Makes the index anew and puts it in place; see above. Throws Error{storage} when the new index does not equal the
/// store: the live index then stays. Throws Error{locked} when another process makes or changes the index for more than
/// 30 seconds.
Proof rebuild(const std::filesystem::path& data_dir, const Cues&, const OnProgress& = {}, const RebuildSettings& = {});

/// Brings the kept index up to date with the store, makes it the live one, and keeps the one that was live. Throws
/// Error{not_found} when none is kept, Error{usage} when it was made with another codebook or by another version.
void go_back(const std::filesystem::path& data_dir, Store&, const Cues&, const RebuildSettings& = {});

/// Rewrites the live index without the blocks of removed documents, so that withdrawn words leave the disk. Also
/// removes the kept index and unfinished parts, which may contain them.
void compact(const std::filesystem::path& data_dir);

}  // namespace tangible::index
