// Makes parts of an index, and merges many parts into one. A part is a database of some stories of the store. It is
// written from the first key of each table to the last (slices.h), which costs little compared with reading and tagging
// its stories. The memory it takes is bounded, however many stories there are.
#pragma once
#include "index/building/digest.h"
#include "index/building/slices.h"
#include "index/document/term_numbers.h"
#include "index/tagging/cues.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <functional>
#include <memory>
#include <span>

namespace tangible::index {

/// Makes parts, one after the other. One per thread: each has a Store and an Analyser of its own.
class PartBuilder {
public:
    PartBuilder(const std::filesystem::path& data_dir, const Cues&);
    /// Makes one database in the empty folder `to`, of those of the stories that belong in the index, and returns what
    /// it must hold of each. Calls `step` after each story.
    std::vector<Digested> build(std::span<const StoryId>, const std::filesystem::path& to,
                                const std::function<void()>& step);

private:
    void start_afresh();

    Store store_;
    const Cues& cues_;
    const Demoted demoted_;
    std::unique_ptr<Analyser> analyser_ = std::make_unique<Analyser>();
    std::unique_ptr<TermNumbers> numbers_ = std::make_unique<TermNumbers>(*analyser_);
    std::unique_ptr<Slices> slices_;  ///< made with the first part, when the layout is looked at
};

/// Makes one database in `to` of all in `from`, of which there must be at least one; they stay as they are. Merges at
/// most `at_once` at a time, because each has a file open in each thread, and uses the empty folder `scratch` for
/// rounds between. Asks Xapian to do it where the layout of the tables is not known.
void merge(std::vector<std::filesystem::path> from, const std::filesystem::path& to,
           const std::filesystem::path& scratch, std::size_t at_once, std::size_t threads);

}  // namespace tangible::index
