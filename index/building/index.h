// Writes the index: one document for each story, with its terms and their positions, the values of its fields, and its
// codings (spans and verdicts, never text). The index follows the store and may be deleted at any time. It lives in
// DATA/index/, in numbered folders (folders.h).
//
// One Writer at a time, by Xapian's lock; any number of Readers, one per thread.
//
//     Writer writer(live(data_dir));
//     writer.replace(story, analysis, analyser, settled);
//     writer.commit(revision, edition(codebook, store.demotions()));
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

/// Returns a text that names all that an index depends on besides the store: the codebook's edition, the versions of
/// the analysis, of ICU, of Xapian and of the fields, and Store::demotions(). An index of another edition is made anew.
std::string edition(const Codebook&, std::int64_t demotions = 0);

/// Adds, replaces and removes stories of one index. Readers see nothing of it before commit(); the destructor drops
/// whatever was not committed. All functions throw Error{storage} when Xapian or the disk fails.
class Writer {
public:
    /// Opens the database in `folder`, or makes an empty one. Throws Error{locked} when another process writes it, or
    /// another Writer of this one, and Error{refused} when this user may not write there.
    explicit Writer(const std::filesystem::path& folder);
    ~Writer();
    /// Returns the store's revision of the last commit; 0 for a new index.
    Revision revision() const;
    /// Returns the edition of the last commit; "" for a new index.
    std::string edition() const;
    /// Writes what the index must hold of a story, in place of what it held before. A story that does not belong in the
    /// index is removed instead.
    void replace(const Story&, const Analysis&, Analyser&, const std::vector<Coding>& settled,
                 const std::vector<std::string>& meant = {});
    /// Removes a story; does nothing when it is not there. Its blocks stay in the file until compact().
    void remove(const StoryId&);
    /// Commits all changes since the last commit together with the revision that they reach, notes the checksums of the
    /// files and syncs them. After a crash the index is as one of its commits left it.
    void commit(Revision, const std::string& edition);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Returns the revision that the live index has reached; 0 when there is none, or it is damaged. Cheap enough to be
/// asked twice a second.
Revision reached(const std::filesystem::path& data_dir);

/// Whether Xapian finds every block of the index in `folder` in order. Reads all of it.
bool sound(const std::filesystem::path& folder);

}  // namespace tangible::index
