// Every way out of the server against every reader and every consent (canaries.h). The routes come from the table of
// the server itself: one without a row here fails. tests/journeys/consent_of_commands_test.cpp does the same for
// commands.
#include "index/building/catch_up.h"
#include "schemas/ground/clock.h"
#include "serve/collection/tokens.h"
#include "serve/searches/digests.h"
#include "serve/searches/queries.h"
#include "tests/schemas/folder.h"
#include "tests/serve/canaries.h"
#include "tests/serve/open_collection.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace tangible::serve {
namespace {

/// What a route may show.
enum class Shows {
    nothing,   ///< no word of any story
    readable,  ///< stories that the reader may read, without hidden words
    quotes,    ///< these, and passages of stories that may be quoted
    original,  ///< stories that the team may read, with hidden words
    own,       ///< the story of a private link, with hidden words
};

const std::map<std::string, Shows> rows = {
    {"GET /", Shows::quotes},
    {"GET /tell", Shows::nothing},
    {"GET /tell/all", Shows::nothing},
    {"GET /tell/story", Shows::nothing},
    {"GET /tell/:draft", Shows::nothing},
    {"GET /tell/:draft/later", Shows::nothing},
    {"GET /tell/:draft/check", Shows::nothing},
    {"GET /tell/:draft/:step", Shows::nothing},
    {"GET /my-story", Shows::nothing},
    {"GET /manage/:token", Shows::own},
    {"GET /manage/:token/consent", Shows::nothing},
    {"GET /manage/:token/correct", Shows::own},
    {"GET /manage/:token/everything", Shows::own},
    {"GET /search", Shows::readable},
    {"GET /saved", Shows::nothing},
    {"GET /saved/:id", Shows::readable},
    {"GET /digest/:token", Shows::nothing},
    {"GET /digest/:token/stop", Shows::nothing},
    {"GET /counted", Shows::readable},
    {"GET /stories/:ref", Shows::readable},
    {"GET /themes", Shows::quotes},
    {"GET /themes/:slug", Shows::quotes},
    {"GET /about", Shows::nothing},
    {"GET /help", Shows::nothing},
    {"GET /help/:chapter", Shows::nothing},
    {"GET /sign-in", Shows::nothing},
    {"GET /account", Shows::nothing},
    {"GET /account/address/:token", Shows::nothing},
    {"GET /desk", Shows::readable},
    {"GET /desk/agreement", Shows::readable},
    {"GET /desk/learning", Shows::readable},
    {"GET /desk/themes", Shows::nothing},
    {"GET /desk/themes/:slug", Shows::readable},
    {"GET /desk/new-theme", Shows::readable},
    {"GET /desk/candidates", Shows::readable},
    {"GET /desk/:ref", Shows::readable},
    {"GET /moderate", Shows::readable},
    {"GET /moderate/:ref", Shows::original},
    {"GET /moderate/:ref/consent", Shows::nothing},
    {"GET /first/:token", Shows::nothing},
    {"GET /complain", Shows::nothing},
    {"GET /complaint/:token", Shows::nothing},
    {"GET /complaints", Shows::nothing},
    {"GET /complaints/:number", Shows::nothing},
    {"GET /parked", Shows::nothing},
    {"GET /parked/:ref", Shows::original},
    {"GET /parked/:ref/bytes", Shows::original},
    {"GET /static/:file", Shows::nothing},
    {"GET /health", Shows::nothing},
    {"GET /api/v1/openapi.yaml", Shows::nothing},
    {"GET /api/v1/stories", Shows::readable},
    {"GET /api/v1/stories/:ref", Shows::readable},
    {"GET /api/v1/stories/:ref/similar", Shows::readable},
    {"GET /api/v1/themes", Shows::nothing},
    {"GET /api/v1/themes/:slug", Shows::nothing},
    {"GET /api/v1/themes/:slug/evidence", Shows::quotes},
    {"GET /api/v1/themes/:slug/hints", Shows::readable},
    {"GET /api/v1/partnerships", Shows::nothing},
    {"POST /tell", Shows::nothing},
    {"POST /tell/story", Shows::nothing},
    {"POST /tell/back", Shows::nothing},
    {"POST /tell/:draft/story", Shows::nothing},
    {"POST /tell/:draft/check", Shows::nothing},
    {"POST /tell/:draft/delete", Shows::nothing},
    {"POST /tell/:draft/:step", Shows::nothing},
    {"POST /my-story", Shows::nothing},
    {"POST /my-story/lost", Shows::nothing},
    {"POST /manage/:token/addition", Shows::own},
    {"POST /manage/:token/answer", Shows::own},
    {"POST /manage/:token/consent", Shows::own},
    {"POST /manage/:token/correct", Shows::own},
    {"POST /manage/:token/cut", Shows::own},
    {"POST /manage/:token/next", Shows::own},
    {"POST /manage/:token/withdraw", Shows::own},
    {"POST /saved", Shows::nothing},
    {"POST /saved/:id/rename", Shows::nothing},
    {"POST /saved/:id/delete", Shows::nothing},
    {"POST /saved/:id/digest", Shows::nothing},
    {"POST /digest/:token", Shows::nothing},
    {"POST /digest/:token/stop", Shows::nothing},
    {"POST /sign-in", Shows::nothing},
    {"POST /sign-out", Shows::nothing},
    {"POST /first/:token", Shows::nothing},
    {"POST /account/password", Shows::nothing},
    {"POST /account/address", Shows::nothing},
    {"POST /account/address/:token", Shows::nothing},
    {"POST /account/address/forget", Shows::nothing},
    {"POST /account/sign-out-everywhere", Shows::nothing},
    {"POST /desk/:ref/verdict", Shows::readable},
    {"POST /desk/:ref/add", Shows::readable},
    {"POST /desk/:ref/undo", Shows::readable},
    {"POST /desk/:ref/read", Shows::readable},
    {"POST /desk/:ref/cut", Shows::readable},
    {"POST /desk/:ref/addition", Shows::readable},
    {"POST /desk/:ref/likeness", Shows::readable},
    {"POST /desk/themes/:slug", Shows::readable},
    {"POST /desk/new-theme", Shows::readable},
    {"POST /moderate/:ref/decision", Shows::original},
    {"POST /moderate/:ref/words", Shows::original},
    {"POST /moderate/:ref/consent", Shows::nothing},
    {"POST /complain", Shows::nothing},
    {"POST /complaints/:number/step", Shows::nothing},
    {"POST /complaints/:number/erase", Shows::nothing},
    {"POST /parked/:ref/read", Shows::original},
    {"POST /parked/:ref/words", Shows::original},
    {"POST /parked/:ref/drop", Shows::original},
    {"POST /api/v1/counts", Shows::nothing},
    {"POST /api/v1/stories", Shows::nothing},
    {"POST /api/v1/stories/:ref/verdicts", Shows::readable},
};
constexpr Role readers[] = {Role::anyone, Role::researcher, Role::coder, Role::moderator, Role::admin};

class ConsentMatrix : public testing::Test {
protected:
    ConsentMatrix() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        cells = tell_canaries(store);
        store.put_saved_search(SavedSearch{"5a7ed", "coder", "A search", "q=trust", 1});
        sign_in();
        index::catch_up(store, collection.cues, folder.path());
    }

    void sign_in() {
        for (auto role : {Role::researcher, Role::coder, Role::moderator, Role::admin}) {
            store.put_account(Account{std::string(name(role)), role, ""});
            store.put_session(name(role), {std::string(name(role)), role, "csrf", now_ms() + 1'000'000, now_ms()});
        }
    }

    /// The addresses that stand for a route: with each story, theme and link, in each format, with questions that find
    /// everything.
    std::vector<std::string> addresses(const Route& route) const {
        std::vector<std::string> paths;
        const std::string path = route.path;
        auto with = [&](const std::string& part, const std::string& value) {
            auto filled = path;
            filled.replace(filled.find(part), part.size(), value);
            paths.push_back(filled);
        };
        if (path.find(":ref") != path.npos)
            for (const auto& c : cells) with(":ref", c.id);
        else if (path.find(":token") != path.npos)
            for (const auto& c : cells) with(":token", c.link);
        else if (path.find(":draft") != path.npos)
            for (const auto& c : cells) with(":draft", c.link);
        else if (path.find(":slug") != path.npos)
            for (const auto* slug : {"rel.trust", "pow.harm", "pow.shared"}) with(":slug", slug);
        else if (path.find(":id") != path.npos)
            with(":id", "5a7ed");
        else if (path.find(":chapter") != path.npos)
            with(":chapter", "telling");
        else if (path.find(":file") != path.npos)
            with(":file", "style.css");
        else
            paths.push_back(path);
        std::vector<std::string> all;
        for (const auto& p : paths) {
            std::vector<std::string> suffixes{""};
            std::istringstream in{std::string(route.formats)};
            for (std::string format; in >> format;) suffixes.push_back("." + format);
            for (const auto& suffix : suffixes) all.push_back(p + suffix);
        }
        for (auto& a : all)
            if (const auto at = a.find(":step"); at != a.npos) a.replace(at, 5, "uses");
        const bool asks = path == "/search" || path == "/counted" || path == "/api/v1/stories";
        if (!asks) return all;
        std::vector<std::string> asked;
        for (const auto& a : all) {
            for (const auto* view : {"", "&view=passages", "&view=context"}) asked.push_back(a + "?q=trust" + view);
            asked.push_back(a + "?q=theme:rel.trust");
            for (const auto& c : cells) asked.push_back(a + "?q=" + c.text);
            for (const auto& c : cells) asked.push_back(a + "?q=" + c.hidden);
        }
        return asked;
    }

    Reply ask(Workspace& work, const char* method, const std::string& address, Role role, Fields form = {},
              std::string body = "") {
        Call call;
        call.method = method, call.form = std::move(form), call.body = std::move(body);
        call.path = address.substr(0, address.find('?'));
        if (const auto at = address.find('?'); at != address.npos) call.query_string = address.substr(at + 1);
        call.query = urlencoded(call.query_string);
        if (role != Role::anyone) call.session_token = name(role);
        return dispatch(call, work);
    }

    static bool may_show(Shows shows, const Cell& c, Role role, const std::string& address) {
        switch (shows) {
        case Shows::nothing:
            return false;
        case Shows::readable:
        case Shows::quotes:
        case Shows::original:
            return opens(c.in_force, pages::use_of(role));
        case Shows::own:
            return address.find("/" + c.link) != address.npos;
        }
        return false;
    }

    /// Fails for each word of a story that this reader may not see; returns whether the answer has one of any story.
    bool look_for_words(const Reply& reply, const std::string& address, Shows shows, Role role) {
        // What a reader typed into the search field stands on the page again.
        const auto has = [&](const std::string& word) {
            return reply.body.find(word) != reply.body.npos && address.find(word) == address.npos;
        };
        bool any = false;
        for (const auto& c : cells) {
            const bool may = may_show(shows, c, role, address);
            const bool may_quote = may || (shows == Shows::quotes && c.in_force.has(Use::quote));
            const bool may_hidden = may && (shows == Shows::original || shows == Shows::own);
            const auto who = address + " for " + (role == Role::anyone ? "anyone" : std::string(name(role))) +
                             " and a story that allows: " + to_string(c.in_force);
            EXPECT_TRUE(!has(c.text) || may_quote) << who;
            EXPECT_TRUE(!has(c.title) || may) << who << " (title)";
            EXPECT_TRUE(!has(c.hidden) || may_hidden) << who << " (hidden words)";
            any = any || has(c.text) || has(c.title);
        }
        return any;
    }

    tests::Folder folder;
    Store store;
    Collection collection;
    std::vector<Cell> cells;
};

TEST_F(ConsentMatrix, no_route_shows_a_story_to_whom_its_teller_does_not_allow_it) {
    Workspace work(collection);
    std::size_t asked = 0;
    std::map<std::string, std::set<Role>> shown;
    for (const auto& route : routes()) {
        if (std::string(route.method) == "POST") continue;
        const auto key = std::string(route.method) + " " + route.path;
        const auto row = rows.find(key);
        ASSERT_NE(row, rows.end()) << key << " has no row in this matrix";
        const auto shows = row->second;
        for (const auto& address : addresses(route))
            for (auto role : readers) {
                const auto reply = ask(work, "GET", address, role);
                ++asked;
                if (look_for_words(reply, address, shows, role)) shown[key].insert(role);
            }
    }
    EXPECT_GT(asked, 2000u);
    // Canaries that nobody ever sees would prove nothing.
    for (const auto* key :
         {"GET /", "GET /search", "GET /saved/:id", "GET /counted", "GET /stories/:ref", "GET /themes/:slug",
          "GET /api/v1/stories", "GET /api/v1/stories/:ref", "GET /api/v1/themes/:slug/evidence", "GET /manage/:token"})
        EXPECT_EQ(shown[key].size(), 5u) << key;
    for (const auto* key : {"GET /desk/:ref", "GET /moderate/:ref"}) EXPECT_FALSE(shown[key].empty()) << key;
}

// Forms that lack what they need, and forms that have some of it, answer with pages of their own.
TEST_F(ConsentMatrix, no_form_answers_with_a_story_to_whom_its_teller_does_not_allow_it) {
    Workspace work(collection);
    const Fields bare{{"csrf", "csrf"}};
    Fields filled = bare;
    for (const auto* field : {"theme", "id", "slug"}) filled.emplace_back(field, "REL.TRUST");
    for (const auto* field : {"words", "note", "reason", "name", "title", "query", "q", "code", "password", "address"})
        filled.emplace_back(field, "trust");
    for (const auto* field : {"begin", "end", "span", "number", "ordinal", "year"}) filled.emplace_back(field, "1");
    for (const auto& c : cells) filled.emplace_back("reference", c.id);
    filled.emplace_back("act", "keep"), filled.emplace_back("do", "find");
    std::map<std::string, std::set<Role>> shown;
    std::vector<Route> forms;
    for (const auto& route : routes())
        if (std::string(route.method) == "POST") forms.push_back(route);
    // Tellers' forms last: without an answer they narrow what everybody may read.
    std::stable_partition(forms.begin(), forms.end(),
                          [](const Route& r) { return !std::string_view(r.path).starts_with("/manage"); });
    for (const auto& route : forms) {
        const auto key = std::string(route.method) + " " + route.path;
        const auto row = rows.find(key);
        ASSERT_NE(row, rows.end()) << key << " has no row in this matrix";
        sign_in();  // the forms of the last route may have ended the sessions
        for (const auto& address : addresses(route))
            for (auto role : readers)
                for (const auto& form : {bare, filled}) {
                    const auto reply = ask(work, "POST", address, role, form, "query\ntrust\n");
                    if (look_for_words(reply, address, row->second, role)) shown[key].insert(role);
                }
    }
    // An answer that shows the story again is among them, so the words were looked for where they can be.
    EXPECT_EQ(shown["POST /moderate/:ref/decision"], (std::set<Role>{Role::moderator, Role::admin}));
}

// A count is a way out as well: a question for a word that only one story has.
TEST_F(ConsentMatrix, counts_by_list_find_what_the_reader_may_read) {
    Workspace work(collection);
    for (auto role : readers) {
        if (role < Role::researcher) continue;  // the list is not for visitors
        for (const auto& c : cells)
            for (const auto& word : {c.text, c.title, c.hidden}) {
                const auto reply =
                    ask(work, "POST", "/api/v1/counts", role, {{"csrf", "csrf"}}, "query\n" + word + "\n");
                ASSERT_EQ(reply.status, 200) << reply.body;
                const auto found = nlohmann::json::parse(reply.body).at(0).at("stories").get<int>();
                EXPECT_EQ(found, opens(c.in_force, pages::use_of(role)) && word != c.hidden ? 1 : 0)
                    << word << " for " << name(role) << " with " << to_string(c.in_force);
            }
    }
}

// A mail is a way out as well: everybody's search, sent to an address outside and to that of a coder's account.
TEST_F(ConsentMatrix, digests_list_what_their_reader_may_read) {
    Workspace work(collection);
    store.put_saved_search(SavedSearch{"all", "coder", "Everything", "q=", 1});
    Config config;
    config.mail_from = "stories@example.org", config.base_url = "https://stories.example.org";
    const std::vector<std::pair<std::string, Role>> readers_of{{"ann@example.net", Role::anyone},
                                                               {"coder@example.net", Role::coder}};
    for (const auto& [addr, role] : readers_of) {
        Subscription s;
        s.id = "id of " + addr, s.search = "all", s.addr = addr, s.account = role == Role::anyone ? "" : "coder";
        const auto token = subscription_token("secret", s.id);
        ASSERT_TRUE(store.subscribe(s, token, 1));
        store.confirm(*store.subscription(token), 1);
    }
    // A digest lists what is new.
    cells = tell_canaries(store, 'n');
    index::catch_up(store, collection.cues, folder.path());
    std::map<std::string, std::string> mails;
    send_digests(store, work.searcher, config, "secret", {now_ms(), true},
                 [&](const std::string& to, std::string_view mail) {
                     std::string text(mail);
                     for (std::size_t soft; (soft = text.find("=\r\n")) != text.npos;) text.erase(soft, 3);
                     mails[to] += text;
                 });
    for (const auto& [addr, role] : readers_of)
        EXPECT_TRUE(look_for_words({200, "", mails[addr], {}}, "the mail to " + addr, Shows::readable, role))
            << mails[addr];
}

TEST_F(ConsentMatrix, visitors_get_no_cookie_and_no_script) {
    Workspace work(collection);
    std::size_t pages = 0;
    for (const auto& route : routes()) {
        if (std::string(route.method) == "POST" || route.least != Role::anyone) continue;
        for (const auto& address : addresses(route)) {
            const auto reply = ask(work, "GET", address, Role::anyone);
            EXPECT_EQ(value_of(reply.headers, "Set-Cookie"), "") << address;
            if (!reply.type.starts_with("text/html")) continue;
            EXPECT_EQ(reply.body.find("<script"), reply.body.npos) << address;
            ++pages;
        }
    }
    EXPECT_GT(pages, 100u);
}

TEST_F(ConsentMatrix, a_visitor_who_only_reads_changes_nothing) {
    Workspace work(collection);
    const auto state = store.state();
    for (const auto& route : routes()) {
        if (std::string(route.method) == "POST") continue;
        for (const auto& address : addresses(route)) {
            ask(work, "GET", address, Role::anyone);
            ASSERT_EQ(store.state(), state) << address;
        }
    }
}

TEST_F(ConsentMatrix, has_no_row_for_a_route_that_is_gone) {
    std::set<std::string> there;
    for (const auto& route : routes()) there.insert(std::string(route.method) + " " + route.path);
    for (const auto& [key, shows] : rows) EXPECT_TRUE(there.contains(key)) << key;
}

}  // namespace
}  // namespace tangible::serve
