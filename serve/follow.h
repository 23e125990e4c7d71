// What comes after the commit: what arrived is read, and the index follows.  All of it can be repeated, so that
// trouble with it is no trouble for the sender.
#pragma once
#include "ingest/confine.h"
#include "schemas/store.h"
#include "serve/config.h"

namespace tangible::serve {

/// Reads everything pending and brings the index along; with `talk`, says on stderr how far it is.  Leaves the index to
/// a server that runs on the same folder.
void read_and_follow(Store&, ingest::ReadingPool&, const Config&, bool talk);

}  // namespace tangible::serve
