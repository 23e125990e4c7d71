// Folders that the program looks into again and again to take what arrived: a Maildir, an mbox, or a drop folder for
// mails and documents.
//
// Everything is committed before anything is moved or marked.  A look that was interrupted at any point is simply
// repeated: what was stored already is recognised by its bytes.
//
//     const auto folder = watched("inbox/");
//     const Look look = folder->look(store);
#pragma once
#include "schemas/store/store.h"
#include <filesystem>
#include <memory>
#include <vector>

namespace tangible::ingest {

/// The result of one look into a folder.
struct Look {
    std::size_t taken = 0, refused = 0;  ///< refused: at least in part, for a reason that stays (empty, too large)
    std::size_t unreadable = 0;          ///< files that may not be opened, or are gone
    bool unfinished = false;             ///< a file is still being written: look again soon
    bool more = false;                   ///< more arrived than one look takes: look again at once
    Look& operator+=(const Look&);
};

/// A folder that is watched.
class Watched {
public:
    virtual ~Watched() = default;
    /// Takes what has arrived.  Throws Error when the store or the folder fails; nothing is lost then, and the next
    /// look takes it.
    virtual Look look(Store&) = 0;
    /// Returns the folders in which a change is a reason to look.
    virtual std::vector<std::filesystem::path> places() const = 0;
};

/// Chooses the kind by what the path is: a file is an mbox, a folder with new/ and cur/ is a Maildir, any other folder
/// is a drop folder.  Throws Error{not_found} when the path does not exist.
std::unique_ptr<Watched> watched(const std::filesystem::path&);

}  // namespace tangible::ingest
