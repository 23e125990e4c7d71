// Reads a password or an access token from where the settings say, each time it is needed, because tokens expire. The
// secret never appears on a command line, in the environment, in a log or in an Error.
#pragma once
#include "schemas/shapes/mailbox.h"
#include <string>

namespace tangible::ingest {

/// Returns the first line of the file, or of what the command prints within half a minute. Throws Error{not_found} when
/// there is no such file, Error{temporary} when the command fails, and Error{bad_schema} when the file is open to
/// everybody on this machine, or the line is empty or longer than 64 KiB.
std::string read_secret(const Mailbox::Secret&);

}  // namespace tangible::ingest
