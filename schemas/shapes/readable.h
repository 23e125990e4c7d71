// Who may read a story, given what its teller allows.
#pragma once
#include "schemas/shapes/consent.h"

namespace tangible {

/// Returns whether a reader for the purpose `eyes` may read a story with these uses.  Researchers may also read what
/// everyone may.  The team needs no such rule: closed() adds `team` to every story that others may read.
constexpr bool opens(Uses uses, Use eyes) {
    return uses.has(eyes) || (eyes == Use::research && uses.has(Use::publish));
}

}  // namespace tangible
