// Checks whether the disk has room for a mail before the mail is accepted. A store on a full disk cannot write, and
// cannot erase withdrawn stories either, so the mail is safer with its sender's mail system.
#pragma once
#include "serve/collection/config.h"

namespace tangible::serve {

/// Returns false if less than `keep_free_mb` would stay free after `bytes` more. Returns true if the disk's free space
/// cannot be read; the store then reports what fails.
bool disk_has_room(const Config&, std::uintmax_t bytes);

}  // namespace tangible::serve
