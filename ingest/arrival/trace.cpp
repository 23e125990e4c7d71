// Two lists name the fields that the last hop writes and those that mailbox programs change.  Both functions walk
// through the header field by field and copy or skip each field as it is, with its folded lines: a mail is never parsed
// and written anew, as that would change its bytes.
#include "ingest/arrival/trace.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// Fields that the machine that delivers the mail writes above everything that it received.
constexpr std::string_view hop_fields[] = {"return-path",   "delivered-to",   "x-original-to", "envelope-to",
                                           "delivery-date", "received",       "received-spf",  "authentication-results",
                                           "x-envelope-to", "x-envelope-from"};

/// Fields that mailbox programs write, and change at any time: whether a mail was read, its number, its size.
constexpr std::string_view state_fields[] = {"status",
                                             "x-status",
                                             "x-uid",
                                             "x-keywords",
                                             "x-imap",
                                             "x-imapbase",
                                             "content-length",
                                             "lines",
                                             "x-ms",
                                             "x-mozilla-status",
                                             "x-mozilla-status2",
                                             "x-mozilla-keys"};

bool among(std::span<const std::string_view> names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::string_view line_at(std::string_view bytes, std::size_t at) {
    const auto end = bytes.find('\n', at);
    return bytes.substr(at, end == bytes.npos ? bytes.npos : end + 1 - at);
}

/// Returns the field that begins at `at`, with its folded lines; "" when the header has ended.
std::string_view field_at(std::string_view bytes, std::size_t at) {
    if (trimmed(line_at(bytes, at)).empty()) return {};
    std::size_t end = at;
    do end += line_at(bytes, end).size();
    while (end < bytes.size() && (bytes[end] == ' ' || bytes[end] == '\t') && !trimmed(line_at(bytes, end)).empty());
    return bytes.substr(at, end - at);
}

std::string name_of(std::string_view field) {
    constexpr std::size_t longest = 40;  // all names in the lists are shorter, and a line without ':' may be long
    const auto colon = field.substr(0, longest).find(':');
    return colon == field.npos ? "" : lower_ascii(trimmed(field.substr(0, colon)));
}

/// Returns the length of an mbox's From line, "From ann@example.org Mon Mar  4 10:20:30 2019"; 0 when there is none.
std::size_t after_from_line(std::string_view mail) { return mail.starts_with("From ") ? line_at(mail, 0).size() : 0; }

/// Appends the bytes with each CR LF as LF.
void add_with_lf(std::string& to, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto cr = bytes.find("\r\n");
        to += bytes.substr(0, cr);
        if (cr == bytes.npos) return;
        bytes.remove_prefix(cr + 1);
    }
}

}  // namespace

std::string with_envelope(std::string mail, std::string_view sender, std::span<const std::string> recipients) {
    // Only fields above the first Received are the last hop's own.  Those below came with the mail, and anyone can
    // write them.
    bool has_sender = false, has_recipient = false;
    std::size_t at = after_from_line(mail);
    const std::size_t begin = at;
    for (std::string_view field; !(field = field_at(mail, at)).empty(); at += field.size()) {
        const std::string name = name_of(field);
        if (name == "received" || !among(hop_fields, name)) break;
        has_sender |= name == "return-path";
        has_recipient |= name == "delivered-to";
    }
    std::string front;
    if (!has_sender) front.append("Return-Path: <").append(sender).append(">\n");
    if (!has_recipient)
        for (const std::string& recipient : recipients) front.append("Delivered-To: ").append(recipient).append("\n");
    return std::move(mail.insert(begin, front));
}

std::string key_without_last_hop(std::string_view mail) {
    std::string rest;
    rest.reserve(mail.size());
    std::size_t at = after_from_line(mail);
    bool in_front = true, passed_received = false;
    for (std::string_view field; at < mail.size() && !(field = field_at(mail, at)).empty(); at += field.size()) {
        const std::string name = name_of(field);
        const bool received = name == "received";
        // The last hop's part ends at the first field that is none of its own, or at the second Received.
        in_front = in_front && among(hop_fields, name) && !(received && passed_received);
        passed_received |= received;
        if (!in_front && !among(state_fields, name)) add_with_lf(rest, field);
    }
    add_with_lf(rest, mail.substr(std::min(at, mail.size())));
    rest.resize(rest.find_last_not_of("\r\n") + 1);
    return sha256_hex("mail " + rest);
}

}  // namespace tangible::ingest
