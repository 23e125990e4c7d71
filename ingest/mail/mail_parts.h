// The body of a parsed mail: its texts in order, its other parts as attachments.
#pragma once
#include "ingest/mail/mail_header.h"
#include <string_view>
#include <vector>

struct _GMimeObject;

namespace tangible::ingest {

/// Header fields of a message or part.
Fields fields_of(_GMimeObject*);

/// Adds bodies, attachments and problems to `letter`; gives the content types of all parts, the first first.
/// `source`: what was parsed; a message within the message is handed on as it stands there.
std::vector<Parametered> take_parts(_GMimeObject*, std::string_view source, Letter& letter);

}  // namespace tangible::ingest
