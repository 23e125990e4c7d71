// Folders that are looked at again and again, so that what arrives in them is taken: a Maildir, an mbox, or a drop
// folder for mails and documents.  Whatever is taken is committed before anything is moved or marked, so that a look
// that was cut off at any point is simply made again: what is known is known by its bytes.
#pragma once
#include "schemas/store/store.h"
#include <filesystem>
#include <memory>
#include <vector>

namespace tangible::ingest {

struct Look {
    std::size_t taken = 0, refused = 0;
    std::size_t unreadable = 0;  ///< not ours to open, or gone meanwhile
    bool unfinished = false;     ///< a file is not whole yet: look again soon
    bool more = false;           ///< there was more than one look takes: look again at once
    Look& operator+=(const Look&);
};

class Watched {
public:
    virtual ~Watched() = default;
    /// Throws Error where the store or the folder fails; nothing is lost then, and the next look begins again.
    virtual Look look(Store&) = 0;
    /// The folders in which something happens when there is a reason to look.
    virtual std::vector<std::filesystem::path> places() const = 0;
};

/// By what is there: a file is an mbox, a folder with new/ and cur/ a Maildir, any other a drop folder.
/// Throws Error{not_found}.
std::unique_ptr<Watched> watched(const std::filesystem::path&);

}  // namespace tangible::ingest
