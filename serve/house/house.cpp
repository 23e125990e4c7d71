#include "serve/house/house.h"

namespace tangible::serve {

Desk::Desk(House& h)
    : house(h), store(h.config.data_dir, Store::Access::write),
      searcher(h.config.data_dir, store, h.codebook, &h.snapshots) {}

}  // namespace tangible::serve
