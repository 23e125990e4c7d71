// Mails about a saved search: asked for here, confirmed and ended by the link in them.  No answer tells whether an
// address was known before, and nothing happens by a link's being opened alone: programs open links, too.
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/tokens.h"
#include "serve/mail/own_mail.h"
#include "serve/pages/pages.h"
#include "serve/web/client_address.h"

namespace tangible::serve::pages {
namespace {

// What an account sees is sent to its own address alone, and only for what its own page asked.
std::string eyes(const Call& call, Workspace& work, const std::string& addr) {
    if (!call.session || !same_secret(value_of(call.form, "csrf"), call.session->csrf)) return "";
    const auto account = work.store.account(call.session->account);
    return account && account->addr == addr ? account->name : "";
}

Reply ended(const Call& call, Workspace& work) {
    return page(call, work, "digest", "You will get no more mails", {{"ended", true}});
}

}  // namespace

Reply subscribe(const Call& call, Workspace& work) {
    const auto& id = call.parts.at(0);
    const auto back = [&](const char* said) { return see_other("/saved/" + id + "?mail=" + said + "#by-mail"); };
    if (!work.store.saved_search(id) || !work.collection.config.can_write())
        throw Error(ErrorKind::not_found, "There are no mails for this search");
    Subscription s;
    s.addr = in_lower_case(std::string(value_of(call.form, "addr")));
    if (!is_mailable(s.addr) || s.addr == in_lower_case(work.collection.config.mail_from)) return back("wrong");
    if (work.collection.limits.subscriptions.take(client_block(call.client)).count() > 0) return back("later");
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
    return page(call, work, "digest", asked ? "Do you want these mails?" : "Mails about new stories",
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

// Answers with the page itself: RFC 8058 allows no redirect.
Reply subscription_ended(const Call& call, Workspace& work) {
    if (const auto s = work.store.subscription(call.parts.at(0))) work.store.unsubscribe(*s);
    return ended(call, work);
}

}  // namespace tangible::serve::pages
