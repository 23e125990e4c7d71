// Transfer encodings of mail (RFC 2045, and uuencode as old programs write it) undone.  Takes any bytes:
// what is no letter of the encoding is passed over, so a damaged part gives what it still holds.
// Ours, since GMime 3.2.13 goes wrong on base64 that was padded in several places.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

std::string from_base64(std::string_view);
/// `word`: as in an encoded word (RFC 2047 4.2), where `_` is a space and lines do not matter.
std::string from_quoted_printable(std::string_view, bool word = false);
std::string from_uuencode(std::string_view);
/// Parameters of header fields (RFC 2231 4).
std::string from_percent(std::string_view);

/// By the value of Content-Transfer-Encoding, any case; an unknown one leaves the bytes as they are.
std::string transfer_decoded(std::string_view bytes, std::string_view encoding);

}  // namespace tangible::ingest
