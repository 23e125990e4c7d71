// What a command does with what it has stored: reading, and bringing the index along.
#pragma once
#include "ingest/confine.h"
#include "schemas/store.h"
#include "serve/config.h"

namespace tangible::serve {

/// Reads everything pending and lets the index follow, which a running server does itself.  All of it can be repeated,
/// so that trouble with it is no trouble for a sender.  Talks on stderr when asked to.
void read_and_follow(Store&, ingest::ReadingPool&, const Config&, bool talk);

}  // namespace tangible::serve
