// Small functions turn letters, drafts, attachments and rejections into members of a JSON object; look_letter() and
// look_story() put them together.  The table more_members lists what is added for captions, tables and mailboxes.
//
// The names of the members are those of the golden tests' expected files, so some members say the same thing twice.
#include "ingest/look/look.h"
#include "ingest/look/look_members.h"
#include "ingest/mail/mail.h"
#include "ingest/reading/admit.h"
#include "ingest/reading/documents.h"
#include "ingest/reading/drafts.h"
#include "ingest/reading/read.h"
#include "ingest/reply/forward.h"
#include "ingest/reply/reply.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/hash.h"
#include "schemas/json/json.h"

namespace tangible::ingest {
namespace {

constexpr void (*more_members[])(Members&, const Submission&) = {
    look_captions,
    look_table,
    look_mailbox,
};
void more(Members& m, const Submission& s) {
    for (auto* add : more_members) add(m, s);
}

void text(Members& m, const char* key, std::string_view value) { m.emplace_back(key, json_string(value)); }
void truth(Members& m, const char* key, bool value) { m.emplace_back(key, value ? "true" : "false"); }

std::string attachment(std::string_view filename, std::string_view type, std::uint64_t size, std::string_view sha256) {
    Members m;
    text(m, "filename", filename);
    text(m, "content_type", type);
    m.emplace_back("size", std::to_string(size));
    text(m, "sha256", sha256);
    return json_object(m);
}

std::string strings(const std::vector<std::string>& list) {
    std::vector<std::string> out;
    for (const auto& s : list) out.push_back(json_string(s));
    return json_array(out);
}

std::string asides(const std::vector<Aside>& list) {
    std::vector<std::string> out;
    for (const auto& a : list)
        out.push_back(json_object({{"kind", json_string(name(a.kind))}, {"text", json_string(a.text)}}));
    return json_array(out);
}

/// Adds why the submission would be parked.
void parked(Members& m, const Rejection& r) {
    text(m, "status", "parked");
    text(m, "reason", r.reason);
    text(m, "detail", r.detail);
    truth(m, "encrypted", r.reason == "encrypted");
}

/// Adds the charset as which the text was read, for kinds of files that have one.
void charset_of(Members& m, const Submission& s) {
    auto kind = kind_of(s.bytes, s.filename, s.media_type);
    if (kind == Kind::mail) text(m, "charset", letter(s.bytes).text_charset);
    if (kind == Kind::text || kind == Kind::markdown || kind == Kind::csv) text(m, "charset", decoded(s.bytes).charset);
    if (kind == Kind::html || kind == Kind::captions) text(m, "charset", document(s.bytes, kind).charset);
}

/// Adds a draft, and how many stories the submission has.
void draft(Members& m, const Draft& d, std::size_t stories) {
    text(m, "subject", d.title);
    text(m, "text", d.text);
    text(m, "visible_reply", d.text);
    std::string signature;
    for (const auto& c : d.cuts)
        if (c.kind == CutKind::signature || c.kind == CutKind::device) signature = c.text;
    text(m, "signature", signature);
    text(m, "language", d.language);
    std::vector<std::string> files;
    for (const auto& a : d.attachments) files.push_back(attachment(a.filename, a.content_type, a.size, a.sha256));
    m.emplace_back("attachments", json_array(files));
    m.emplace_back("asides", asides(d.asides));
    m.emplace_back("problems", strings(d.problems));
    m.emplace_back("stories", std::to_string(stories));
}

/// Adds the mail inside a forwarded mail, and the note of the person who passed it on; null when nothing was forwarded.
void forward(Members& m, const std::optional<Forward>& f) {
    if (!f) {
        m.emplace_back("forwarded", "null");
        return;
    }
    Members from, inside;
    text(from, "name", f->author.name);
    text(from, "addr", f->author.addr);
    text(inside, "original_subject", f->subject);
    inside.emplace_back("original_from", json_object(from));
    text(inside, "original_body", f->body);
    m.emplace_back("forwarded", json_object(inside));
    text(m, "covering_message", f->covering);
}

}  // namespace

// The header and bodies as parsed; then the steps from body to story, as read_letter.cpp takes them: the mail inside a
// forwarded one, the reply without quotations and signature, its language, and whether the mail is a story.
std::string look_letter(const Submission& s) {
    Members m;
    auto l = letter(s.bytes);
    const std::string body = body_of(l).text;
    auto own = reply(body);
    text(m, "subject", l.subject);
    text(m, "from_addr", l.from.addr);
    text(m, "from_name", l.from.name);
    std::vector<std::string> to, files;
    for (const auto& a : l.to) to.push_back(a.addr);
    m.emplace_back("to_addrs", strings(to));
    text(m, "date_utc", l.date_utc);
    text(m, "message_id", l.message_id);
    text(m, "text", l.text);
    text(m, "html", l.html);
    for (const auto& a : l.attachments)
        files.push_back(attachment(a.filename, a.content_type, a.bytes.size(), sha256_hex(a.bytes)));
    m.emplace_back("attachments", json_array(files));
    forward(m, forwarded(body, l.subject));
    text(m, "visible_reply", own.visible);
    text(m, "signature", own.signature);
    text(m, "charset", l.text_charset);
    auto words = normal(own.visible);
    text(m, "language", language_of(words.text).tag);
    bool empty = words.text.empty() && l.html.empty() && l.attachments.empty();
    std::string reason = l.machine_class.empty() && empty ? "empty" : l.machine_class;
    truth(m, "is_story", reason.empty());
    text(m, "machine_class", l.machine_class);
    m.emplace_back("problems", strings(l.problems));
    text(m, "status", reason.empty() ? "story" : "parked");
    text(m, "reason", reason);
    look_mailbox(m, s);
    return json_object(m);
}

// Reads and admits the submission as read_pending() does, without a store: all partnerships are unknown here.
std::string look_story(const Submission& s) {
    Members m;
    auto reading = read(s);
    if (const auto* rejection = std::get_if<Rejection>(&reading)) {
        parked(m, *rejection);
        truth(m, "is_story", false);
        charset_of(m, s);
        more(m, s);
        return json_object(m);
    }
    const auto& drafts = std::get<std::vector<Draft>>(reading);
    draft(m, drafts.front(), drafts.size());
    look_text(m, drafts.front().text);
    text(m, "machine_class", drafts.front().machine_class);
    auto admission = admit(s, drafts.front(), 0, {});
    truth(m, "is_story", std::holds_alternative<Story>(admission));
    if (const auto* rejection = std::get_if<Rejection>(&admission))
        parked(m, *rejection);
    else
        text(m, "status", "story"), text(m, "reason", "");
    charset_of(m, s);
    more(m, s);
    return json_object(m);
}

}  // namespace tangible::ingest
