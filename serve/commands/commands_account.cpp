// `tangible account`: the accounts of people who work with the stories. Passwords are read from stdin, since other
// users of the machine can see a process's arguments.
#include "schemas/ground/error.h"
#include "schemas/yaml/yaml.h"
#include "serve/collection/log.h"
#include "serve/collection/password.h"
#include "serve/collection/tokens.h"
#include "serve/commands/commands.h"
#include <algorithm>
#include <iostream>

namespace tangible::serve {
namespace {

/// The account that a command is about, and the role that was given; "" for none.
struct Asked {
    std::string name, role;
};

// Reads the first line of stdin; a line end of Windows is not part of the password.
std::string password_from_stdin(const std::string& account) {
    std::string password;
    std::getline(std::cin, password);
    if (!password.empty() && password.back() == '\r') password.pop_back();
    if (const auto problem = password_problem(password, account); !problem.empty())
        throw Error(ErrorKind::usage, problem, "give the password on stdin, as the first line");
    return password;
}

void check_name(const std::string& name) {
    if (const auto problem = account_name_problem(name); !problem.empty()) throw Error(ErrorKind::usage, problem);
}

Account known(Store& store, const std::string& name) {
    auto account = store.account(name);
    if (account) return std::move(*account);
    const auto all = store.accounts();
    std::vector<std::string_view> names;
    for (const auto& a : all) names.push_back(a.name);
    throw Error(ErrorKind::not_found, "there is no account '" + name + "'" + yaml::did_you_mean(name, names),
                "tangible account list shows all accounts");
}

// Logs the change and tells the person who made it.
void say(const std::string& event, const std::string& name, const std::string& sentence) {
    log_event(event, {{"account", name}});
    std::cerr << "Account " << name << ": " << sentence << ".\n";
}

void add(Store& store, const Asked& asked) {
    check_name(asked.name);
    if (store.account(asked.name))
        throw Error(ErrorKind::refused, "the account '" + asked.name + "' already exists, and nothing was changed",
                    "tangible account password " + asked.name + " changes its password");
    if (asked.role.empty())
        throw Error(ErrorKind::usage, "missing option --role", "give --role researcher, coder, moderator or admin");
    const auto role = role_named(asked.role);
    store.add_account(Account{asked.name, role, password_hash(password_from_stdin(asked.name))});
    say("account_added", asked.name, "can sign in. Its role is " + std::string(name(role)));
}

void set_disabled(Store& store, const Asked& asked, bool disabled) {
    auto account = known(store, asked.name);
    account.disabled = disabled;
    store.put_account(account);
}

void disable(Store& store, const Asked& asked) {
    set_disabled(store, asked, true);
    say("account_disabled", asked.name, "is signed out everywhere and cannot sign in");
}

void enable(Store& store, const Asked& asked) {
    set_disabled(store, asked, false);
    say("account_enabled", asked.name, "can sign in again");
}

/// Nobody could then do on the pages what only an administrator may.
void must_not_be_last(Store& store, const Account& account) {
    const auto is_admin = [](const Account& a) { return a.role == Role::admin && !a.disabled; };
    const auto all = store.accounts();
    if (is_admin(account) && std::ranges::count_if(all, is_admin) == 1)
        throw Error(ErrorKind::refused, account.name + " is the only administrator", "make another one first");
}

void remove(Store& store, const Asked& asked) {
    must_not_be_last(store, known(store, asked.name));
    store.drop_account(asked.name);
    say("account_removed", asked.name, "is removed. Its decisions stay, under its name");
}

void password(Store& store, const Asked& asked) {
    auto account = known(store, asked.name);
    account.password_hash = password_hash(password_from_stdin(asked.name));
    store.put_account(account);
    say("password_changed", asked.name, "has a new password and is signed out everywhere");
}

void role(Store& store, const Asked& asked) {
    auto account = known(store, asked.name);
    if (asked.role.empty())
        throw Error(ErrorKind::usage, "missing option --role", "give --role researcher, coder, moderator or admin");
    if (role_named(asked.role) != Role::admin) must_not_be_last(store, account);
    account.role = role_named(asked.role);
    store.put_account(account);
    say("role_changed", asked.name, "now has the role " + std::string(name(account.role)) + " and must sign in again");
}

int done(Invocation& call, void (*deed)(Store&, const Asked&), const std::string& role = {}) {
    Store store(call.data_dir, Store::Access::write);
    deed(store, {call.words[0], role});
    return 0;
}

}  // namespace

int add_account(Invocation& call) { return done(call, add, call.value("role")); }
int disable_account(Invocation& call) { return done(call, disable); }
int enable_account(Invocation& call) { return done(call, enable); }
int remove_account(Invocation& call) { return done(call, remove); }
int change_password(Invocation& call) { return done(call, password); }
int change_role(Invocation& call) { return done(call, role, call.value("role")); }

int list_accounts(Invocation& call) {
    Store store(call.data_dir, Store::Access::read);
    const auto all = store.accounts();
    if (all.empty()) std::cerr << "there are no accounts\n";
    for (const auto& a : all)
        std::cout << a.name << '\t' << name(a.role) << '\t' << (a.disabled ? "disabled" : "enabled") << '\t' << a.addr
                  << '\n';
    return 0;
}

}  // namespace tangible::serve
