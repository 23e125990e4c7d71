// Goes through the mails that are due: rules out those that are never answered, stops at the hourly limit, and writes,
// hands over and records each of the others. A refusal by the relay is final; a temporary failure ends the round,
// because the next mail would most likely fail too.
#include "serve/mail/mailer.h"
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include "serve/collection/log.h"
#include "serve/collection/tokens.h"
#include "serve/mail/acknowledgement.h"
#include "serve/mail/own_mail.h"
#include <algorithm>

namespace tangible::serve {
namespace {

constexpr std::int64_t given_up_after_ms = 5 * day_ms;  // RFC 5321, 4.5.4.1: give up after four to five days
constexpr std::size_t an_hour = 60;  // mails of all kinds; bounds the harm if somebody uses us to flood forged senders

/// Returns why this acknowledgement is never sent, as a word for programs; "" if it may be sent. "ourselves" and
/// "one_a_day" break loops with programs that answer every mail.
std::string why_never(Store& store, const Config& config, const Owed& owed, std::int64_t now) {
    if (!is_mailable(owed.addr)) return "no_address";
    const auto addr = lower_ascii(owed.addr);
    if (addr == lower_ascii(config.mail_from) || addr == lower_ascii(config.contact)) return "ourselves";
    if (owed.again) return "";  // a person asked for it, and owe_again() has its own limit
    if (store.acknowledged_since(addr, now - day_ms)) return "one_a_day";
    return now - owed.received_ms > given_up_after_ms ? "too_late" : "";
}

/// Returns 1, 2, 4 ... minutes, at most 512.
std::int64_t wait_ms(int tries) { return minute_ms << std::min(tries, 9); }

/// Sends one acknowledgement with a fresh private link, and records it after the relay has accepted it. In the other
/// order, a crash between the two would leave a sender without an answer, for ever.
void send(Store& store, const Config& config, const Form& form, Owed owed, std::int64_t now, const Handing& hand) {
    owed.addr = lower_ascii(owed.addr);
    const std::string token = random_token().substr(0, 40);
    Acknowledgement ours{fresh_message_id(config), "", now};
    if (!config.base_url.empty()) ours.link = config.base_url + "/manage/" + token;
    hand(owed.addr, acknowledgement_mail(config, form, owed, ours));
    store.note_acknowledged(owed, ours.message_id, token, now);
}

}  // namespace

void send_owed(Store& store, const Config& config, const Form& form, std::int64_t now, const Handing& hand) {
    for (const Owed& owed : store.owed(now, an_hour)) {
        if (const auto because = why_never(store, config, owed, now); !because.empty()) {
            store.note_unacknowledged(owed.submission, because);
            continue;
        }
        if (store.mails_since(now - hour_ms) >= an_hour) return;
        try {
            send(store, config, form, owed, now, hand);
        } catch (const Error& e) {
            if (e.kind != ErrorKind::refused && e.kind != ErrorKind::temporary) throw;
            log_trouble(e.what());
            if (e.kind == ErrorKind::refused) {
                store.note_unacknowledged(owed.submission, "refused");
                continue;
            }
            store.note_delayed(owed.submission, now + wait_ms(owed.tries));
            return;
        }
    }
}

void send_owed(Store& store, const Config& config) {
    if (config.relay.url.empty() || store.owed(now_ms(), 1).empty()) return;
    const auto turn = FileLock::take(config.data_dir / "mailer.lock", 0);
    if (!turn) return;
    send_owed(store, config, read_form(config.form), now_ms(),
              [&](const std::string& to, std::string_view mail) { hand_over(config.relay, to, mail); });
}

}  // namespace tangible::serve
