// A key that is the same for every copy of a mail, however often and by whichever way it is delivered.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns a key made of what the author's program wrote: Message-ID, From, Date, Subject and the body.  What servers
/// add on the way (Received, Return-Path, ...) and how they end lines play no part.  Returns "" for a mail without a
/// Message-ID; for those see key_without_last_hop() in trace.h.  O(bytes).
std::string key_of_mail(std::string_view bytes);

}  // namespace tangible::ingest
