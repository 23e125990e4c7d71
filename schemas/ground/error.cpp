// Maps each kind of error to an exit code of sysexits.h.
#include "schemas/ground/error.h"
#include <sysexits.h>

namespace tangible {

// A mail system that pipes a mail to us keeps it and tries again when the code is 75 (EX_TEMPFAIL), and returns the
// mail to its sender for most other codes.  So everything that may work later is 75, a failing disk included: it is not
// the sender's fault.
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
