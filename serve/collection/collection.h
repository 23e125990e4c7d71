// What a server opens once (Collection), and what one request works with (Workspace). workspaces.h lends workspaces to
// requests.
#pragma once
#include "index/reader/snapshot.h"
#include "index/search/search.h"
#include "index/tagging/cues.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/forms/form.h"
#include "schemas/ground/error.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include "serve/collection/learned.h"
#include "serve/web/call.h"
#include "serve/web/kept_answers.h"
#include "serve/web/rate_limits.h"
#include "serve/web/template.h"
#include <atomic>
#include <string>

namespace tangible::ingest {
class ReadingPool;
}

namespace tangible::serve {

/// The collection as it is set up: settings, codebook, form, and what all requests share. Constant once it is made,
/// except for the limits, the snapshots and `in_doubt`, which any thread may use.
struct Collection {
    Config config;
    Codebook codebook;
    Form form;
    index::Cues cues;
    Templates templates;
    std::string secret;  ///< signs form tokens and makes private links; 64 hex digits (tokens.h)
    Limits limits;
    ingest::ReadingPool* readers = nullptr;  ///< shows what could not be read; nullptr: the pages show nothing of it
    index::Snapshots snapshots{};            ///< of the index, shared by all workspaces
    index::Cues signs{read_codebook(config.signs)};  ///< what a moderator should look at (serve/coding/signs.h)
    void (*wake)() = nullptr;            ///< tells the background that the store has changed; may be nullptr
    std::atomic<bool> in_doubt = false;  ///< the index may be damaged: the background checks and rebuilds it
    /// Notes an error that was caught, and sets `in_doubt` if a damaged index can have caused it. Call it for every
    /// error after which the program goes on.
    void suspect(const Error& e) {
        if (e.kind == ErrorKind::storage) in_doubt = true;
    }
};

/// What one request works with: a store and a searcher of its own over the collection. Expensive to open, so it is used
/// again for later requests. One thread at a time.
struct Workspace {
    /// Opens the store for writing, and the live index. Throws what these throw (store.h, search.h). The collection
    /// must outlive the workspace.
    explicit Workspace(Collection&);
    Collection& collection;
    Store store;
    index::Searcher searcher;
    KeptAnswers kept;
    Hints hints;
    bool broken = false;  ///< set after a failure that nobody foresaw: do not use this workspace for another request
};

}  // namespace tangible::serve
