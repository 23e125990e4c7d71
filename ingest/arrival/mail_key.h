// What stays the same of a mail however often and by whatever way it is delivered.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// A key made of what its author's program wrote: Message-ID, From, Date, Subject, the body; not of what servers on the
/// way add (Received, Return-Path, ...), nor of how they end lines.  "" for a mail without a Message-ID.  O(bytes).
std::string key_of_mail(std::string_view bytes);

}  // namespace tangible::ingest
