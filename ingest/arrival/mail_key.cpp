// Hashes four header fields, the first of each name, and the body.  Carriage returns and white space at the end of the
// body are left out, since servers change them.  The header is read here and not by the mail parser, because every
// arriving mail passes here, unconfined: this code only looks at lines.
#include "ingest/arrival/mail_key.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <array>

namespace tangible::ingest {
namespace {

constexpr std::array<std::string_view, 4> authors_fields = {"message-id", "from", "date", "subject"};

/// Adds the text without carriage returns.
void append_lines(std::string& to, std::string_view text) {
    for (const char c : text)
        if (c != '\r') to += c;
}

struct Header {
    std::array<std::string, authors_fields.size()> fields;  ///< unfolded, the first of each name
    std::size_t end = 0;                                    ///< where the body begins
};

/// Finds the fields and the end of the header: the first blank line.  A line that begins with a blank continues the
/// field before it (RFC 5322, section 2.2.3).
Header header_of(std::string_view bytes) {
    Header header;
    std::string* field = nullptr;
    while (header.end < bytes.size()) {
        const std::size_t end = std::min(bytes.find('\n', header.end), bytes.size() - 1) + 1;
        const std::string_view raw = bytes.substr(header.end, end - header.end), line = trimmed(raw);
        header.end = end;
        if (line.empty()) break;
        if (raw.front() == ' ' || raw.front() == '\t') {
            if (field) field->append(" ").append(line);
            continue;
        }
        field = nullptr;
        const std::size_t colon = line.find(':');
        const std::string name = lower_ascii(trimmed(line.substr(0, colon)));
        for (std::size_t i = 0; colon != line.npos && i < authors_fields.size(); ++i)
            if (name == authors_fields[i] && header.fields[i].empty())
                *(field = &header.fields[i]) = trimmed(line.substr(colon + 1));
    }
    return header;
}

}  // namespace

std::string key_of_mail(std::string_view bytes) {
    const Header header = header_of(bytes);
    if (trimmed(header.fields[0]).empty()) return {};
    std::string what;
    for (const std::string& field : header.fields) what.append(trimmed(field)).append("\n");
    const std::string_view body = bytes.substr(header.end);
    append_lines(what, body.substr(0, body.find_last_not_of(ascii_space) + 1));
    return "mail " + sha256_hex(what);  // with the word, it can never equal a submission's id, which is a hash alone
}

}  // namespace tangible::ingest
