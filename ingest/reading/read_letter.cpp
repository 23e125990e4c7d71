// Turns a mail into a draft: the teller's own words first, then the text of each document that was attached. For a
// forwarded mail the words passed on are the story; the covering words and the heading are cut.
#include "ingest/mail/mail.h"
#include "ingest/outlook/msg.h"
#include "ingest/outlook/tnef.h"
#include "ingest/reading/drafts.h"
#include "ingest/reply/forward.h"
#include "ingest/reply/reply.h"
#include "ingest/reply/subject.h"
#include "ingest/text/normalise.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace tangible::ingest {
namespace {

/// Decides whether a plain body does not stand for the HTML one: it is a line such as "see the HTML part", or a list's
/// footer. Plain and HTML bodies that say the same differ by far less than a factor of four.
bool is_trivial(std::string_view text, std::string_view html) {
    return normal(text_of_html(html)).text.size() > 4 * normal(text).text.size();
}

}  // namespace

LetterBody body_of(const Letter& letter) {
    const bool plain = letter.html.empty() || !is_trivial(letter.text, letter.html);
    return {plain ? letter.text : text_of_html(letter.html, Quotes::marked), plain};
}

// In order: the mail passed on, if there is one; what stands above it, which is cut or put back; then quotes and
// signature; last the hard wraps, which only plain text has.
std::string words_of(const Letter& letter, Draft& draft, const std::vector<std::string>& put_back) {
    const auto [shown, plain] = body_of(letter);
    const std::optional<Forward> forward = forwarded(shown, letter.subject);
    std::string above;
    if (forward) {
        draft.title = normal(forward->subject).text;
        if (draft.senders) draft.senders->author = forward->author;
        for (auto [kind, text] :
             {std::pair{CutKind::covering, forward->covering}, {CutKind::header, forward->heading}}) {
            if (normal(text).text.empty()) continue;
            const bool kept = std::ranges::find(put_back, sha256_hex(text)) != put_back.end();
            if (kept)
                above += text + '\n';
            else
                draft.cuts.push_back({kind, text});
        }
    }
    Reply found = reply(forward ? forward->body : shown, put_back);
    std::ranges::move(found.cuts, std::back_inserter(draft.cuts));
    return above + (plain ? without_hard_wraps(found.visible) : found.visible);
}

Letter letter_in(std::string_view bytes, Kind kind) {
    if (kind == Kind::tnef) return letter_of_tnef(bytes);
    return kind == Kind::msg ? letter_of_msg(bytes) : letter(bytes);
}

Reading read_letter(const Submission& submission, Kind kind) {
    Letter mail = letter_in(submission.bytes, kind);
    Draft draft;
    draft.title = bare_subject(mail.subject);
    draft.problems = mail.problems;
    draft.machine_class = mail.machine_class;
    draft.senders = Senders{{mail.from.name, mail.from.addr}, {}};
    if (submission.channel == Channel::mail) draft.answering = mail.answering;

    std::string text = words_of(mail, draft, submission.put_back);
    Enclosures enclosed;
    for (const MailPart& part : mail.attachments)
        enclosed.add({part.bytes, part.filename, part.content_type, part.charset, !text.empty()});
    set_text(draft, text + enclosed.text);
    if (draft.title.empty()) draft.title = enclosed.title;
    return with_enclosures(std::move(draft), enclosed);
}

}  // namespace tangible::ingest
