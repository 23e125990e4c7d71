// Every way out of the server against every reader and every consent. Each story has words of its own ("canaries") in
// its text and title, and hidden words; each answer of each route is searched for them. The routes come from the table
// of the server itself: one without a row here fails.
#include "index/building/catch_up.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/hash.h"
#include "schemas/shapes/readable.h"
#include "serve/searches/queries.h"
#include "tests/index/stories.h"
#include "tests/serve/open_collection.h"
#include <gtest/gtest.h>
#include <map>
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
};

/// A story of the matrix.
struct Cell {
    StoryId id;
    Uses in_force;
    std::string text, title, hidden, link;  ///< its words that no other story has, and its private link
};

class ConsentMatrix : public testing::Test {
protected:
    ConsentMatrix() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        constexpr Use outside[] = {Use::research, Use::publish, Use::quote};
        tell({}, Moderation::free);
        tell({Use::team}, Moderation::free);
        for (unsigned bits = 0; bits < 8; ++bits) {
            Uses uses{Use::team, Use::count};
            for (unsigned i = 0; i < 3; ++i)
                if (bits >> i & 1u) uses.add(outside[i]);
            tell(uses, Moderation::free);
        }
        for (auto state : {Moderation::waiting, Moderation::asked, Moderation::kept})
            tell({Use::team, Use::count, Use::research, Use::publish, Use::quote}, state);
        store.put_saved_search(SavedSearch{"5a7ed", "coder", "A search", "q=trust", 1});
        for (auto role : {Role::researcher, Role::coder, Role::moderator, Role::admin}) {
            store.put_account(Account{std::string(name(role)), role, ""});
            store.put_session(name(role), {std::string(name(role)), role, "csrf", now_ms() + 1'000'000, now_ms()});
        }
        index::catch_up(store, collection.cues, folder.path());
    }

    void tell(Uses uses, Moderation state) {
        const std::string tag(1, static_cast<char>('a' + cells.size()));
        Cell cell{"",          in_force(uses, state), "wordcanary" + tag, "titlecanary" + tag, "Hiddencanary" + tag,
                  "link" + tag};
        Submission s;
        s.bytes = "bytes of " + cell.text + " " + cell.hidden, s.id = sha256_hex(s.bytes);
        s.received_ms = 1'700'000'000'000;
        store.put(s, cell.link);
        Story story;
        story.title = cell.title, story.language = "en", story.received_ms = s.received_ms;
        story.text = "We built trust with the " + cell.text + " choir. They let us down.\nThen " + cell.hidden +
                     " came and we talked about power.";
        story.consent = {"story-form/3", uses, 1};
        story.moderation = state;
        store.put_stories(s.id, {story});
        cell.id = store.stories_of(s.id).at(0);
        const std::string passage = "We built trust with the " + cell.text + " choir.";
        store.note(Decision{cell.id,
                            "REL.TRUST",
                            {0, static_cast<std::uint32_t>(passage.size())},
                            passage,
                            Verdict::added,
                            Polarity::unstated,
                            "coder",
                            "book",
                            5,
                            false,
                            0});
        const auto at = static_cast<std::uint32_t>(story.text.find(cell.hidden));
        store.redact(cell.id, {0,
                               false,
                               {at, at + static_cast<std::uint32_t>(cell.hidden.size())},
                               cell.hidden,
                               "[someone]",
                               "moderator",
                               5});
        cells.push_back(std::move(cell));
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

    Reply get(Workspace& work, const std::string& address, Role role) {
        Call call;
        call.method = "GET", call.path = address.substr(0, address.find('?'));
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

    tests::Folder folder;
    Store store;
    Collection collection;
    std::vector<Cell> cells;
};

/// What a reader typed into the search field stands on the page again.
bool was_asked(const std::string& address, const std::string& word) { return address.find(word) != address.npos; }

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
            for (auto role : {Role::anyone, Role::researcher, Role::coder, Role::moderator, Role::admin}) {
                const auto reply = get(work, address, role);
                ++asked;
                for (const auto& c : cells) {
                    const bool may = may_show(shows, c, role, address);
                    const bool text = reply.body.find(c.text) != reply.body.npos && !was_asked(address, c.text);
                    const bool title = reply.body.find(c.title) != reply.body.npos;
                    const bool hidden = reply.body.find(c.hidden) != reply.body.npos && !was_asked(address, c.hidden);
                    const bool may_quote = may || (shows == Shows::quotes && c.in_force.has(Use::quote));
                    const bool may_hidden = may && (shows == Shows::original || shows == Shows::own);
                    const auto who = address + " for " + (role == Role::anyone ? "anyone" : std::string(name(role))) +
                                     " and a story that allows: " + to_string(c.in_force);
                    EXPECT_TRUE(!text || may_quote) << who;
                    EXPECT_TRUE(!title || may) << who << " (title)";
                    EXPECT_TRUE(!hidden || may_hidden) << who << " (hidden words)";
                    if (text || title) shown[key].insert(role);
                }
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

TEST_F(ConsentMatrix, visitors_get_no_cookie_and_no_script) {
    Workspace work(collection);
    std::size_t pages = 0;
    for (const auto& route : routes()) {
        if (std::string(route.method) == "POST" || route.least != Role::anyone) continue;
        for (const auto& address : addresses(route)) {
            const auto reply = get(work, address, Role::anyone);
            EXPECT_EQ(value_of(reply.headers, "Set-Cookie"), "") << address;
            if (!reply.type.starts_with("text/html")) continue;
            EXPECT_EQ(reply.body.find("<script"), reply.body.npos) << address;
            ++pages;
        }
    }
    EXPECT_GT(pages, 100u);
}

TEST_F(ConsentMatrix, has_no_row_for_a_route_that_is_gone) {
    std::set<std::string> there;
    for (const auto& route : routes()) there.insert(std::string(route.method) + " " + route.path);
    for (const auto& [key, shows] : rows) EXPECT_TRUE(there.contains(key)) << key;
}

}  // namespace
}  // namespace tangible::serve
