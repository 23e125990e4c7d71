// Walks the MIME tree of a parsed mail: collects the text bodies in order, and all other parts as attachments.
#pragma once
#include "ingest/mail/mail_header.h"
#include <string_view>
#include <vector>

struct _GMimeObject;

namespace tangible::ingest {

/// Returns the header fields of a message or part.
Fields fields_of(_GMimeObject*);

/// Adds the bodies, attachments and problems of a message to `letter`. Returns the content types of all parts, that of
/// the message first. `source` is the text that GMime parsed: a mail within the mail is cut out of it byte for byte.
std::vector<Parametered> take_parts(_GMimeObject*, std::string_view source, Letter& letter);

}  // namespace tangible::ingest
