// Opens what a desk works with: a store of its own, and a searcher that shares the snapshots of the index with all
// other desks.
#include "serve/collection/collection.h"

namespace tangible::serve {

Workspace::Workspace(Collection& h)
    : collection(h), store(h.config.data_dir, Store::Access::write),
      searcher(h.config.data_dir, store, h.codebook, &h.snapshots) {}

}  // namespace tangible::serve
