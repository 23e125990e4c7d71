// Values of mail header fields decoded to UTF-8: encoded words (RFC 2047), raw 8-bit text, parameters
// (RFC 2045, 2231).  Through normalise.h and not through iconv, whose tables a confined reader cannot load.
// Takes any bytes; linear.  `hint`: the charset that raw 8-bit text is probably in, or "".
#pragma once
#include "ingest/mail/mail.h"
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tangible::ingest {

/// Header fields in order: names as written, values raw.
struct Fields {
    std::vector<std::pair<std::string, std::string>> all;
    /// The first of that name (lower-case here, any case there), or "".
    std::string_view get(std::string_view name) const;
    /// All of that name, joined with commas.
    std::string all_of(std::string_view name) const;
};

/// A free text such as the subject: unfolded, words decoded, white space single.
std::string header_text(std::string_view raw, std::string_view hint);

/// The value for an address parser: runs of encoded words become quoted strings, so that
/// a comma or an angle bracket within a name separates nothing.
std::string header_phrases(std::string_view raw, std::string_view hint);

struct Parametered {
    std::string value;                                            ///< lower-case, without parameters
    std::vector<std::pair<std::string, std::string>> parameters;  ///< names lower-case
    std::string_view get(std::string_view name) const;            ///< or ""
};
/// `text/plain; charset=x`, `attachment; filename*0*=utf-8''a%20; filename*1=b`.
Parametered header_parameters(std::string_view raw, std::string_view hint);

}  // namespace tangible::ingest
