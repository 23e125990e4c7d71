// Signing in and out.
#include "schemas/clock.h"
#include "schemas/error.h"
#include "serve/pages/pages.h"
#include "serve/tokens.h"

namespace tangible::serve::pages {
namespace {

std::string session_cookie(const Config& config, const std::string& token, int max_age_s) {
    return std::string(config.secure() ? "__Host-tangible" : "tangible") + "=" + token +
           "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(max_age_s) +
           (config.secure() ? "; Secure" : "");
}

const char* home_of(Role role) { return role >= Role::coder ? "/desk" : "/saved"; }

Reply form(const Call& call, Desk& desk, const std::string& problem, int status) {
    return page(call, desk, "sign-in", problem.empty() ? "Sign in" : "Error: Sign in",
                {{"problem", problem}, {"token", one_time_token(desk.house.secret, now_ms())}}, status);
}

}  // namespace

Reply sign_in_form(const Call& call, Desk& desk) { return form(call, desk, "", 200); }

Reply signed_in(const Call& call, Desk& desk) {
    if (!one_time_token_fits(desk.house.secret, value_of(call.form, "token"), now_ms()))
        return form(call, desk, "This page was open for too long. Please sign in again", 403);
    auto name = std::string(value_of(call.form, "name"));
    // Slow for one address and for one name, never a lock: a lock would let anyone keep a coder out.
    if (!desk.house.sign_ins.take("address " + call.client) || !desk.house.sign_ins.take("name " + name))
        return form(call, desk, "Too many tries. Please wait a few minutes", 429);
    auto in = sign_in(desk.store, name, value_of(call.form, "password"), now_ms());
    if (!in) return form(call, desk, "The name or the password is not right", 403);
    auto reply = see_other(home_of(in->session.role));
    reply.headers.emplace_back("Set-Cookie", session_cookie(desk.house.config, in->token, 12 * 3600));
    return reply;
}

Reply signed_out(const Call& call, Desk& desk) {
    desk.store.drop_session(call.session_token);
    auto reply = see_other("/");
    reply.headers.emplace_back("Set-Cookie", session_cookie(desk.house.config, "", 0));
    reply.headers.emplace_back("Clear-Site-Data", "\"cookies\", \"storage\"");
    return reply;
}

}  // namespace tangible::serve::pages
