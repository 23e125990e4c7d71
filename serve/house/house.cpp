// Opens what a desk works with: a store of its own, and a searcher that shares the snapshots of the index with all
// other desks.
#include "serve/house/house.h"

namespace tangible::serve {

Desk::Desk(House& h)
    : house(h), store(h.config.data_dir, Store::Access::write),
      searcher(h.config.data_dir, store, h.codebook, &h.snapshots) {}

}  // namespace tangible::serve
