// Maps each kind of error to an exit code of sysexits.h.
#include "schemas/ground/error.h"
#include <sysexits.h>

namespace tangible {

// A mail system takes 75 for "keep it and try again" and most else for "send it back", so whatever
// may be better later is 75: also a disk that fails, which is not the sender's fault.
int exit_code(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::usage:
        return EX_USAGE;
    case ErrorKind::not_found:
        return EX_NOINPUT;
    case ErrorKind::refused:
        return EX_NOPERM;
    case ErrorKind::bad_schema:
        return EX_CONFIG;
    case ErrorKind::locked:
    case ErrorKind::temporary:
    case ErrorKind::storage:
        return EX_TEMPFAIL;
    }
    return EX_SOFTWARE;
}

}  // namespace tangible
