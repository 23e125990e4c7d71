// Splits a posted form at its boundary with plain string searches, in one pass. The parts are views into the body,
// which may be 25 MiB. The framing is checked strictly: a body whose connection broke off must never be taken for a
// whole story.
#include "ingest/reading/form.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/hash.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// Far more than a browser sends for our form; they bound what is kept and searched for one body.
constexpr std::size_t max_parts = 200, max_header_bytes = 16384;

/// The characters of a boundary (RFC 2046 5.1.1: bchars).
bool boundary_letter(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           std::string_view("'()+_,-./:=? ").find(c) != std::string_view::npos;
}

/// RFC 2046 5.1.1: 1 to 70 characters, of which the last is no space.
bool is_boundary(std::string_view text) {
    if (text.empty() || text.size() > 70 || text.ends_with(' ')) return false;
    for (const char c : text)
        if (!boundary_letter(c)) return false;
    return true;
}

/// Returns the value of a parameter such as `name="value"`. Browsers write `"` inside a value as %22 and leave the rest
/// raw (RFC 7578 4.2, HTML 4.10.21.8); other programs escape it with a backslash. nullopt when there is no such
/// parameter or its quotes do not end.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
    while (true) {
        const auto semicolon = header.find(';');
        if (semicolon == header.npos) return {};
        header = trimmed(header.substr(semicolon + 1));
        const auto equals = header.find('=');
        if (equals == header.npos) return {};
        const bool wanted = lower_ascii(trimmed(header.substr(0, equals))) == name;
        std::string_view value = header.substr(equals + 1);
        if (value.starts_with('"')) {
            std::string text;
            std::size_t i = 1;
            for (; i < value.size() && value[i] != '"'; ++i) {
                if (value[i] == '\\' && i + 1 < value.size() && (value[i + 1] == '"' || value[i + 1] == '\\')) ++i;
                text += value[i];
            }
            if (i == value.size()) return {};
            if (wanted) return text;
            header = value.substr(i + 1);
        } else {
            const auto end = value.find(';');
            if (wanted) return std::string(trimmed(value.substr(0, end)));
            header = end == value.npos ? std::string_view() : value.substr(end);
        }
    }
}

/// Reads the header lines of a part into `part`. Returns false unless every line is a field and exactly one of them is
/// a Content-Disposition of form-data with a name.
bool read_header(std::string_view block, FormPart& part) {
    bool disposed = false, whole = true;
    for_each_line(block, [&](std::string_view line) {
        const auto colon = line.find(':');
        if (colon == line.npos) return void(whole = false);
        const std::string name = lower_ascii(trimmed(line.substr(0, colon)));
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (name == "content-type") part.content_type = value;
        if (name != "content-disposition") return;
        const auto field_name = parameter(value, "name");
        const auto file = parameter(value, "filename");
        disposed = !disposed && lower_ascii(value.substr(0, 9)) == "form-data" && field_name.has_value();
        part.name = field_name.value_or("");
        part.is_file = file.has_value();
        part.filename = file.value_or("");
    });
    return whole && disposed;
}

/// What follows `--boundary` on its line: a part, the end of the form ("--"), or neither, so the line is no delimiter.
/// Removes what it reads from `rest`.
enum class After { part, end, broken };
After after_delimiter(std::string_view& rest) {
    const bool last = rest.starts_with("--");
    if (last) rest.remove_prefix(2);
    while (rest.starts_with(' ') || rest.starts_with('\t')) rest.remove_prefix(1);  // RFC 2046: transport padding
    if (last) return rest.empty() || rest.front() == '\r' ? After::end : After::broken;
    if (!rest.starts_with("\r\n")) return After::broken;
    rest.remove_prefix(2);
    return After::part;
}

/// Returns the text as browsers write it inside the quotes of a header (HTML 4.10.21.8).
std::string in_quotes(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '"')
            out += "%22";
        else if (c == '\r')
            out += "%0D";
        else if (c == '\n')
            out += "%0A";
        else if (c == '\\')  // the reader above takes it for an escape
            out += "\\\\";
        else
            out += c;
    }
    return out;
}

/// Returns a boundary that occurs in none of the parts: a hash of them, and of the number of the attempt.
std::string free_boundary(const std::vector<FormPart>& parts) {
    std::string all;
    for (const FormPart& part : parts) all += part.name + sha256_hex(part.bytes);
    for (int attempt = 0;; ++attempt) {
        std::string boundary = sha256_hex(all + std::to_string(attempt)).substr(0, 32);
        if (std::ranges::none_of(parts, [&](const FormPart& p) { return p.bytes.find(boundary) != p.bytes.npos; }))
            return boundary;
    }
}

}  // namespace

std::string boundary_of(std::string_view content_type) {
    if (lower_ascii(trimmed(content_type.substr(0, content_type.find(';')))) != "multipart/form-data") return {};
    const auto boundary = parameter(content_type, "boundary");
    return boundary && is_boundary(*boundary) ? *boundary : std::string();
}

// Each round of the loop stands behind a boundary: it reads the rest of that line, then a part's header and its bytes
// up to the next boundary. Only the closing boundary ends it well.
std::optional<std::vector<FormPart>> form_parts(std::string_view body, std::string_view boundary) {
    if (boundary.empty() && body.starts_with("--")) boundary = body.substr(2, body.substr(0, 80).find("\r\n") - 2);
    if (!is_boundary(boundary)) return {};
    const std::string delimiter = "\r\n--" + std::string(boundary);
    const std::string_view first = std::string_view(delimiter).substr(2);
    if (!body.starts_with(first)) return {};
    std::string_view rest = body.substr(first.size());
    std::vector<FormPart> parts;
    while (true) {
        switch (after_delimiter(rest)) {
        case After::broken:
            return {};
        case After::end:
            return parts;
        case After::part:
            break;
        }
        if (parts.size() == max_parts) return {};
        const auto header_end = rest.substr(0, max_header_bytes).find("\r\n\r\n");
        if (header_end == rest.npos) return {};
        FormPart part;
        if (!read_header(rest.substr(0, header_end), part)) return {};
        rest.remove_prefix(header_end + 4);
        const auto size = rest.find(delimiter);
        if (size == rest.npos) return {};
        part.bytes = rest.substr(0, size);
        rest.remove_prefix(size + delimiter.size());
        parts.push_back(std::move(part));
    }
}

PostedForm posted_form(const std::vector<FormPart>& parts) {
    const std::string boundary = free_boundary(parts);
    std::string body;
    for (const FormPart& part : parts) {
        body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + in_quotes(part.name) + "\"";
        if (part.is_file)
            body += "; filename=\"" + in_quotes(part.filename) + "\"\r\nContent-Type: " +
                    (part.content_type.empty() ? "application/octet-stream" : part.content_type);
        body.append("\r\n\r\n").append(part.bytes).append("\r\n");
    }
    return {"multipart/form-data; boundary=" + boundary, body + "--" + boundary + "--\r\n"};
}

std::string_view field(const std::vector<FormPart>& parts, std::string_view name) {
    for (const FormPart& part : parts)
        if (part.name == name && !part.is_file) return part.bytes;
    return {};
}

}  // namespace tangible::ingest
