// The route table, a row each, and dispatch: a Call and a Desk in, a Reply out, no socket in sight.
#pragma once
#include "index/reader/snapshot.h"
#include "index/search/search.h"
#include "index/tagging/cues.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/forms/form.h"
#include "schemas/ground/error.h"
#include "schemas/store/store.h"
#include "serve/house/config.h"
#include "serve/house/learned.h"
#include "serve/web/call.h"
#include "serve/web/kept_answers.h"
#include "serve/web/limits.h"
#include "serve/web/template.h"
#include <atomic>
#include <span>
#include <string>

namespace tangible::ingest {
class ReadingPool;
}

namespace tangible::serve {

/// What the house has once, const after start but for the limits, which lock themselves.
struct House {
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
struct Desk {
    explicit Desk(House&);
    House& house;
    Store store;
    index::Searcher searcher;
    KeptAnswers kept;
    Hints hints;
    bool broken = false;  ///< something failed in a way that nobody foresaw: nobody is to work with it again
};

struct Route {
    const char* method;
    const char* path;     ///< "/stories/:ref"; formats after a dot are listed beside
    const char* formats;  ///< "" or "json csv"
    Role least;           ///< who may call it
    std::size_t max_body_bytes;
    Reply (*answer)(const Call&, Desk&);
    const char* summary;
};

std::span<const Route> routes();
/// The route for a path that may carry a format suffix; fills in call.path, format and parts.  nullptr when there is
/// none.
const Route* route_for(Call&);
/// Never throws: trouble of any kind becomes a page (or JSON under /api/) that tells no secrets, and a line in the log.
Reply dispatch(Call&, Desk&);
/// The same once the route is found.
Reply answered(const Route&, Call&, Desk&);
/// Methods that routes take at this path, as the header Allow lists them: "GET, HEAD, POST".  "" for an unknown path.
std::string allowed_methods(const std::string& path);

/// A page for people, or JSON for programs, that says what went wrong.
Reply trouble(const Call&, Desk&, int status, const std::string& title, const std::string& sentence);

}  // namespace tangible::serve
