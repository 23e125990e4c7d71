// Whether the disk has room for more, asked before anything is taken: erasing needs room as well, and a mail that waits
// with its sender is safer than one in a store that cannot write.
#pragma once
#include "serve/collection/config.h"

namespace tangible::serve {

/// False when less than `keep_free_mb` would be left.  True where the disk cannot be asked: the store will say.
bool disk_has_room(const Config&, std::uintmax_t bytes);

}  // namespace tangible::serve
