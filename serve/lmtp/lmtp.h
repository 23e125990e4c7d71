// LMTP (RFC 2033) as a state machine for one connection: bytes in, replies out, and a call of `keep` for each mail. It
// has no socket, clock or store, accepts any bytes, and keeps at most one mail and one command line.
//
// Only CR LF . CR LF ends a mail, so that no other line end can smuggle a second mail in. A mail is kept with LF line
// ends, as a pipe, a Maildir and an mbox have it; the rest of it stays as it came.
//
//     Lmtp lmtp({has_room, keep});
//     send(Lmtp::greeting());
//     while (!lmtp.over()) send(lmtp.take(bytes_from_socket()));
#pragma once
#include "ingest/arrival/receive.h"
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

/// One mail with its envelope. The envelope's addresses are without angle brackets, and any bytes but control
/// characters.
struct LmtpMail {
    std::string sender;  ///< "" for a bounce
    std::vector<std::string> recipients;
    std::string bytes;  ///< the mail itself, with LF line ends
};

/// What became of a mail. `kept` and `too_big` are final; after the others the sender's mail system tries again.
struct LmtpAnswer {
    enum class Kind { kept, later, no_room, too_big } kind;
    std::string reference;  ///< reference of the story, if kept
};

/// What the machine asks of the server. `has_room` says whether the disk can take so many bytes more. `keep` returns
/// only when the mail is safe on the disk, or is not kept; the reply to the sender says which.
struct LmtpReceiver {
    std::function<bool(std::size_t bytes)> has_room;
    std::function<LmtpAnswer(LmtpMail)> keep;
};

/// Limits of one connection.
struct LmtpLimits {
    std::size_t mail_bytes = ingest::max_submission_bytes;
    std::size_t command_bytes = 4096;  ///< most bytes of a command line; RFC 5321 asks for 512, but UTF-8 is longer
    std::size_t recipients = 1000;     ///< most of one mail; RFC 5321, 4.5.3.1.8, asks for 100 or more
    int mistakes = 20;                 ///< the connection is closed after so many
};

/// The state of one connection. One thread at a time.
class Lmtp {
public:
    explicit Lmtp(LmtpReceiver, LmtpLimits = {});
    /// Returns the line that a server sends first.
    static std::string greeting();
    /// Reads bytes in pieces of any size and returns the replies to them, in order; "" while a line or mail is
    /// incomplete. Many commands may come at once (RFC 2920).
    std::string take(std::string_view bytes);
    /// Returns whether to close the connection once the replies are sent.
    bool over() const { return over_; }
    /// Returns whether the bytes of a mail are coming (after DATA).
    bool in_mail() const { return in_mail_; }
    std::size_t held_bytes() const { return line_.capacity() + mail_.bytes.capacity(); }

private:
    struct Verb;
    static const Verb verbs[];
    std::size_t take_mail(std::string_view bytes, std::string& replies);
    std::size_t take_line(std::string_view bytes, std::string& replies);
    std::string answer(std::string_view line);
    std::string mistake(std::string reply);
    std::string end_of_mail();
    void add(std::string_view bytes);
    void forget_mail();

    std::string lhlo(std::string_view rest), mail(std::string_view rest), rcpt(std::string_view rest);
    std::string data(std::string_view rest), rset(std::string_view rest), quit(std::string_view rest);

    enum class At { line_start, text, cr, dot, dot_cr };
    LmtpReceiver receiver_;
    LmtpLimits limits_;
    std::string line_;
    bool greeted_ = false, has_sender_ = false, in_mail_ = false, too_long_ = false, too_big_ = false, over_ = false;
    At at_ = At::line_start;
    int mistakes_ = 0;
    LmtpMail mail_;
};

}  // namespace tangible::serve
