// A password or an access token, read where the settings say it is, each time it is needed: tokens run out.  It is
// never on a command line, in the environment, in a log or in an Error.
#pragma once
#include "schemas/shapes/mailbox.h"
#include <string>

namespace tangible::ingest {

/// The first line of the file, or of what the command prints within half a minute.  Throws Error{bad_schema} for a file
/// that everybody on this machine can read, {not_found} when there is none, {temporary} when the command fails.
std::string read_secret(const Mailbox::Secret&);

}  // namespace tangible::ingest
