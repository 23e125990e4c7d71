// Saved searches. Each has an address that shows what it finds now, as far as the reader may see it: the query is
// saved, never its results. Anyone with the address may look; only its owner or an administrator may rename or delete
// it.
#include "serve/pages/saved.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/utf8.h"
#include "serve/collection/tokens.h"
#include "serve/pages/pages.h"
#include "serve/pages/paging.h"
#include "serve/pages/views.h"
#include "serve/searches/queries.h"
#include <algorithm>

namespace tangible::serve::pages {
namespace {

// Far above what people need; they keep the store small whatever a program sends.
constexpr std::size_t max_name_bytes = 200, max_query_bytes = 4000, max_searches = 200;

SavedSearch saved_or_404(const Call& call, Workspace& work) {
    auto saved = work.store.saved_search(call.parts.at(0));
    if (!saved) throw Error(ErrorKind::not_found, "This saved search no longer exists", "Please make a new search.");
    return *saved;
}

SavedSearch own_or_403(const Call& call, Workspace& work) {
    auto saved = saved_or_404(call, work);
    if (saved.owner != call.session->account && call.role() < Role::admin)
        throw Error(ErrorKind::refused, "This saved search belongs to somebody else", "You can save it as your own.");
    return saved;
}

// Returns the typed name as one line of at most `max_name_bytes`. What was typed may be any bytes.
std::string name_in(const Call& call) {
    const auto typed = value_of(call.form, "name");
    if (!is_utf8(typed)) throw Error(ErrorKind::usage, "The name is not UTF-8 text");
    auto end = std::min(typed.size(), max_name_bytes);
    while (end < typed.size() && continues(typed[end])) --end;  // not within a UTF-8 character
    std::string name(typed.substr(0, end));
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
    const auto first = name.find_first_not_of(' '), last = name.find_last_not_of(' ');
    if (first == name.npos) throw Error(ErrorKind::usage, "A saved search needs a name", "Go back and enter a name.");
    return name.substr(first, last - first + 1);
}

}  // namespace

Reply saved_searches(const Call& call, Workspace& work) {
    View list(std::vector<View>{});
    const auto all = work.store.saved_searches(call.session->account);
    const auto shown = paging(call, all.size());
    for (std::size_t i = shown.first; i < shown.end; ++i)
        list.push({{"id", all[i].id},
                   {"name", all[i].name},
                   {"in_words", in_words(query_of(urlencoded(all[i].query), use_of(call)))},
                   {"saved", day(all[i].saved_ms)}});
    return page(call, work, "saved", "Saved searches",
                {{"searches", list}, {"none", all.empty()}, {"pages", pages_view(shown, "/saved?")}});
}

Reply save_search(const Call& call, Workspace& work) {
    const auto typed = value_of(call.form, "query");
    if (typed.size() > max_query_bytes)
        throw Error(ErrorKind::usage, "This search is too long to save", "Make the search shorter.");
    if (work.store.saved_searches(call.session->account).size() >= max_searches)
        throw Error(ErrorKind::usage, "You already have 200 saved searches", "Delete one that you do not need.");
    // Written anew from the parsed query, so that nothing unknown or out of range is kept.
    auto query = query_of(urlencoded(typed), use_of(call));
    query.offset = 0;
    const SavedSearch s{random_token().substr(0, 16), call.session->account, name_in(call),
                        address_of(query, "").substr(1), now_ms()};
    work.store.put_saved_search(s);
    return see_other("/saved/" + s.id);
}

Reply saved_search(const Call& call, Workspace& work) {
    const auto saved = saved_or_404(call, work);
    auto query = query_of(urlencoded(saved.query), use_of(call));
    return search(call, work, std::move(query), &saved);
}

Reply rename_search(const Call& call, Workspace& work) {
    auto saved = own_or_403(call, work);
    saved.name = name_in(call);
    work.store.put_saved_search(saved);
    return see_other("/saved");
}

Reply delete_search(const Call& call, Workspace& work) {
    work.store.drop_saved_search(own_or_403(call, work).id);
    return see_other("/saved");
}

View saved_view(const Call& call, Workspace& work, const SavedSearch& saved) {
    const auto said = value_of(call.query, "mail");
    const auto account = call.session ? work.store.account(call.session->account) : std::nullopt;
    return {{"id", saved.id},
            {"name", saved.name},
            {"by_mail", work.collection.config.can_write()},
            {"own_addr", account ? account->addr : ""},
            {"no_own_addr", account && account->addr.empty()},
            {"asked", said == "asked"},
            {"later", said == "later"},
            {"wrong", said == "wrong"}};
}

}  // namespace tangible::serve::pages
