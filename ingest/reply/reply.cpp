// Cuts a mail's body in steps, each of which marks lines as not the teller's own: quotes, attributions, mails shown
// whole, notices, signatures. What is left is the teller's words.
//
// Later steps rely on earlier ones. Quotes come first, since an attribution is recognised by the quote below it, and
// signatures last, since they stand at the end of what is left.
#include "ingest/reply/reply.h"
#include "ingest/reply/reply_lines.h"
#include "ingest/reply/reply_parts.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

/// Divides a body into lines, with what can be said of each alone.
Body lines_of(std::string_view body) {
    Body lines;
    for_each_line(body, [&](std::string_view text) {
        BodyLine line{text};
        line.blank = is_blank(text);
        line.quoted = !line.blank && is_quoted(text);
        lines.push_back(line);
    });
    return lines;
}

/// Returns the own lines. Where something was cut or blank between them, one blank line stands.
std::string visible_of(const Body& lines) {
    std::string out;
    bool parted = false;
    for (const BodyLine& l : lines) {
        if (!is_own(l)) {
            parted = true;
            continue;
        }
        if (parted && !out.empty()) out += '\n';
        parted = false;
        out.append(l.text) += '\n';
    }
    return out;
}

CutKind kind_of(Part part) {
    switch (part) {
    case Part::signature:
        return CutKind::signature;
    case Part::disclaimer:
        return CutKind::disclaimer;
    case Part::device:
        return CutKind::device;
    case Part::caution:
        return CutKind::caution;
    case Part::own:
    case Part::quoted:
        break;
    }
    return CutKind::quoted;
}

/// Collects neighbouring lines of one part as a cut. A cut in `put_back` becomes the teller's own again.
std::vector<Cut> cuts_of(Body& lines, const std::vector<std::string>& put_back) {
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < lines.size();) {
        const std::size_t begin = i;
        const Part part = lines[i].part;
        std::string text;
        for (; i < lines.size() && lines[i].part == part; ++i) text.append(lines[i].text) += '\n';
        if (part == Part::own || trimmed(text).empty()) continue;
        if (!put_back.empty() && std::ranges::find(put_back, sha256_hex(text)) != put_back.end())
            std::for_each(lines.begin() + static_cast<std::ptrdiff_t>(begin),
                          lines.begin() + static_cast<std::ptrdiff_t>(i), [](BodyLine& l) { l.part = Part::own; });
        else
            cuts.push_back({kind_of(part), std::move(text)});
    }
    return cuts;
}

}  // namespace

bool is_own(const BodyLine& l) { return l.part == Part::own && !l.blank; }
bool quote_at(const Body& lines, std::size_t at) { return at < lines.size() && lines[at].quoted; }

void mark(Body& lines, std::size_t begin, std::size_t end, Part part) {
    for (std::size_t i = begin; i < end; ++i)
        if (lines[i].part == Part::own) lines[i].part = part;
}

std::size_t after_blanks(const Body& lines, std::size_t at) {
    while (at < lines.size() && lines[at].blank) ++at;
    return at;
}

std::string joined(const Body& lines, std::size_t begin, std::size_t last) {
    std::string text;
    for (std::size_t i = begin; i <= last; ++i) {
        if (!text.empty()) text += ' ';
        text += trimmed(lines[i].text);
    }
    return text;
}

bool Above::says_something(const Body& lines, std::size_t end) {
    while (first_ < end && !(is_own(lines[first_]) && !is_ruler(lines[first_].text))) ++first_;
    return first_ < end;
}

Reply reply(std::string_view body, const std::vector<std::string>& put_back) {
    Body lines = lines_of(body);
    mark_quotes(lines);
    cut_attributions(lines);
    cut_shown_mail(lines);
    cut_notices(lines);
    cut_signature(lines);

    Reply out;
    // Everything would be cut: then these words are what the sender wants us to read.
    if (trimmed(visible_of(lines)).empty()) return {std::string(body), {}, {}};
    out.cuts = cuts_of(lines, put_back);
    out.visible = visible_of(lines);
    for (const Cut& c : out.cuts)
        if (c.kind == CutKind::signature || c.kind == CutKind::device)
            (out.signature += out.signature.empty() ? "" : "\n") += trimmed(c.text);
    if (out.signature.empty()) out.signature = closing_of(lines);
    return out;
}

}  // namespace tangible::ingest
