// What catching up and rebuilding share: the way from a story in the store to what the index must hold of it, and the
// comparison of the two. Inside index/ only.
#pragma once
#include "index/building/digest.h"
#include "index/building/rebuild.h"
#include "index/document/terms.h"
#include <optional>

namespace tangible::index {

/// A story that is ready to be written to the index.
struct Prepared {
    Story story;
    Analysis analysis;               ///< of the story's text
    std::vector<Coding> codings;     ///< settled
    std::vector<std::string> meant;  ///< ids of the themes that its teller says it is about
};

/// Reads a story and its decisions from the store, analyses it and tags it without the demoted cues. Returns nullopt
/// when the story is gone, or its teller allows no use of the collection.
std::optional<Prepared> prepared(Store&, const Cues&, const Demoted&, Analyser&, const StoryId&);

/// Applies all changes after the revision of the index in `folder`, in commits of limited size; returns how many
/// changes there were. Interrupted, it goes on from the last commit the next time. Throws Error{locked} when another
/// process writes that index, Error{storage} when it cannot be written.
std::size_t apply_changes(Store&, const Cues&, const std::filesystem::path& folder, const OnProgress& = {});

/// Whether an index can be brought up to date.
enum class Fit : std::uint8_t {
    good,
    other,    ///< not: made with another codebook or other demotions, or its revision is ahead of the store's
    damaged,  ///< not: its files were harmed or cannot be read
};
/// Judges the index in `folder`. Throws Error{locked} when another process writes it.
Fit fit_of(const std::filesystem::path& folder, Store&, const Cues&);

/// As rebuild(), for a caller who has the follower's lock. Throws Error{locked} when another process is making an
/// index.
Proof rebuilt(const std::filesystem::path& data_dir, const Cues&, const OnProgress&, const RebuildSettings&);
/// As rebuilt(), for taking many stories in at once. The new index replaces the live one, which is deleted. An earlier
/// index kept by rebuild() stays.
Proof grown(const std::filesystem::path& data_dir, const Cues&, const OnProgress&, const RebuildSettings&);

/// Compares the index in `folder` with `wanted`, what it must hold. Stories that changed after the index's revision are
/// left out, since catch_up() will bring them. `threads` read the index.
Proof compared(std::vector<Digested> wanted, Store&, const std::filesystem::path& folder, std::size_t threads);

}  // namespace tangible::index
