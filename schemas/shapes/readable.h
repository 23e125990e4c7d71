// Who may read what a teller allows.
#pragma once
#include "schemas/shapes/consent.h"

namespace tangible {

/// Whether a story with these uses opens to a reader with these eyes.  What everyone may read, researchers may read,
/// too; the team is among the uses of every story that others may read.
constexpr bool opens(Uses uses, Use eyes) {
    return uses.has(eyes) || (eyes == Use::research && uses.has(Use::publish));
}

}  // namespace tangible
