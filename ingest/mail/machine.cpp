// Decides whether a machine wrote a mail. What mail systems declare in fields and content types comes first, since it
// is sure. Words are weaker proof: people write about failed deliveries too. They count only when the sender is a mail
// system, or when subject and text both look like a notice.
#include "ingest/mail/machine.h"
#include "schemas/ground/ascii.h"
#include <algorithm>

namespace tangible::ingest {
namespace {

using Phrases = std::initializer_list<std::string_view>;

bool begins_with_any(std::string_view text, Phrases phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [&](auto phrase) { return text.starts_with(phrase); });
}
bool has_any(std::string_view text, Phrases phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [&](auto phrase) { return text.find(phrase) != text.npos; });
}

/// Keeps the lower-case letters only, so that "MAILER-DAEMON", "Mail Delivery System" and their variants compare as one
/// word.
std::string letters_of(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c >= 'a' && c <= 'z') out += c;
    return out;
}

// How mail systems have begun the subjects of bounces since sendmail. All phrases in this file are in lower case.
const Phrases failed_subjects = {"delivery status notification",
                                 "delivery failure",
                                 "delivery notification",
                                 "delivery report",
                                 "failure notice",
                                 "mail delivery",
                                 "mail system error",
                                 "message delivery has failed",
                                 "non delivery",
                                 "non-delivery",
                                 "nondeliverable",
                                 "returned mail",
                                 "returned to sender",
                                 "undeliverable",
                                 "undelivered mail",
                                 "unzustellbar",
                                 "warning: could not send",
                                 "warning: message",
                                 "delayed mail",
                                 "delivery delayed",
                                 "unable to deliver",
                                 "could not deliver",
                                 "message undeliverable",
                                 "message not delivered",
                                 "delivery error",
                                 "failed delivery",
                                 "failed mail",
                                 "mail could not be delivered",
                                 "mail failure",
                                 "message could not be delivered",
                                 "message frozen",
                                 "message you sent blocked",
                                 "notice: mail delivery status",
                                 "delivery problem",
                                 "delivery status",
                                 "there was an error sending your mail",
                                 "undelivered",
                                 "メールを配信できません",
                                 "échec de la remise",
                                 "onbestelbaar",
                                 "no se puede entregar"};
// What the text of a bounce says.
const Phrases failed_words = {"could not be delivered",
                              "couldn't be delivered",
                              "could not deliver",
                              "not delivered",
                              "undeliverable",
                              "unable to deliver",
                              "delivery failed",
                              "delivery has failed",
                              "delivery to the following",
                              "user unknown",
                              "unknown user",
                              "host unknown",
                              "mailbox unavailable",
                              "mailbox is full",
                              "mailbox full",
                              "over quota",
                              "quota exceeded",
                              "no such user",
                              "does not exist",
                              "returned to sender",
                              "permanent error",
                              "permanent fatal error",
                              "original message follows",
                              "unsent message",
                              "undelivered message",
                              "550 - ",
                              "did not reach",
                              "no longer valid",
                              "550 5.",
                              "550-5.",
                              "554 5.",
                              "552 5.",
                              "status: 5.",
                              "smtp error"};
// What list servers answer to a post that they will not pass on.
const Phrases refused_words = {"not a member of this mailing list", "not a member of the mailing list",
                               "duplicated message-id in", "your message to the list was rejected"};
// How programs begin the subjects of absence notes. A beginning covers spellings that go on differently.
const Phrases automatic_subjects = {"automatic reply",
                                    "auto reply",
                                    "auto-reply",
                                    "autoreply",
                                    "auto:",
                                    "autorespon",
                                    "auto-respon",
                                    "auto respon",
                                    "automated reply",
                                    "automated response",
                                    "out of office",
                                    "out of the office",
                                    "out-of-office",
                                    "automatische antwort",
                                    "automatische abwesenheit",
                                    "abwesenheitsnotiz",
                                    "abwesend:",
                                    "réponse automatique",
                                    "respuesta automática",
                                    "risposta automatica",
                                    "resposta automática",
                                    "automatisch antwoord",
                                    "automatische reactie",
                                    "autosvar",
                                    "automatiskt svar",
                                    "automatisk svar",
                                    "automaattinen vastaus",
                                    "automatyczna odpowied",
                                    "odpowiedź automatyczna",
                                    "automatická odpov",
                                    "ymateb awtomatig",
                                    "автоматический ответ",
                                    "автоответ",
                                    "自动回复",
                                    "自動返信",
                                    "自動回覆",
                                    "자동 회신"};
// Fields that only automatic answers have.
const Phrases automatic_fields = {"x-autoreply",      "x-autorespond",   "x-autoresponder", "x-auto-reply",
                                  "x-mail-autoreply", "x-autogenerated", "x-autoreply-from"};
// Fields that programs for mass mails add (RFC 8058, and those of single providers).
const Phrases campaign_fields = {"list-unsubscribe-post", "feedback-id",    "x-campaign",       "x-campaignid",
                                 "x-campaign-id",         "x-mc-user",      "x-mailgun-tag",    "x-sg-eid",
                                 "x-csa-complaints",      "x-report-abuse", "x-mailer-recptid", "x-job"};
const Phrases automatic_precedence = {"auto_reply", "auto-reply", "autoreply"};

/// The questions about a mail that machine_class() asks. Looks at the first 4 KiB of its text: notices come to the
/// point, and a person's mail may quote one further down.
class Signs {
public:
    explicit Signs(const MachineSigns& signs)
        : signs_(signs), subject_(lower_ascii(signs.letter.subject)),
          begin_(lower_ascii(signs.letter.text.substr(0, 4096))) {}

    /// Decides whether the mail has a part of this content type, at any depth.
    bool has_part(std::string_view type) const {
        return std::any_of(signs_.types.begin(), signs_.types.end(),
                           [&](const Parametered& each) { return each.value == type; });
    }
    /// Decides whether the mail is a multipart/report of this kind (RFC 6522).
    bool reports(std::string_view kind) const {
        return !signs_.types.empty() && signs_.types.front().value == "multipart/report" &&
               lower_ascii(signs_.types.front().get("report-type")) == kind;
    }
    /// A delivery report, or a mail of a mail system that says that a delivery failed.
    bool bounce() const {
        if (has_part("message/delivery-status") || has_part("message/global-delivery-status") ||
            reports("delivery-status"))
            return true;
        if (!trimmed(field("x-failed-recipients")).empty() || from_daemon()) return true;
        const bool says = begins_with_any(subject_, failed_subjects), explains = has_any(begin_, failed_words);
        if (from_postmaster() && (says || explains || no_return())) return true;
        if (from_list_robot() && has_any(begin_, refused_words)) return true;
        return says && (no_return() || explains);
    }
    /// An automatic answer or read receipt (RFC 3834, RFC 8098).
    bool automatic() const {
        const std::string submitted = lower_ascii(trimmed(field("auto-submitted")));
        if (!submitted.empty() && !submitted.starts_with("no")) return true;
        if (reports("disposition-notification") || has_part("message/disposition-notification")) return true;
        if (std::any_of(automatic_fields.begin(), automatic_fields.end(),
                        [&](auto name) { return !trimmed(field(name)).empty(); }))
            return true;
        if (begins_with_any(precedence("precedence"), automatic_precedence) ||
            begins_with_any(precedence("x-precedence"), automatic_precedence))
            return true;
        return begins_with_any(subject_, automatic_subjects) ||
               (no_return() && !field("x-auto-response-suppress").empty());
    }
    /// A mail that a program sent to many, who may leave the list (List-Unsubscribe). A mailing list that takes posts
    /// (List-Post, RFC 2369) is different: there a person writes.
    bool newsletter() const {
        if (field("list-unsubscribe").empty() || !field("list-post").empty()) return false;
        const std::string how = precedence("precedence");
        return how == "bulk" || how == "junk" ||
               std::any_of(campaign_fields.begin(), campaign_fields.end(),
                           [&](auto name) { return !trimmed(field(name)).empty(); });
    }
    /// What a spam filter marked before the mail reached us.
    bool spam() const { return precedence("x-spam-flag") == "yes"; }
    /// A complaint report (RFC 5965).
    bool feedback() const { return has_part("message/feedback-report") || reports("feedback-report"); }

private:
    std::string_view field(std::string_view name) const { return signs_.fields.get(name); }
    std::string precedence(std::string_view name) const { return lower_ascii(trimmed(field(name))); }
    /// Decides whether the envelope sender is empty, as RFC 5321 6.1 requires of notices that must not be answered.
    bool no_return() const {
        const std::string path = lower_ascii(trimmed(field("return-path")));
        return path == "<>" || path.starts_with("<mailer-daemon");
    }
    std::string local_part() const {
        return letters_of(signs_.letter.from.addr.substr(0, signs_.letter.from.addr.find('@')));
    }
    /// Decides whether a mail system is the sender, by address or by name.
    bool from_daemon() const {
        const std::string name = letters_of(lower_ascii(signs_.letter.from.name)), local = local_part();
        return has_any(local, {"mailerdaemon", "maildeliverysystem", "maildeliverysubsystem"}) ||
               has_any(name, {"mailerdaemon", "maildeliverysystem", "maildeliversystem", "maildeliverysubsystem"});
    }
    bool from_postmaster() const { return local_part() == "postmaster"; }
    /// Decides whether the sender is the robot of a mailing list.
    bool from_list_robot() const {
        const std::string_view addr = signs_.letter.from.addr, local = addr.substr(0, addr.find('@'));
        return local.ends_with("-admin") || local.ends_with("-owner") || local.ends_with("-request") ||
               local.ends_with("-bounces");
    }

    const MachineSigns& signs_;
    std::string subject_, begin_;
};

}  // namespace

std::string machine_class(const MachineSigns& given) {
    const Signs signs(given);
    if (signs.feedback()) return "feedback_report";
    if (signs.bounce()) return "bounce";
    if (signs.automatic()) return "auto_reply";
    if (signs.newsletter()) return "newsletter";
    if (signs.spam()) return "spam";
    return {};
}

}  // namespace tangible::ingest
