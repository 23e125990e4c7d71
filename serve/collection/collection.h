// What the house has, and what one request works with.
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
#include "serve/web/limits.h"
#include "serve/web/template.h"
#include <atomic>
#include <string>

namespace tangible::ingest {
class ReadingPool;
}

namespace tangible::serve {

/// What the house has once, const after start but for the limits, which lock themselves.
struct Collection {
    Config config;
    Codebook codebook;
    Form form;
    index::Cues cues;
    Templates templates;
    std::string secret;  ///< signs one-time tokens and makes private links; 32 bytes
    Limits limits;
    ingest::ReadingPool* readers = nullptr;  ///< to look at what could not be read; none: nothing is shown of it
    index::Snapshots snapshots{};            ///< of the index, for all desks
    void (*wake)() = nullptr;                ///< tells the follower that the store has changed
    std::atomic<bool> in_doubt = false;      ///< an answer failed for what may be a damaged index
    /// Of every error that an answer goes on without: the follower then looks whether the index is damaged.
    void suspect(const Error& e) {
        if (e.kind == ErrorKind::storage) in_doubt = true;
    }
};

/// What one request works with.  One thread at a time.
struct Workspace {
    explicit Workspace(Collection&);
    Collection& collection;
    Store store;
    index::Searcher searcher;
    KeptAnswers kept;
    Hints hints;
    bool broken = false;  ///< something failed in a way that nobody foresaw: nobody is to work with it again
};

}  // namespace tangible::serve
