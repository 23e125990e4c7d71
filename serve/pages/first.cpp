// The page behind the link that a server prints when it starts and has no account: whoever opens it becomes the first
// administrator. The link is the proof, so the form carries no other token. Wrong links count like wrong passwords.
#include "schemas/ground/ascii.h"
#include "schemas/ground/clock.h"
#include "serve/collection/log.h"
#include "serve/collection/password.h"
#include "serve/pages/pages.h"
#include "serve/pages/people.h"
#include "serve/web/client_address.h"

namespace tangible::serve::pages {
namespace {

/// What is wrong with the form, a sentence for each field; "" when nothing is.
struct Problems {
    std::string name, password;
};

Reply form(const Call& call, Workspace& work, const Problems& problems, int status) {
    View list(std::vector<View>{});
    for (const auto& [field, sentence] : {std::pair{"name", problems.name}, std::pair{"password", problems.password}})
        if (!sentence.empty()) list.push({{"field", field}, {"sentence", sentence}});
    const bool any = !list.list().empty();
    return page(call, work, "first", (any ? "Error: " : "") + std::string("Make the first account"),
                {{"token", call.parts.at(0)},
                 {"typed", std::string(value_of(call.form, "name"))},
                 {"shortest", shortest_password},
                 {"problems", list},
                 {"has_problems", any},
                 {"error_name", problems.name},
                 {"error_password", problems.password}},
                status);
}

Reply dead_link(const Call& call, Workspace& work) {
    return trouble(
        call, work, 404, "This link no longer works",
        "It works once, for one hour, and only while nobody has an account. If you have an account, sign in. "
        "If nobody has one, stop the server and start it again: it then prints a new link.");
}

/// Returns the page about a link that is wrong, used or too old; nullopt for the right one.
std::optional<Reply> refused(const Call& call, Workspace& work) {
    auto& limit = work.collection.limits.passwords;
    const auto who = client_block(call.client);
    if (const auto wait = limit.take(who); wait.count() > 0)
        return retry_after(wait, trouble(call, work, 429, "Please wait before you try again",
                                         "Too many wrong links were opened from your address."));
    if (!work.store.offers_first_account(call.parts.at(0), now_ms())) return dead_link(call, work);
    limit.give_back(who);
    return std::nullopt;
}

}  // namespace

Reply first_account(const Call& call, Workspace& work) {
    if (auto reply = refused(call, work)) return std::move(*reply);
    return form(call, work, {}, 200);
}

Reply first_account_made(const Call& call, Workspace& work) {
    if (auto reply = refused(call, work)) return std::move(*reply);
    const auto name = std::string(trimmed(value_of(call.form, "name")));
    const auto password = value_of(call.form, "password");
    const Problems problems{account_name_problem(name), password_problem(password, name)};
    if (!problems.name.empty() || !problems.password.empty()) return form(call, work, problems, 422);
    const Account account{name, Role::admin, password_hash(password)};
    // Somebody else with the link may have been faster.
    if (!work.store.add_first_account(account, call.parts.at(0), now_ms())) return dead_link(call, work);
    log_event("account_added", {{"account", name}, {"address", call.client}});
    auto reply = see_other("/moderate");
    add_session(reply, work, account, new_session(work.store, account, now_ms()));
    return reply;
}

}  // namespace tangible::serve::pages
