// LMTP (RFC 2033) as a machine: bytes in, replies out, a mail to `keep` in between.  It knows no socket, clock or
// store, takes any bytes, and holds at most one mail and one command line.
// Only CR LF . CR LF ends a mail, so that no other line end can smuggle a second one in.  A mail is kept with LF line
// ends, as a pipe, a Maildir and an mbox have it; everything else of it is as it came.
#pragma once
#include "ingest/arrival/receive.h"
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::serve {

struct LmtpMail {
    std::string sender;  ///< "" for a bounce
    std::vector<std::string> recipients;
    std::string bytes;
};

struct LmtpAnswer {
    enum class Kind { kept, later, no_room, too_big } kind;
    std::string reference;  ///< of what was kept
};

/// What the machine asks of the house.  `keep` answers only when the mail is safe on the disk, or is not kept.
struct LmtpHouse {
    std::function<bool(std::size_t bytes)> has_room;
    std::function<LmtpAnswer(LmtpMail)> keep;
};

struct LmtpLimits {
    std::size_t mail_bytes = ingest::max_submission_bytes;
    std::size_t command_bytes = 4096;  ///< of one line; addresses in UTF-8 are long
    std::size_t recipients = 1000;
    int mistakes = 20;  ///< then the connection is closed
};

class Lmtp {
public:
    explicit Lmtp(LmtpHouse, LmtpLimits = {});
    static std::string greeting();
    /// The replies to these bytes, in order; many commands may come at once (RFC 2920).
    std::string take(std::string_view bytes);
    bool over() const { return over_; }        ///< the connection is to be closed once the replies are sent
    bool in_mail() const { return in_mail_; }  ///< within DATA
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
    LmtpHouse collection_;
    LmtpLimits limits_;
    std::string line_;
    bool greeted_ = false, has_sender_ = false, in_mail_ = false, too_long_ = false, too_big_ = false, over_ = false;
    At at_ = At::line_start;
    int mistakes_ = 0;
    LmtpMail mail_;
};

}  // namespace tangible::serve
