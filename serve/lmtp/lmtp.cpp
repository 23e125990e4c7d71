// A table maps each verb to a member function or a fixed reply. take() passes bytes to take_line(), which collects a
// command, or to take_mail(), a state machine that undoes the doubling of dots and finds the end of the mail.
//
// A reply has a code (RFC 5321, 4.2.3) and an enhanced code (RFC 3463). After 4xx the mail system tries again later,
// after 5xx it returns the mail to its sender; so 5xx is only for what will never succeed.
#include "serve/lmtp/lmtp.h"
#include "schemas/ground/ascii.h"
#include "serve/lmtp/lmtp_address.h"
#include <utility>

namespace tangible::serve {
namespace {

const char* const no_room = "452 4.3.1 the disk is nearly full; try again later\r\n";
const char* const too_big = "552 5.3.4 the mail is too large\r\n";

/// Returns the reply after a mail's end. Unlike SMTP, LMTP can say for each recipient what became of the mail.
std::string reply_to(const LmtpAnswer& answer) {
    switch (answer.kind) {
    case LmtpAnswer::Kind::kept:
        return "250 2.0.0 stored as " + answer.reference + "\r\n";
    case LmtpAnswer::Kind::no_room:
        return no_room;
    case LmtpAnswer::Kind::too_big:
        return too_big;
    case LmtpAnswer::Kind::later:
        break;
    }
    return "451 4.3.0 the mail cannot be stored now; try again later\r\n";
}

/// Takes `word` ("from:" or "to:", in any case) off the front. Returns whether it was there.
bool takes(std::string_view& rest, std::string_view word) {
    if (lower_ascii(rest.substr(0, word.size())) != word) return false;
    rest.remove_prefix(word.size());
    return true;
}

}  // namespace

/// A row of the table: a command, and what answers it.
struct Lmtp::Verb {
    std::string_view name;                            ///< in lower case
    std::string (Lmtp::*run)(std::string_view rest);  ///< returns the reply; `rest` is what follows the name
    const char* always;                               ///< the fixed reply if `run` is nullptr
};

const Lmtp::Verb Lmtp::verbs[] = {
    {"lhlo", &Lmtp::lhlo, nullptr},
    {"mail", &Lmtp::mail, nullptr},
    {"rcpt", &Lmtp::rcpt, nullptr},
    {"data", &Lmtp::data, nullptr},
    {"rset", &Lmtp::rset, nullptr},
    {"quit", &Lmtp::quit, nullptr},
    {"noop", nullptr, "250 2.0.0 here\r\n"},
    {"help", nullptr, "214 2.0.0 RFC 2033\r\n"},
    {"vrfy", nullptr, "252 2.1.5 every address is accepted\r\n"},
    {"helo", nullptr, "500 5.5.1 this is LMTP: say LHLO\r\n"},
    {"ehlo", nullptr, "500 5.5.1 this is LMTP: say LHLO\r\n"},
};

Lmtp::Lmtp(LmtpReceiver receiver, LmtpLimits limits) : receiver_(std::move(receiver)), limits_(limits) {}

std::string Lmtp::greeting() { return "220 tangible LMTP\r\n"; }

std::string Lmtp::take(std::string_view bytes) {
    std::string replies;
    while (!bytes.empty() && !over_)
        bytes.remove_prefix(in_mail_ ? take_mail(bytes, replies) : take_line(bytes, replies));
    return replies;
}

// Collects one command line, and answers it when it is complete. The rest of a line that is too long is read and thrown
// away, so that its end is not taken for a command. Returns how many bytes it used; so does take_mail().
std::size_t Lmtp::take_line(std::string_view bytes, std::string& replies) {
    const auto end = bytes.find('\n');
    const std::size_t taken = end == bytes.npos ? bytes.size() : end + 1;
    too_long_ |= line_.size() + taken > limits_.command_bytes;
    if (!too_long_) line_ += bytes.substr(0, taken);
    if (end == bytes.npos) return taken;
    const std::string line = std::exchange(line_, {});
    replies += std::exchange(too_long_, false) ? mistake("500 5.5.2 this line is too long\r\n") : answer(line);
    return taken;
}

std::string Lmtp::answer(std::string_view line) {
    line = trimmed(line);
    const std::string name = lower_ascii(line.substr(0, line.find(' ')));
    for (const Verb& verb : verbs) {
        if (name != verb.name) continue;
        std::string reply = verb.run ? (this->*verb.run)(trimmed(line.substr(name.size()))) : verb.always;
        return reply.starts_with("50") ? mistake(std::move(reply)) : reply;  // 500 to 503: the client's mistake
    }
    return mistake("500 5.5.1 unknown command\r\n");
}

// Counts a mistake. Something that is no mail system, such as a web browser, is cut off after some.
std::string Lmtp::mistake(std::string reply) {
    if (++mistakes_ < limits_.mistakes) return reply;
    over_ = true;
    return reply + "421 4.7.0 too many mistakes\r\n";
}

void Lmtp::forget_mail() {
    mail_ = {};
    has_sender_ = too_big_ = false;
}

std::string Lmtp::lhlo(std::string_view rest) {
    if (rest.empty()) return "501 5.5.4 LHLO needs a name\r\n";
    greeted_ = true;
    forget_mail();
    return "250-tangible\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 SIZE " +
           std::to_string(limits_.mail_bytes) + "\r\n";
}

std::string Lmtp::mail(std::string_view rest) {
    if (!greeted_) return "503 5.5.1 say LHLO first\r\n";
    if (has_sender_) return "503 5.5.1 finish the current mail first\r\n";
    if (!takes(rest, "from:")) return "501 5.5.4 MAIL FROM:<address>\r\n";
    auto sender = path_in(rest);
    if (!sender) return "501 5.1.7 invalid address\r\n";
    const MailParameters parameters = mail_parameters(rest);
    if (!parameters.trouble.empty()) return parameters.trouble;
    // Refuses here, by the declared size, what would only be refused after all its bytes have come.
    if (parameters.size_bytes > limits_.mail_bytes) return too_big;
    if (!receiver_.has_room(parameters.size_bytes)) return no_room;
    mail_.sender = std::move(*sender);
    has_sender_ = true;
    return "250 2.1.0 go on\r\n";
}

std::string Lmtp::rcpt(std::string_view rest) {
    if (!has_sender_) return "503 5.5.1 send MAIL first\r\n";
    if (!takes(rest, "to:")) return "501 5.5.4 RCPT TO:<address>\r\n";
    auto recipient = path_in(rest);
    if (!recipient || recipient->empty()) return "501 5.1.3 invalid address\r\n";
    if (!rest.empty()) return "555 5.5.4 unknown parameter\r\n";
    if (mail_.recipients.size() >= limits_.recipients) return "452 4.5.3 too many recipients in one mail\r\n";
    mail_.recipients.push_back(std::move(*recipient));
    return "250 2.1.5 go on\r\n";
}

std::string Lmtp::data(std::string_view rest) {
    if (!rest.empty()) return "501 5.5.4 DATA takes no parameters\r\n";
    if (mail_.recipients.empty()) return "503 5.5.1 there is no recipient\r\n";
    in_mail_ = true;
    at_ = At::line_start;
    return "354 send the mail, then a line with only a dot\r\n";
}

std::string Lmtp::rset(std::string_view) {
    forget_mail();
    return "250 2.0.0 forgotten\r\n";
}

std::string Lmtp::quit(std::string_view) {
    over_ = true;
    return "221 2.0.0 good-bye\r\n";
}

// Adds bytes to the mail. Of a mail that is too big nothing is kept; it is read to its end, where the reply is due.
void Lmtp::add(std::string_view bytes) {
    too_big_ |= mail_.bytes.size() + bytes.size() > limits_.mail_bytes;
    if (too_big_)
        std::string().swap(mail_.bytes);
    else
        mail_.bytes += bytes;
}

// Reads the bytes of a mail: CR LF becomes LF, a dot at the beginning of a line goes (RFC 5321, 4.5.2), and a line with
// a dot alone ends the mail. Each case looks at one byte; only text is copied up to the next CR at once. The states:
//   line_start  at the beginning of a line: a dot is either doubled or the end
//   text        within a line
//   cr          after a CR: LF ends the line; otherwise the CR is kept, as a part of the text
//   dot         after a dot at the beginning, which is dropped: CR may be the end of the mail
//   dot_cr      after that CR: LF ends the mail; otherwise the CR belongs to the text
std::size_t Lmtp::take_mail(std::string_view bytes, std::string& replies) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        const char c = bytes[i];
        switch (at_) {
        case At::line_start:
            at_ = c == '.' ? At::dot : At::text;
            i += c == '.';
            break;
        case At::text: {
            const auto cr = std::min(bytes.find('\r', i), bytes.size());
            add(bytes.substr(i, cr - i));
            if (cr < bytes.size()) at_ = At::cr;
            i = cr + 1;
            break;
        }
        case At::cr:
            add(c == '\n' ? "\n" : "\r");
            at_ = c == '\n' ? At::line_start : c == '\r' ? At::cr : At::text;
            i += c == '\n' || c == '\r';
            break;
        case At::dot:
            at_ = c == '\r' ? At::dot_cr : At::text;
            i += c == '\r';
            break;
        case At::dot_cr:
            if (c == '\n') {
                replies += end_of_mail();
                return i + 1;
            }
            at_ = At::cr;
            break;
        }
    }
    return bytes.size();
}

// Hands the mail over, and returns one reply for each recipient, as RFC 2033, 4.2, demands. We keep the mail once.
std::string Lmtp::end_of_mail() {
    in_mail_ = false;
    const std::size_t recipients = mail_.recipients.size();
    const std::string reply = too_big_ ? too_big : reply_to(receiver_.keep(std::exchange(mail_, {})));
    forget_mail();
    std::string replies;
    for (std::size_t i = 0; i < recipients; ++i) replies += reply;
    return replies;
}

}  // namespace tangible::serve
