// The lines that mail systems put in front of a mail when they pass it on (RFC 5321, section 4.4): who sent it, to whom
// it was delivered, through which machine.
//
// Our ways in add them as other delivery programs do.  To recognise a mail that is delivered again, the lines of the
// last hop are left out, since they may differ.  A mail that Postfix delivers again from its queue is the same to the
// byte, by LMTP and by its pipe, except for the time in the From line (pipe flag F).  New lines in front appear when a
// machine before Postfix sends the mail again.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Returns the mail with `Return-Path: <sender>` and a `Delivered-To:` for each recipient in front, unless the mail
/// system put its own there.  The addresses must not contain control characters.  O(bytes).
std::string with_envelope(std::string mail, std::string_view sender, std::span<const std::string> recipients);

/// Returns a key for a mail without a Message-ID that is the same when the mail is delivered again.  For mails with a
/// Message-ID, key_of_mail() in mail_key.h is better.
///
/// The key is the SHA-256 of the mail without what the last hop wrote (an mbox's From line, and the fields in front up
/// to the first Received), without what mail programs note (Status, ...), with LF line ends and without line ends at
/// the end.  O(bytes).
std::string key_without_last_hop(std::string_view mail);

}  // namespace tangible::ingest
