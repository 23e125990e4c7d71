// The index: one document a story, terms with positions, facet values and the story's codings (spans
// and verdicts, never text).  It follows the store and may be deleted at any time.  Lives in DATA/index/:
// numbered folders, and `live` that names the one in use, swapped by rename.
// One Writer at a time (Xapian's lock); any number of Readers, one per thread.
#pragma once
#include "index/document/fields.h"
#include "index/reader/folders.h"
#include "index/words/analysis.h"
#include "schemas/shapes/coding.h"
#include "schemas/shapes/story.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <memory>
#include <string>

namespace tangible::index {

/// What an index was made with: changes when codebook, analysis or fields change, and with Store::demotions().
std::string edition(const Codebook&, std::int64_t demotions = 0);

class Writer {
public:
    /// Opens or makes the database in `folder`.  Throws Error{locked} when another writes it.
    explicit Writer(const std::filesystem::path& folder);
    ~Writer();
    Revision revision() const;
    std::string edition() const;
    void replace(const Story&, const Analysis&, Analyser&, const std::vector<Coding>& settled);
    void remove(const StoryId&);
    /// Documents and revision in one commit, then the folder synced (Xapian does not).
    void commit(Revision, const std::string& edition);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The revision that the live index has reached; 0 when there is none, or none that can be read.
Revision reached(const std::filesystem::path& data_dir);

/// Whether every block of the index in `folder` is in order.  Reads all of it.
bool sound(const std::filesystem::path& folder);

}  // namespace tangible::index
