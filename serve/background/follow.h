// What comes after the commit: what arrived is read, and the index follows.  All of it can be repeated, so that
// trouble with it is no trouble for the sender.
#pragma once
#include "ingest/confined/confine.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/store/store.h"
#include "serve/collection/config.h"
#include <chrono>
#include <utility>

namespace tangible::serve {

/// How long reading goes on before the index follows, so that a mailbox of any size becomes findable piece by piece.
/// Each time twice as long as before: the index is then made anew with all that it holds, which costs in sum at most
/// twice as much as doing it once.
class Patience {
public:
    explicit Patience(std::chrono::milliseconds first) : now_(first) {}
    std::chrono::milliseconds next() { return std::exchange(now_, now_ * 2); }

private:
    std::chrono::milliseconds now_;
};

/// Reads everything pending, brings the index along and acknowledges mails; with `talk`, says on stderr how far it is.
/// Leaves the index to a server that runs on the same folder.
void read_and_follow(Store&, ingest::ReadingPool&, const Config&, bool talk);

}  // namespace tangible::serve
