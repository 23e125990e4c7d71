// Decodes the transfer encodings of mail (RFC 2045), and uuencode as old programs write it. Takes any bytes. Bytes that
// do not belong to the encoding are skipped, so a damaged part still gives what it holds. This is our own code because
// GMime 3.2.13 decodes base64 wrongly when it is padded in several places.
#pragma once
#include <string>
#include <string_view>

namespace tangible::ingest {

/// Decodes base64. Padding ends a run, and another may follow; a last incomplete byte is dropped.
std::string from_base64(std::string_view);
/// Decodes quoted-printable. With `word`, decodes an encoded word (RFC 2047 4.2) instead, where "_" is a space. An "="
/// that begins no valid escape is kept as it is.
std::string from_quoted_printable(std::string_view, bool word = false);
/// Decodes the lines between "begin " and "end"; without a "begin " line the result is "".
std::string from_uuencode(std::string_view);
/// Decodes "%20" and the like in the parameters of header fields (RFC 2231 4).
std::string from_percent(std::string_view);

/// Decodes `bytes` by the value of Content-Transfer-Encoding, in any case. Returns them unchanged for 7bit, 8bit,
/// binary and unknown encodings.
std::string transfer_decoded(std::string_view bytes, std::string_view encoding);

}  // namespace tangible::ingest
