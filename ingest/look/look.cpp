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
#include <nlohmann/json.hpp>

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

Members attachment(std::string_view filename, std::string_view type, std::uint64_t size, std::string_view sha256) {
    return {{"filename", filename}, {"content_type", type}, {"size", size}, {"sha256", sha256}};
}

Members asides(const std::vector<Aside>& list) {
    Members out = Members::array();
    for (const auto& a : list) out.push_back({{"kind", name(a.kind)}, {"text", a.text}});
    return out;
}

/// Adds why the submission would be parked.
void parked(Members& m, const Rejection& r) {
    m["status"] = "parked";
    m["reason"] = r.reason;
    m["detail"] = r.detail;
    m["encrypted"] = r.reason == "encrypted";
}

/// Adds the charset as which the text was read, for kinds of files that have one.
void charset_of(Members& m, const Submission& s) {
    auto kind = kind_of(s.bytes, s.filename, s.media_type);
    if (kind == Kind::mail) m["charset"] = letter(s.bytes).text_charset;
    if (kind == Kind::text || kind == Kind::markdown || kind == Kind::csv) m["charset"] = decoded(s.bytes).charset;
    if (kind == Kind::html || kind == Kind::captions) m["charset"] = document(s.bytes, kind).charset;
}

/// Adds a draft, and how many stories the submission has.
void draft(Members& m, const Draft& d, std::size_t stories) {
    m["subject"] = d.title;
    m["text"] = d.text;
    m["visible_reply"] = d.text;
    std::string signature;
    for (const auto& c : d.cuts)
        if (c.kind == CutKind::signature || c.kind == CutKind::device) signature = c.text;
    m["signature"] = signature;
    m["language"] = d.language;
    Members files = Members::array();
    for (const auto& a : d.attachments) files.push_back(attachment(a.filename, a.content_type, a.size, a.sha256));
    m["attachments"] = std::move(files);
    m["asides"] = asides(d.asides);
    m["problems"] = d.problems;
    m["stories"] = stories;
}

/// Adds the mail inside a forwarded mail, and the note of the person who passed it on; null when nothing was forwarded.
void forward(Members& m, const std::optional<Forward>& f) {
    if (!f) {
        m["forwarded"] = nullptr;
        return;
    }
    m["forwarded"] = {{"original_subject", f->subject},
                      {"original_from", {{"name", f->author.name}, {"addr", f->author.addr}}},
                      {"original_body", f->body}};
    m["covering_message"] = f->covering;
}

}  // namespace

// The header and bodies as parsed; then the steps from body to story, as read_letter.cpp takes them: the mail inside a
// forwarded one, the reply without quotations and signature, its language, and whether the mail is a story.
std::string look_letter(const Submission& s) {
    Members m;
    auto l = letter(s.bytes);
    const std::string body = body_of(l).text;
    auto own = reply(body);
    m["subject"] = l.subject;
    m["from_addr"] = l.from.addr;
    m["from_name"] = l.from.name;
    Members to = Members::array(), files = Members::array();
    for (const auto& a : l.to) to.push_back(a.addr);
    m["to_addrs"] = std::move(to);
    m["date_utc"] = l.date_utc;
    m["message_id"] = l.message_id;
    m["text"] = l.text;
    m["html"] = l.html;
    for (const auto& a : l.attachments)
        files.push_back(attachment(a.filename, a.content_type, a.bytes.size(), sha256_hex(a.bytes)));
    m["attachments"] = std::move(files);
    forward(m, forwarded(body, l.subject));
    m["visible_reply"] = own.visible;
    m["signature"] = own.signature;
    m["charset"] = l.text_charset;
    auto words = normal(own.visible);
    m["language"] = language_of(words.text).tag;
    bool empty = words.text.empty() && l.html.empty() && l.attachments.empty();
    std::string reason = l.machine_class.empty() && empty ? "empty" : l.machine_class;
    m["is_story"] = reason.empty();
    m["machine_class"] = l.machine_class;
    m["problems"] = l.problems;
    m["status"] = reason.empty() ? "story" : "parked";
    m["reason"] = reason;
    look_mailbox(m, s);
    return dumped(m);
}

// Reads and admits the submission as read_pending() does, without a store: all partnerships are unknown here.
std::string look_story(const Submission& s) {
    Members m;
    auto reading = read(s);
    if (const auto* rejection = std::get_if<Rejection>(&reading)) {
        parked(m, *rejection);
        m["is_story"] = false;
        charset_of(m, s);
        more(m, s);
        return dumped(m);
    }
    const auto& drafts = std::get<std::vector<Draft>>(reading);
    draft(m, drafts.front(), drafts.size());
    look_text(m, drafts.front().text);
    m["machine_class"] = drafts.front().machine_class;
    auto admission = admit(s, drafts.front(), 0, {});
    m["is_story"] = std::holds_alternative<Story>(admission);
    if (const auto* rejection = std::get_if<Rejection>(&admission))
        parked(m, *rejection);
    else
        m["status"] = "story", m["reason"] = "";
    charset_of(m, s);
    more(m, s);
    return dumped(m);
}

}  // namespace tangible::ingest
