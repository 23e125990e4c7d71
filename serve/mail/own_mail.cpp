// Builds the mail with Poco's MailMessage: the fixed headers, those of the caller, and the body as quoted-printable.
// is_mailable() refuses the characters that could break a header or an SMTP command.
#include "serve/mail/own_mail.h"
#include "schemas/ground/visible.h"
#include "serve/collection/tokens.h"
#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeFormatter.h>
#include <Poco/Net/MailMessage.h>
#include <Poco/Timestamp.h>
#include <algorithm>
#include <sstream>

namespace tangible::serve {
namespace {

namespace net = Poco::Net;

/// Returns the Date field with the zone "+0000" (RFC 5322, 3.3). Poco's setDate() writes the obsolete "GMT".
std::string date(std::int64_t ms) {
    return Poco::DateTimeFormatter::format(Poco::Timestamp(ms * 1000), Poco::DateTimeFormat::RFC1123_FORMAT, 0);
}

}  // namespace

std::string written(const Config& config, const OwnMail& ours) {
    net::MailMessage mail;
    mail.set("From", net::MailMessage::encodeWord(visible(config.name), "UTF-8") + " <" + config.mail_from + ">");
    mail.set("To", "<" + ours.to + ">");
    mail.set("Subject", net::MailMessage::encodeWord(visible(ours.subject), "UTF-8"));
    mail.set("Date", date(ours.sent_ms));
    mail.set("MIME-Version", "1.0");
    mail.set("Message-ID", "<" + ours.message_id + ">");
    for (const auto& [name, value] : ours.more) mail.set(name, value);
    mail.set("X-Auto-Response-Suppress", "All");
    mail.set("X-Loop", config.mail_from);
    mail.setContentType("text/plain; charset=UTF-8");
    mail.setContent(visible(ours.body), net::MailMessage::ENCODING_QUOTED_PRINTABLE);
    std::ostringstream out;
    mail.write(out);
    return out.str();
}

std::string fresh_message_id(const Config& config) {
    return random_token().substr(0, 40) + "@" + config.mail_from.substr(config.mail_from.find('@') + 1);
}

bool is_mailable(std::string_view addr) {
    // 254 bytes: RFC 5321 allows paths of 256 with their brackets. '-' at the beginning may be taken for an option.
    const bool plain = std::ranges::none_of(
        addr, [](unsigned char c) { return c <= ' ' || c == 0x7F || c == '<' || c == '>' || c == ',' || c == '"'; });
    return plain && addr.size() <= 254 && std::ranges::count(addr, '@') == 1 && !addr.starts_with('@') &&
           !addr.ends_with('@') && !addr.starts_with('-');
}

}  // namespace tangible::serve
