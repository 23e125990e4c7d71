// Signing in and out. After a sign-in the browser has two cookies: one for the session, and one that marks the device
// as known, so that wrong passwords typed elsewhere do not slow down the account's owner.
#include "serve/pages/people.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/collection/log.h"
#include "serve/collection/sign_ins.h"
#include "serve/pages/pages.h"
#include "serve/pages/views.h"
#include "serve/web/client_address.h"
#include "serve/web/guard.h"

namespace tangible::serve::pages {
namespace {

constexpr int session_s = session_hours * 3600, device_s = 180 * 24 * 3600;

// With https, the prefix __Host- makes browsers refuse the cookie from other hosts and for other paths (RFC 6265bis).
std::string cookie_name(const Config& config, const char* what) {
    return std::string(config.secure() ? "__Host-tangible" : "tangible") + what;
}

std::string set_cookie(const Config& config, const char* what, const std::string& value, int max_age_s) {
    return cookie_name(config, what) + "=" + value +
           "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(max_age_s) +
           (config.secure() ? "; Secure" : "");
}

std::string device_of(const Call& call, const Config& config) {
    const auto cookies = call.headers.find("cookie");
    return cookies == call.headers.end() ? "" : cookie(cookies->second, cookie_name(config, "-device"));
}

// Where people go after they signed in: moderators to their queue, coders and administrators to the coding desk,
// researchers to their searches.
const char* home_of(Role role) {
    if (role == Role::moderator) return "/moderate";
    return role >= Role::coder ? "/desk" : "/saved";
}

Reply form(const Call& call, Workspace& work, const std::string& problem, int status) {
    return page(call, work, "sign-in", problem.empty() ? "Sign in" : "Error: Sign in",
                {{"problem", problem},
                 {"typed", std::string(value_of(call.form, "name"))},
                 {"token", one_time_token(work.collection.secret, "sign-in", now_ms())}},
                status);
}

}  // namespace

void add_session(Reply& reply, Workspace& work, const Account& account, const SignedIn& in) {
    const auto& config = work.collection.config;
    reply.headers.emplace_back("Set-Cookie", set_cookie(config, "", in.token, session_s));
    reply.headers.emplace_back(
        "Set-Cookie", set_cookie(config, "-device", device_token(work.collection.secret, account, now_ms()), device_s));
}

void end_session(Reply& reply, const Workspace& work) {
    reply.headers.emplace_back("Set-Cookie", set_cookie(work.collection.config, "", "", 0));
    reply.headers.emplace_back("Clear-Site-Data", "\"storage\"");  // not "cookies": the device stays known
}

Reply sign_in_form(const Call& call, Workspace& work) {
    if (call.session) return see_other(home_of(call.role()));
    return form(call, work, "", 200);
}

Reply signed_in(const Call& call, Workspace& work) {
    if (!one_time_token_fits(work.collection.secret, "sign-in", value_of(call.form, "token"), now_ms()))
        return form(call, work, "This page was open for too long. Please try again", 403);
    const SignInTry tried{std::string(value_of(call.form, "name")), std::string(value_of(call.form, "password")),
                          client_block(call.client), device_of(call, work.collection.config)};
    const auto known = work.store.account(tried.name);
    // Somebody may type a password into the wrong field, so the log gets only names that accounts have.
    const std::string_view name = known ? std::string_view(known->name) : "";
    const auto result = try_to_sign_in(work.store, work.collection.limits, work.collection.secret, tried, now_ms());
    if (result.wait.count() > 0) {
        log_event("sign_in_delayed", {{"account", name}, {"address", call.client}});
        const auto minutes = static_cast<std::uint64_t>((result.wait.count() + 59) / 60);
        return retry_after(result.wait, form(call, work,
                                             "There were too many failed attempts to sign in. Please try again in " +
                                                 counted(minutes, "minute", "minutes"),
                                             429));
    }
    if (!result.in) {
        log_event("sign_in_failed", {{"account", name}, {"address", call.client}});
        return form(call, work, "The name or the password is not right", 403);
    }
    // A new session for each sign-in: whoever knew the earlier token must not get into this one.
    if (!call.session_token.empty()) work.store.drop_session(call.session_token);
    log_event("sign_in", {{"account", name}, {"address", call.client}});
    auto reply = see_other(home_of(known->role));
    add_session(reply, work, *known, *result.in);
    return reply;
}

Reply signed_out(const Call& call, Workspace& work) {
    work.store.drop_session(call.session_token);
    log_event("sign_out", {{"account", call.session->account}, {"address", call.client}});
    auto reply = see_other("/");
    end_session(reply, work);
    return reply;
}

}  // namespace tangible::serve::pages
