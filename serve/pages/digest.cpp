// Mails about a saved search. A form asks for them; the link in the first mail confirms them, and the link in each mail
// ends them. No answer tells whether an address is subscribed already. Opening a link only shows a button, since mail
// programs and filters open links, too.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/tokens.h"
#include "serve/mail/own_mail.h"
#include "serve/pages/pages.h"
#include "serve/web/client_address.h"

namespace tangible::serve::pages {
namespace {

// Returns the account whose rights the mails are made with; "" for the public's. An account's rights count only for its
// own confirmed address, and only when its own page sent the form: this route needs no role, so no token was checked.
std::string eyes(const Call& call, Workspace& work, const std::string& addr) {
    if (!call.session || !same_secret(value_of(call.form, "csrf"), call.session->csrf)) return "";
    const auto account = work.store.account(call.session->account);
    return account && account->addr == addr ? account->name : "";
}

Reply ended(const Call& call, Workspace& work) {
    return page(call, work, "digest", "You will get no more emails", {{"ended", true}});
}

}  // namespace

Reply subscribe(const Call& call, Workspace& work) {
    const auto& id = call.parts.at(0);
    const auto back = [&](const char* said) { return see_other("/saved/" + id + "?mail=" + said + "#by-mail"); };
    if (!work.store.saved_search(id) || !work.collection.config.can_write())
        throw Error(ErrorKind::not_found, "There are no emails for this search");
    Subscription s;
    s.addr = lower_ascii(std::string(value_of(call.form, "addr")));
    if (!is_mailable(s.addr) || s.addr == lower_ascii(work.collection.config.mail_from)) return back("wrong");
    if (work.collection.limits.subscriptions.take(client_block(call.client)).count() > 0) return back("later");
    // From here on the answer is the same whatever happens: an address that is subscribed already, too.
    s.id = random_token().substr(0, 32);
    s.search = id;
    s.account = eyes(call, work, s.addr);
    s.every_days = value_of(call.form, "every") == "7" ? 7 : 1;
    work.store.subscribe(s, subscription_token(work.collection.secret, s.id), now_ms());
    return back("asked");
}

Reply subscription(const Call& call, Workspace& work) {
    const auto s = work.store.subscription(call.parts.at(0));
    const auto search = s ? work.store.saved_search(s->search) : std::nullopt;
    if (!search) return ended(call, work);
    const bool asked = s->state != Subscription::State::confirmed;
    return page(call, work, "digest", asked ? "Do you want these emails?" : "Emails about new stories",
                {{"asked", asked},
                 {"id", search->id},
                 {"name", search->name},
                 {"token", call.parts[0]},
                 {"how_often", s->every_days == 1 ? "At most once a day" : "At most once a week"}});
}

Reply subscription_confirmed(const Call& call, Workspace& work) {
    if (const auto s = work.store.subscription(call.parts.at(0))) work.store.confirm(*s, now_ms());
    return see_other("/digest/" + call.parts[0]);
}

// Answers with the page itself: mail programs post here (one-click), and RFC 8058 forbids a redirect then.
Reply subscription_ended(const Call& call, Workspace& work) {
    if (const auto s = work.store.subscription(call.parts.at(0))) work.store.unsubscribe(*s);
    return ended(call, work);
}

}  // namespace tangible::serve::pages
