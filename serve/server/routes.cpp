// The route table comes first, then the checks that a request passes: role, origin and CSRF token. Below them, paths
// are matched to routes, and exceptions are turned into pages. The log names the route and never the path, which may
// contain a private link. Matching tries the rows in order; with some 80 rows that costs microseconds.
#include "serve/server/routes.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/submission_limit.h"
#include "schemas/json/json.h"
#include "serve/api/api.h"
#include "serve/collection/log.h"
#include "serve/collection/tokens.h"
#include "serve/pages/desk/desk_theme.h"
#include "serve/pages/pages.h"
#include "serve/pages/tell/tell.h"
#include <algorithm>
#include <cstdlib>
#include <cxxabi.h>
#include <memory>
#include <set>

namespace tangible::serve {

namespace {

// Largest bodies: of a form with a few fields; of the theme editor; of words typed from a scan; of one story by the
// API.
constexpr std::size_t small = 64 * 1024, form = 512 * 1024, large = std::size_t{4} << 20, upload = max_submission_bytes;
// The story form accepts more bytes than it stores, so that too large a file gets a polite answer and the words that
// were typed beside it are not lost.
constexpr std::size_t words_and_files = 3 * max_submission_bytes;

// clang-format off
const Route table[] = {
    {"GET", "/", "", Role::anyone, 0, pages::home, "What this collection is, and the themes in most stories"},
    {"GET", "/tell", "", Role::anyone, 0, pages::tell, "What happens to a story, and how to tell one"},
    {"POST", "/tell", "", Role::anyone, words_and_files, pages::told, "Stores a story and leads to its private link"},
    {"GET", "/my-story", "", Role::anyone, 0, pages::my_story, "The way back to a teller's private page"},
    {"POST", "/my-story", "", Role::anyone, small, pages::my_story_typed, "Opens a private page by its code"},
    {"POST", "/my-story/lost", "", Role::anyone, small, pages::my_story_lost, "Mails a new private link to a story's sender"},
    {"GET", "/tell/all", "", Role::anyone, 0, pages::tell_all, "All questions on one page, also to print"},
    {"GET", "/tell/story", "", Role::anyone, 0, pages::tell_begin, "The first of the short pages"},
    {"POST", "/tell/story", "", Role::anyone, words_and_files, pages::tell_begun, "Keeps the first words as a draft"},
    {"POST", "/tell/back", "", Role::anyone, small, pages::tell_back, "Leads to the draft with this code"},
    {"GET", "/tell/:draft", "", Role::anyone, 0, pages::tell_on, "Leads to where the teller left off"},
    {"GET", "/tell/:draft/later", "", Role::anyone, 0, pages::tell_later, "The link and code of a draft"},
    {"POST", "/tell/:draft/delete", "", Role::anyone, small, pages::tell_deleted, "Erases a draft"},
    {"GET", "/tell/:draft/check", "", Role::anyone, 0, pages::tell_check, "All answers of a draft, before they are sent"},
    {"POST", "/tell/:draft/check", "", Role::anyone, small, pages::tell_sent, "Stores a draft as a story and leads to its private link"},
    {"POST", "/tell/:draft/story", "", Role::anyone, words_and_files, pages::tell_step_saved, "Keeps the story and its files in a draft"},
    {"GET", "/tell/:draft/:step", "", Role::anyone, 0, pages::tell_step, "One of the short pages"},
    {"POST", "/tell/:draft/:step", "", Role::anyone, form, pages::tell_step_saved, "Keeps one page's answers in a draft"},
    {"GET", "/manage/:token", "", Role::anyone, 0, pages::manage, "A teller's view of their own story"},
    {"POST", "/manage/:token/consent", "", Role::anyone, small, pages::manage_consent, "Changes how a story may be used"},
    {"POST", "/manage/:token/withdraw", "", Role::anyone, small, pages::manage_withdraw, "Takes a story back"},
    {"POST", "/manage/:token/cut", "", Role::anyone, small, pages::manage_cut, "Puts back what was left out of a story"},
    {"POST", "/manage/:token/addition", "", Role::anyone, small, pages::manage_addition, "Makes a later mail part of a story, or takes it out"},
    {"POST", "/manage/:token/answer", "", Role::anyone, small, pages::manage_answer, "A teller agrees with what others would see, or objects"},
    {"GET", "/manage/:token/consent", "json", Role::anyone, 0, pages::manage_receipt, "Every answer of a teller about their story"},
    {"GET", "/manage/:token/correct", "", Role::anyone, 0, pages::manage_correct, "A form to correct a story"},
    {"POST", "/manage/:token/correct", "", Role::anyone, large, pages::manage_corrected, "Stores a corrected story"},
    {"POST", "/manage/:token/next", "", Role::anyone, large, pages::manage_next, "Adds what happened next to a story"},
    {"GET", "/manage/:token/everything", "zip", Role::anyone, 0, pages::manage_everything, "All that there is about a story, as a file"},
    {"GET", "/search", "json csv atom", Role::anyone, 0, pages::search, "Searches stories"},
    {"GET", "/saved", "", Role::researcher, 0, pages::saved_searches, "Your saved searches"},
    {"POST", "/saved", "", Role::researcher, small, pages::save_search, "Saves a search at its own address"},
    {"GET", "/saved/:id", "json csv atom", Role::anyone, 0, pages::saved_search, "The current results of a saved search"},
    {"POST", "/saved/:id/rename", "", Role::researcher, small, pages::rename_search, "Gives a saved search another name"},
    {"POST", "/saved/:id/delete", "", Role::researcher, small, pages::delete_search, "Deletes a saved search and ends its mails"},
    {"POST", "/saved/:id/digest", "", Role::anyone, small, pages::subscribe, "Asks for mails about a search; the address must confirm"},
    {"GET", "/digest/:token", "", Role::anyone, 0, pages::subscription, "A subscription to mails, for anyone who has its link"},
    {"POST", "/digest/:token", "", Role::anyone, small, pages::subscription_confirmed, "Confirms a subscription to mails"},
    {"GET", "/digest/:token/stop", "", Role::anyone, 0, pages::subscription, "A subscription to mails, from the link that ends it"},
    {"POST", "/digest/:token/stop", "", Role::anyone, small, pages::subscription_ended, "Ends the mails (RFC 8058)"},
    {"GET", "/counted", "csv", Role::anyone, 0, pages::counted, "The stories behind a number"},
    {"GET", "/stories/:ref", "json", Role::anyone, 0, pages::story, "One story with its passages"},
    {"GET", "/themes", "json csv", Role::anyone, 0, pages::themes, "All themes with counts"},
    {"GET", "/themes/:slug", "json csv svg", Role::anyone, 0, pages::theme, "One theme as evidence"},
    {"GET", "/about", "", Role::anyone, 0, pages::about, "How we count, and your rights"},
    {"GET", "/help", "", Role::anyone, 0, pages::help, "The manual's chapters"},
    {"GET", "/help/:chapter", "", Role::anyone, 0, pages::help_chapter, "One chapter of the manual"},
    {"GET", "/sign-in", "", Role::anyone, 0, pages::sign_in_form, "The sign-in form"},
    {"POST", "/sign-in", "", Role::anyone, small, pages::signed_in, "Starts a session"},
    {"POST", "/sign-out", "", Role::researcher, small, pages::signed_out, "Ends the session"},
    {"GET", "/first/:token", "", Role::anyone, 0, pages::first_account, "The form for the first administrator"},
    {"POST", "/first/:token", "", Role::anyone, small, pages::first_account_made, "Makes the first administrator's account"},
    {"GET", "/account", "", Role::researcher, 0, pages::account, "Your account"},
    {"POST", "/account/password", "", Role::researcher, small, pages::change_password, "Changes your password"},
    {"POST", "/account/sign-out-everywhere", "", Role::researcher, small, pages::sign_out_everywhere, "Ends all sessions"},
    {"POST", "/account/address", "", Role::researcher, small, pages::check_own_address, "Sends a mail to check your address"},
    {"POST", "/account/address/forget", "", Role::researcher, small, pages::forget_own_address, "Deletes your address"},
    {"GET", "/account/address/:token", "", Role::researcher, 0, pages::own_address, "The page behind the link in that mail"},
    {"POST", "/account/address/:token", "", Role::researcher, small, pages::own_address_confirmed, "Confirms your address"},
    {"GET", "/desk", "", Role::coder, 0, pages::desk, "Stories that wait for a person"},
    {"GET", "/desk/agreement", "json csv", Role::coder, 0, pages::agreement, "How far coders agree"},
    {"GET", "/desk/learning", "", Role::coder, 0, pages::learning, "How often suggestions are right"},
    {"GET", "/desk/themes", "", Role::coder, 0, pages::desk_themes, "The codebook's themes, to edit and to try"},
    {"GET", "/desk/themes/:slug", "", Role::coder, 0, pages::desk_theme, "One theme's words, to edit and to try"},
    {"POST", "/desk/themes/:slug", "", Role::coder, form, pages::desk_theme_typed, "Tries a theme on stories, or saves it"},
    {"GET", "/desk/new-theme", "", Role::coder, 0, pages::new_theme, "A form for a new theme"},
    {"POST", "/desk/new-theme", "", Role::coder, form, pages::new_theme_typed, "Tries a new theme on stories, or saves it"},
    {"GET", "/desk/candidates", "json", Role::coder, 0, pages::candidates, "Passages that no theme catches, in groups"},
    {"GET", "/desk/:ref", "", Role::coder, 0, pages::desk_story, "Suggestions of one story, to accept or reject"},
    {"POST", "/desk/:ref/verdict", "", Role::coder, small, pages::verdict, "A person's verdict on one passage"},
    {"POST", "/desk/:ref/add", "", Role::coder, small, pages::desk_add, "A passage that a person marks"},
    {"POST", "/desk/:ref/undo", "", Role::coder, small, pages::desk_undo, "Takes a person's last verdict back"},
    {"POST", "/desk/:ref/read", "", Role::coder, small, pages::desk_read, "Notes that a coder has read a story to its end"},
    {"POST", "/desk/:ref/cut", "", Role::coder, small, pages::desk_cut, "Puts back what was left out of a story"},
    {"POST", "/desk/:ref/addition", "", Role::coder, small, pages::desk_addition, "Makes a later mail part of a story, or takes it out"},
    {"POST", "/desk/:ref/likeness", "", Role::coder, small, pages::desk_likeness, "Notes that two stories are the same, or are not"},
    {"GET", "/moderate", "", Role::moderator, 0, pages::moderation, "Stories that wait before others may read them"},
    {"GET", "/moderate/:ref", "", Role::moderator, 0, pages::moderate_story, "One story as it came, and as others would see it"},
    {"POST", "/moderate/:ref/words", "", Role::moderator, small, pages::moderate_words, "Hides words of a story, or leaves them"},
    {"POST", "/moderate/:ref/decision", "", Role::moderator, small, pages::moderate_decision, "Passes a story, keeps it for the team, or asks its teller"},
    {"GET", "/moderate/:ref/consent", "", Role::moderator, 0, pages::staff_consent, "What the teller of a story allows"},
    {"POST", "/moderate/:ref/consent", "", Role::moderator, small, pages::staff_consent_set, "Writes down what a teller said about the uses"},
    {"GET", "/complain", "", Role::anyone, 0, pages::complain, "The form for a complaint"},
    {"POST", "/complain", "", Role::anyone, form, pages::complained, "Stores a complaint and leads to its private link"},
    {"GET", "/complaint/:token", "", Role::anyone, 0, pages::complaint, "A complaint and our answer, for whoever complained"},
    {"GET", "/complaints", "csv", Role::moderator, 0, pages::complaints, "The register of complaints"},
    {"GET", "/complaints/:number", "", Role::moderator, 0, pages::complaint_at_desk, "One complaint, and what was done about it"},
    {"POST", "/complaints/:number/step", "", Role::moderator, form, pages::complaint_step, "Notes what was done about a complaint, or answers it"},
    {"POST", "/complaints/:number/erase", "", Role::moderator, small, pages::complaint_erased, "Erases the words of an answered complaint"},
    {"GET", "/parked", "", Role::coder, 0, pages::parked, "What could not be read, and why"},
    {"GET", "/parked/:ref", "", Role::coder, 0, pages::parked_one, "One submission that could not be read, to look at safely"},
    {"GET", "/parked/:ref/bytes", "", Role::coder, 0, pages::parked_bytes, "The original bytes of a parked submission"},
    {"POST", "/parked/:ref/read", "", Role::coder, small, pages::parked_read, "Reads a parked submission again"},
    {"POST", "/parked/:ref/words", "", Role::coder, large, pages::parked_typed, "Makes a story from words that a person typed"},
    {"POST", "/parked/:ref/drop", "", Role::coder, small, pages::parked_dropped, "Erases a parked submission and keeps the reason"},
    {"GET", "/static/:file", "", Role::anyone, 0, pages::file, "Style sheet and pictures"},
    {"GET", "/health", "", Role::anyone, 0, api::health, "Says that the server is running"},
    {"GET", "/api/v1/openapi.yaml", "", Role::anyone, 0, api::openapi, "The description of this API"},
    {"GET", "/api/v1/stories", "", Role::anyone, 0, api::search, "Searches stories"},
    {"POST", "/api/v1/stories", "", Role::anyone, upload, api::tell, "Stores a story"},
    {"GET", "/api/v1/stories/:ref", "", Role::anyone, 0, api::story, "One story with its codings"},
    {"GET", "/api/v1/stories/:ref/similar", "", Role::anyone, 0, api::similar, "Stories like this one, and why"},
    {"POST", "/api/v1/stories/:ref/verdicts", "", Role::coder, small, api::verdict, "A person's verdict on one passage"},
    {"POST", "/api/v1/counts", "", Role::researcher, small, api::counts, "Counts what each query of a list finds"},
    {"GET", "/api/v1/themes", "", Role::anyone, 0, api::themes, "The codebook"},
    {"GET", "/api/v1/themes/:slug", "", Role::anyone, 0, api::theme, "One theme's definition"},
    {"GET", "/api/v1/themes/:slug/evidence", "", Role::anyone, 0, api::evidence, "One theme as evidence"},
    {"GET", "/api/v1/themes/:slug/hints", "", Role::coder, 0, api::hints, "Stories that may be about a theme"},
    {"GET", "/api/v1/partnerships", "", Role::anyone, 0, api::partnerships, "Who worked together"},
};
// clang-format on

/// Returns the parts of a path: {"stories", "abc"} for "/stories/abc"; none for "/".
std::vector<std::string_view> split(std::string_view path) {
    std::vector<std::string_view> out;
    for (std::size_t i = 1; i <= path.size();) {
        auto end = std::min(path.find('/', i), path.size());
        out.push_back(path.substr(i, end - i));
        i = end + 1;
    }
    return out;
}

/// Returns whether the path matches the route; fills `parts` with what its ":" words stand for.
bool fits(const Route& route, std::string_view path, std::vector<std::string>& parts) {
    auto want = split(route.path), have = split(path);
    if (want.size() != have.size()) return false;
    parts.clear();
    for (std::size_t i = 0; i < want.size(); ++i) {
        if (!want[i].empty() && want[i][0] == ':') {
            if (have[i].empty() || have[i].size() > 200) return false;
            parts.emplace_back(have[i]);
        } else if (want[i] != have[i]) {
            return false;
        }
    }
    return true;
}

/// Returns whether `word` is one of the `words`, which have spaces between.
bool has_word(std::string_view words, std::string_view word) {
    for (std::size_t at = 0; (at = words.find(word, at)) != words.npos; ++at)
        if ((at == 0 || words[at - 1] == ' ') && (at + word.size() == words.size() || words[at + word.size()] == ' '))
            return true;
    return false;
}

// Returns whether a browser says that another site made this request (cross-site request forgery). Browsers send
// Sec-Fetch-Site, older ones only Origin. A program sends neither header, and has no session cookie to misuse.
bool from_elsewhere(const Call& call) {
    auto get = [&](const char* name) {
        auto it = call.headers.find(name);
        return it == call.headers.end() ? std::string{} : it->second;
    };
    auto site = get("sec-fetch-site");
    if (!site.empty()) return site != "same-origin" && site != "none";
    auto origin = get("origin"), host = get("host");
    if (origin.empty()) return false;
    auto slashes = origin.find("//");
    return slashes == origin.npos || origin.substr(slashes + 2) != host;
}

/// Why a call is refused; status 0 if it is not.
struct Refusal {
    int status = 0;
    const char* title = "";
    const char* sentence = "";
};

/// Checks role, then origin, then CSRF token. Routes for everyone need no token here: their forms carry a
/// one_time_token(), which the page checks.
Refusal refusal(const Call& call, const Route& route) {
    if (call.role() < route.least)
        return call.session ? Refusal{403, "Not for this account", "Your account may not do this."}
                            : Refusal{401, "Please sign in", "This page is for people who work with the stories."};
    if (call.method != "POST") return {};
    if (from_elsewhere(call))
        return {403, "This request did not come from our pages", "Please open the page on this site and try again."};
    if (route.least > Role::anyone && !same_secret(value_of(call.form, "csrf"), call.session->csrf) &&
        (call.headers.count("x-csrf-token") == 0 || !same_secret(call.headers.at("x-csrf-token"), call.session->csrf)))
        return {403, "This page was open for too long", "Please go back, load the page again and repeat what you did."};
    return {};
}

// Logs the route and not the address, which may contain a private link or a search.
void note(std::string_view event, const Call& call, const Route& route) {
    log_event(event, {{"account", call.session ? call.session->account : ""},
                      {"address", call.client},
                      {"method", route.method},
                      {"route", route.path},
                      {"format", call.format}});
}

// Returns whether the answer is data that leaves the pages, as CSV or JSON. Administrators may have to trace these.
bool is_export(const Call& call, const Route& route, const Reply& reply) {
    constexpr std::string_view not_of_stories[] = {"/health", "/api/v1/openapi.yaml"};
    const bool data = reply.type.starts_with("text/csv") || reply.type.starts_with("application/json");
    const bool reads = call.method == "GET" || route.answer == api::counts;
    return reply.status == 200 && data && reads &&
           std::ranges::find(not_of_stories, std::string_view(route.path)) == std::end(not_of_stories);
}

/// Returns the HTTP status for an error. 503 for what may succeed later, 500 for a fault of the setup.
int status_of(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::usage:
        return 400;
    case ErrorKind::not_found:
        return 404;
    case ErrorKind::refused:
        return 403;
    case ErrorKind::locked:
    case ErrorKind::temporary:
    case ErrorKind::storage:
        return 503;
    case ErrorKind::bad_schema:
        break;
    }
    return 500;
}

// Returns whether to keep the answer in the cache (kept_answers.h): the pages that read many stories, as visitors
// without a session see them. Not their other formats: the answer of a feed depends on If-None-Match.
bool keeps(const Call& call, const Route& route) {
    constexpr Reply (*pages_of_stories[])(const Call&, Workspace&) = {pages::home, pages::search, pages::themes};
    return !call.session && call.format.empty() &&
           std::find(std::begin(pages_of_stories), std::end(pages_of_stories), route.answer) !=
               std::end(pages_of_stories);
}

// Answers from the cache. While there is no index, its state cannot be read, and the page answers without the cache.
Reply kept(const Call& call, Workspace& work, const Route& route) {
    std::string state;
    try {
        state = std::to_string(work.store.state()) + " " + work.searcher.state();
    } catch (const Error&) {
        return route.answer(call, work);
    }
    return work.kept.of(call.path + "?" + call.query_string, state, [&] { return route.answer(call, work); });
}

/// Adds a byte order mark to a CSV if the address has bom=1: without it, some spreadsheets do not read it as UTF-8.
Reply as_asked(const Call& call, Reply reply) {
    if (reply.type.starts_with("text/csv") && value_of(call.query, "bom") == "1") reply.body.insert(0, "\xEF\xBB\xBF");
    return reply;
}

/// Returns what a visitor can do about a failure of ours. The reason goes to the log.
const char* comfort(const Call& call) {
    return call.method == "POST" ? "If you go back in your browser, what you typed is still there. Please send it "
                                   "again in a few minutes."
                                 : "Please try again in a few minutes.";
}

}  // namespace

std::span<const Route> routes() { return table; }

namespace {

/// Calls `take` with each route that matches the path, the path without suffix, and the format, until `take` returns
/// true; returns that route, or nullptr. Tries the path without its format suffix first: "/themes/rel.trust.csv" is the
/// theme rel.trust as CSV. Only then the path as it is: in "/themes/rel.trust", "trust" is no format.
template <class Take> const Route* first_route(const std::string& path, std::vector<std::string>& parts, Take take) {
    const auto dot = path.rfind('.');
    const auto look = [&](const std::string& bare, const std::string& format) -> const Route* {
        for (const auto& route : table)
            if ((format.empty() || has_word(route.formats, format)) && fits(route, bare, parts) &&
                take(route, bare, format))
                return &route;
        return nullptr;
    };
    if (dot != path.npos)
        if (const auto* route = look(path.substr(0, dot), path.substr(dot + 1))) return route;
    return look(path, "");
}

}  // namespace

const Route* route_for(Call& call) {
    const std::string path = call.path;
    return first_route(path, call.parts, [&](const Route& route, const std::string& bare, const std::string& format) {
        if (call.method != route.method) return false;
        call.path = bare;
        call.format = format;
        return true;
    });
}

std::string allowed_methods(const std::string& path) {
    std::vector<std::string> parts;
    std::set<std::string> methods;
    first_route(path, parts, [&](const Route& route, const auto&, const auto&) {
        methods.insert(route.method);
        if (methods.contains("GET")) methods.insert("HEAD");
        return false;  // go on: all routes of this path are wanted
    });
    std::string out;
    for (const auto& method : methods) out += (out.empty() ? "" : ", ") + method;
    return out;
}

namespace {

/// Returns the type of the exception that is being handled, such as "std::bad_alloc". Not its message: a parser's
/// message may quote a story.
std::string foreign_trouble() {
    const auto* type = abi::__cxa_current_exception_type();
    if (!type) return "unknown";
    int status = 0;
    const std::unique_ptr<char, void (*)(void*)> name(abi::__cxa_demangle(type->name(), nullptr, nullptr, &status),
                                                      std::free);
    return status == 0 ? name.get() : type->name();
}

/// Returns the route for the log, never the path, which may contain a private link.
std::string at(const Route* route) { return route ? std::string(" (") + route->method + " " + route->path + ")" : ""; }

/// Returns what `answer` returns, or a page about what it threw. An Error is expected, and its text is for people
/// unless it is ours (5xx). Any other exception may have left the workspace half changed, so nobody uses it again.
template <class Answer> Reply safely(const Call& call, Workspace& work, const Route* route, Answer answer) {
    constexpr const char* title = "We could not do that now";
    try {
        try {
            return answer();
        } catch (const Error& e) {
            const bool ours = status_of(e.kind) >= 500;
            if (ours) log_trouble(e.what() + (e.hint.empty() ? "" : ": " + e.hint) + at(route));
            work.collection.suspect(e);
            return pages::trouble(call, work, status_of(e.kind), ours ? title : e.what(),
                                  ours ? comfort(call) : e.hint);
        } catch (...) {
            work.broken = true;
            log_trouble("a request failed: " + foreign_trouble() + at(route));
            return pages::trouble(call, work, 500, title, "Something went wrong on our side. Please try again.");
        }
    } catch (...) {  // the page about it failed as well
        work.broken = true;
        log_trouble("the page about a failure failed: " + foreign_trouble() + at(route));
        return plain(500, std::string(title) + ". Please try again.\n");
    }
}

}  // namespace

// In order: find the session, refuse what the caller may not do, answer (from the cache where possible), log exports.
Reply answered(const Route& route, Call& call, Workspace& work) {
    return safely(call, work, &route, [&] {
        if (!call.session_token.empty()) call.session = work.store.session(call.session_token, now_ms());
        if (auto r = refusal(call, route); r.status) {
            note("refused", call, route);
            return pages::trouble(call, work, r.status, r.title, r.sentence);
        }
        auto reply = as_asked(call, keeps(call, route) ? kept(call, work, route) : route.answer(call, work));
        if (is_export(call, route, reply)) note("export", call, route);
        return reply;
    });
}

Reply dispatch(Call& call, Workspace& work) {
    if (const Route* route = route_for(call)) return answered(*route, call, work);
    return safely(call, work, nullptr, [&] {
        const auto allowed = allowed_methods(call.path);
        if (allowed.empty())
            return pages::trouble(call, work, 404, "Page not found", "There is no page at this address.");
        auto reply = pages::trouble(call, work, 405, "This page cannot do that",
                                    "This address does not accept " + call.method + ".");
        reply.headers.emplace_back("Allow", allowed);
        return reply;
    });
}

}  // namespace tangible::serve
