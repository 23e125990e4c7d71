// Decodes the values of mail header fields to UTF-8: encoded words (RFC 2047), raw 8-bit text, and parameters (RFC
// 2045, 2231). Takes any bytes; linear.
//
// `hint` is the charset that raw 8-bit text is probably in, or "". Conversion goes through normalise.h, since iconv
// reads its tables from files and a confined reader cannot open any.
#pragma once
#include "ingest/mail/mail.h"
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::ingest {

/// The header fields of a message or part, in order. Names are as written; values are raw, still folded and encoded.
struct Fields {
    std::vector<std::pair<std::string, std::string>> all;
    /// Returns the value of the first field called `name`, or "". Give `name` in lower case; the field may be in any
    /// case.
    std::string_view get(std::string_view name) const;
    /// Returns the values of all fields called `name`, joined with ", ".
    std::string all_of(std::string_view name) const;
};

/// Decodes a free text such as the subject: one line, encoded words decoded, controls and runs of spaces made one
/// space.
std::string header_text(std::string_view raw, std::string_view hint);

/// Prepares an address field for an address parser. Each run of encoded words becomes a quoted string, so that a comma
/// or an angle bracket inside a decoded name separates nothing.
std::string header_phrases(std::string_view raw, std::string_view hint);

/// A field value with parameters, such as Content-Type.
struct Parametered {
    std::string value;                                            ///< lower-case, without parameters
    std::vector<std::pair<std::string, std::string>> parameters;  ///< names in lower case, values decoded
    std::string_view get(std::string_view name) const;            ///< `name` in lower case; "" if missing
};
/// Parses a value such as `text/plain; charset=x` or `attachment; filename*0*=utf-8''a%20; filename*1=b` (gives the
/// filename "a b").
Parametered header_parameters(std::string_view raw, std::string_view hint);

}  // namespace tangible::ingest
