// Answers a Query with Results. A question may have 1,000 bytes, 64 words, and 3 wildcards of at least 3 letters. Bad
// syntax is not an error: a note says how it was read. The filter on consent is joined after parsing, where no
// words of the question can reach it, and the store checks consent again before any text is handed out.
//
// One Searcher per thread; it follows commits and swaps of the live index by itself.
//
//     Searcher searcher(data_dir, store, codebook);
//     Query query(Use::publish);
//     query.words = "trust year:2019..2021";
//     const Results found = searcher.search(query);
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

/// A story that may be the same as another, and how much of the text they share.
struct Alike {
    StoryId story;
    Overlap overlap;
};

/// How much a question finds, counted as evidence counts it.
struct Tally {
    std::uint32_t stories = 0, partnerships = 0;
    std::uint32_t passages = 0;      ///< on the themes that the question names, or on any theme when it names none
    std::vector<std::string> notes;  ///< how doubtful syntax was read
};

/// Answers questions for one thread. All functions throw what Reader::steadily() throws: Error{temporary},
/// Error{storage}, and Error{usage} when the question takes too long.
class Searcher {
public:
    /// Searches the index in `data_dir`. `store`, `codebook` and `shared` (reader.h) must outlive this object.
    Searcher(const std::filesystem::path& data_dir, Store& store, const Codebook& codebook,
             Snapshots* shared = nullptr);
    ~Searcher();
    /// Returns one page of results, with counts of all matches.
    Results search(const Query&);
    /// Returns a name for the state of the index. While this name and the store stay the same, so does every answer.
    std::string state();
    /// Counts what a question finds; `until_ms`, `offset` and `limit` do not matter. Hands out no words, so any use may
    /// ask. O(matches).
    Tally tally(const Query&);
    /// Returns the references of the matches in the order of `query.sort`, at most `limit`.
    std::vector<StoryId> matches(const Query&, std::size_t limit);
    /// Returns other stories that the team may read and that may be the same story, the most alike first, at most 20.
    /// Leaves out those that a person judged to be different. Empty when the team may not read the story itself.
    std::vector<Alike> alike(const StoryId&);
    /// Returns stories that have most in common with this one, the best first: words, of which rare ones count more,
    /// and themes. Words and their rarity come from the stories that `use` may see. Empty when it may not see `id`, and
    /// for Use::count, which hands out no words.
    std::vector<Similar> similar(const StoryId& id, Use use, std::size_t limit = 5);

private:
    friend class Evidencer;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tangible::index
