// The lines that mail systems put in front of a mail while they hand it on (RFC 5321, section 4.4): whom it came from,
// to whom it was delivered, through which machine.  Our doors add them as other delivery programs do, and leave those
// of the last hop out when they ask whether a mail was here before.  Cost: one pass over the bytes.
// A mail that Postfix hands over again from its queue is the same to the byte, by LMTP and by its pipe; only the From
// line (pipe flag F) has a new time.  New lines in front come when a machine before it sends the mail again.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// The mail with `Return-Path: <sender>` and a `Delivered-To:` for each recipient in front, where the mail system did
/// not put its own there.  The addresses are without control characters.
std::string with_envelope(std::string mail, std::string_view sender, std::span<const std::string> recipients);

/// The same for a mail without a Message-ID (else key_of_mail() of mail_key.h says it better) and for the same mail
/// handed over again: SHA-256 of all of it but what the last hop wrote (the fields in front up to the first Received,
/// an mbox's From line), what a mail program notes (Status), the kind of line end and line ends at the end.
std::string key_without_last_hop(std::string_view mail);

}  // namespace tangible::ingest
