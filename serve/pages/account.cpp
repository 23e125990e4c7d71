// The page of one's own account: mail address, password, sessions. An address counts only after its owner has opened
// the link in a mail and pressed the button.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/log.h"
#include "serve/collection/password.h"
#include "serve/mail/own_mail.h"
#include "serve/pages/pages.h"
#include "serve/pages/people.h"

namespace tangible::serve::pages {
namespace {

/// What is wrong with a form: the id of the field, and a sentence. Both empty when nothing is.
struct Said {
    std::string field, problem;
};

// The address has a word for what was done, and the sentence is here: a link with any text in it could make the page
// say anything.
const char* done(std::string_view word) {
    if (word == "asked") return "We will send an email to this address within minutes.";
    if (word == "address") return "Your address is confirmed.";
    if (word == "forgotten") return "Your address is deleted.";
    if (word == "password") return "Your password is changed. You are signed out in all other browsers.";
    return "";
}

Account own(const Call& call, Workspace& work) {
    auto account = work.store.account(call.session->account);
    if (!account) throw Error(ErrorKind::not_found, "This account no longer exists");
    return std::move(*account);
}

Reply account_page(const Call& call, Workspace& work, const Said& said, int status) {
    const auto account = own(call, work);
    const auto check = work.store.address_check(account.name);
    return page(call, work, "account", (said.problem.empty() ? "" : "Error: ") + std::string("Your account"),
                {{"role", std::string(name(account.role))},
                 {"addr", account.addr},
                 {"waiting", check ? check->addr : ""},
                 {"forgettable", check || !account.addr.empty()},
                 {"typed", std::string(value_of(call.form, "addr"))},
                 {"can_write", work.collection.config.can_write()},
                 {"shortest", shortest_password},
                 {"done", done(value_of(call.query, "done"))},
                 {"field", said.field},
                 {"problem", said.problem}},
                status);
}

}  // namespace

Reply account(const Call& call, Workspace& work) { return account_page(call, work, {}, 200); }

Reply change_password(const Call& call, Workspace& work) {
    auto account = own(call, work);
    const auto who = "own password of " + account.name;
    // Whoever finds a browser signed in could otherwise guess the password here. A right one is not counted.
    auto& limit = work.collection.limits.names;
    if (const auto wait = limit.take(who); wait.count() > 0)
        return retry_after(wait, account_page(call, work, {"password", "Please wait before you try again"}, 429));
    if (!password_fits(value_of(call.form, "password"), account.password_hash)) {
        log_event("password_change_failed", {{"account", account.name}, {"address", call.client}});
        return account_page(call, work, {"password", "This is not your current password"}, 403);
    }
    limit.give_back(who);
    const auto wanted = value_of(call.form, "new");
    if (const auto problem = password_problem(wanted, account.name); !problem.empty())
        return account_page(call, work, {"new-password", problem}, 422);
    account.password_hash = password_hash(wanted);
    work.store.put_account(account);  // ends all its sessions, so this browser gets a new one
    log_event("password_changed", {{"account", account.name}, {"address", call.client}});
    auto reply = see_other("/account?done=password");
    add_session(reply, work, account, new_session(work.store, account, now_ms()));
    return reply;
}

Reply sign_out_everywhere(const Call& call, Workspace& work) {
    work.store.drop_sessions(call.session->account);
    log_event("sign_out_everywhere", {{"account", call.session->account}, {"address", call.client}});
    auto reply = see_other("/sign-in");
    end_session(reply, work);
    return reply;
}

Reply check_own_address(const Call& call, Workspace& work) {
    const AddressCheck check{call.session->account, lower_ascii(std::string(value_of(call.form, "addr")))};
    const auto& config = work.collection.config;
    if (!config.can_write()) throw Error(ErrorKind::not_found, "This collection does not send mail");
    if (!is_mailable(check.addr) || check.addr == lower_ascii(config.mail_from))
        return account_page(call, work, {"addr", "Enter one complete email address, such as name@example.org"}, 422);
    if (!work.store.check_address(check, address_token(work.collection.secret, check), now_ms()))
        return account_page(call, work, {"addr", "We have sent three emails to this address today. Try again tomorrow"},
                            429);
    return see_other("/account?done=asked");
}

// Opening the link shows a button and confirms nothing yet: mail programs and filters open links, too.
Reply own_address(const Call& call, Workspace& work) {
    const auto check = work.store.address_check(call.session->account);
    if (!check || !same_secret(address_token(work.collection.secret, *check), call.parts.at(0)))
        throw Error(ErrorKind::not_found, "This link is not for your account, or it is too old",
                    "Sign in with the account for which you asked for it, or ask for a new mail.");
    return page(call, work, "own-address", "Is this your email address?",
                {{"addr", check->addr}, {"token", call.parts[0]}});
}

Reply own_address_confirmed(const Call& call, Workspace& work) {
    if (!work.store.confirm_address(call.session->account, call.parts.at(0), now_ms()))
        throw Error(ErrorKind::not_found, "This link is not for your account, or it is too old",
                    "Ask for a new email on the page “Your account”.");
    log_event("address_confirmed", {{"account", call.session->account}, {"address", call.client}});
    return see_other("/account?done=address");
}

Reply forget_own_address(const Call& call, Workspace& work) {
    work.store.drop_address(call.session->account);
    return see_other("/account?done=forgotten");
}

}  // namespace tangible::serve::pages
