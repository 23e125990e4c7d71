// A Query to Results.  Caps: 1,000 bytes, 64 terms, 3 wildcards of 3 letters or more; bad syntax is never an
// error but a note.  The consent filter is joined to the query after parsing, where no words can reach it.
// One Searcher per thread; it follows the live index (reopens after commits and swaps).
#pragma once
#include "index/words/likeness.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/evidence.h"
#include "schemas/shapes/query.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace tangible::index {

class Snapshots;

/// A story that could be the same as another.
struct Alike {
    StoryId story;
    Overlap overlap;
};

/// How much a question finds: stories, the partnerships they are of, and their passages on the themes that it names (on
/// any, when it names none), as evidence counts them.
struct Tally {
    std::uint32_t stories = 0, partnerships = 0, passages = 0;
    std::vector<std::string> notes;  ///< how doubtful syntax was read
};

class Searcher {
public:
    /// `store`, `codebook` and `shared` (reader.h) must outlive it.
    Searcher(const std::filesystem::path& data_dir, Store& store, const Codebook& codebook,
             Snapshots* shared = nullptr);
    ~Searcher();
    Results search(const Query&);
    /// Which index, and after which commit: while that and the store stay, so does every answer.
    std::string state();
    /// Hands out no words, so that any use will do.  O(matches).
    Tally tally(const Query&);
    /// References of all matches, best first, at most `limit`.
    std::vector<StoryId> matches(const Query&, std::size_t limit);
    /// Other stories that the team may read and that could be the same story, most alike first, at most 20.  Without
    /// those that a person judged apart.  None when the team may not read it.
    std::vector<Alike> alike(const StoryId&);
    /// Stories that have most in common with it, best first: words, of which rare ones count more, and themes.
    /// Words and their rarity are those of stories that `use` may see.  None when it may not see `id`.
    std::vector<Similar> similar(const StoryId& id, Use use, std::size_t limit = 5);

private:
    friend class Evidencer;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::index
