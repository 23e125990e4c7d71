// A part of an index: some stories of the store, analysed, tagged and written as a database of their own; and many
// parts merged into one.  Written from the first key of each table to the last, a part costs a small share of what
// reading and tagging its stories does (slices.h); what it takes of memory is bounded, however many stories there are.
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

/// Makes parts, one after the other.  One per thread.
class PartBuilder {
public:
    PartBuilder(const std::filesystem::path& data_dir, const Cues&);
    /// One database in `to` of those of the stories that belong there, and what it must hold of each.  `step` is called
    /// after each story.
    std::vector<Digested> build(std::span<const StoryId>, const std::filesystem::path& to,
                                const std::function<void()>& step);

private:
    void start_afresh();

    Store store_;
    const Cues& cues_;
    const Demoted demoted_;
    std::unique_ptr<Analyser> analyser_ = std::make_unique<Analyser>();
    std::unique_ptr<TermNumbers> numbers_ = std::make_unique<TermNumbers>(*analyser_);
    std::unique_ptr<Slices> slices_;  ///< made with the first part
};

/// One database in `to` of all in `from`, which stay, in rounds of so many: each has a file open for each thread.  By
/// the library where their layout is not known.  `scratch` is an empty folder for what is needed on the way.
void merge(std::vector<std::filesystem::path> from, const std::filesystem::path& to,
           const std::filesystem::path& scratch, std::size_t at_once, std::size_t threads);

}  // namespace tangible::index
