// What each role may see: at least what everyone sees, and coders' names only on the desk.
#include "index/building/catch_up.h"
#include "schemas/ground/clock.h"
#include "serve/collection/tokens.h"
#include "tests/index/stories.h"
#include "tests/serve/browser.h"
#include <gtest/gtest.h>
#include <map>

namespace tangible::serve {
namespace {

class Roles : public testing::Test {
protected:
    Roles() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {
        for (auto [name, role] :
             {std::pair{"zebedee", Role::researcher}, {"quillon", Role::coder}, {"admin", Role::admin}})
            store.put_account(Account{name, role, password_hash(right)});
        published = tell("We built trust.", {Use::team, Use::count, Use::publish, Use::quote});
        studied = tell("They let us down.", {Use::team, Use::count, Use::research});
        kept = tell("It cost us.", {Use::team, Use::count});
        follow();
    }

    StoryId tell(const std::string& text, Uses uses) {
        Story s;
        s.submission = text, s.text = text, s.title = "Title of " + text, s.language = "en";
        s.received_ms = 1'700'000'000'000, s.consent.uses = uses;
        return tests::put(store, s).id;
    }
    void follow() { index::catch_up(store, collection.cues, folder.path()); }

    tests::Folder folder;
    Store store;
    Collection collection;
    Workspace work{collection};
    StoryId published, studied, kept;
};

TEST_F(Roles, land_on_a_page_that_they_may_see) {
    for (auto name : {"zebedee", "quillon", "admin"}) {
        Browser b{work};
        const auto reply = b.sign_in(name);
        ASSERT_EQ(reply.status, 303) << name;
        EXPECT_EQ(b.get(header(reply, "Location")).status, 200) << name << " lands on " << header(reply, "Location");
    }
}

TEST_F(Roles, see_at_least_what_everyone_sees) {
    std::vector<std::string> addresses;
    for (const auto& id : {published, studied, kept})
        for (const std::string tail : {"", ".json"}) addresses.push_back("/stories/" + id + tail);
    for (const auto& id : {published, studied, kept}) addresses.push_back("/api/v1/stories/" + id);
    Browser anyone{work};
    std::vector<Browser> all(3, Browser{work});
    const char* names[] = {"zebedee", "quillon", "admin"};
    for (std::size_t i = 0; i < all.size(); ++i) all[i].sign_in(names[i]);
    std::map<std::string, std::vector<int>> seen;
    for (const auto& a : addresses) {
        seen[a].push_back(anyone.get(a).status);
        for (auto& b : all) seen[a].push_back(b.get(a).status);
    }
    for (const auto& [address, statuses] : seen)
        for (std::size_t i = 1; i < statuses.size(); ++i)
            EXPECT_LE(statuses[i], statuses[i - 1]) << address << ", seen by " << names[i - 1];
    EXPECT_EQ(seen["/stories/" + published], (std::vector<int>{200, 200, 200, 200}));
    EXPECT_EQ(seen["/stories/" + studied], (std::vector<int>{404, 200, 200, 200}));
    EXPECT_EQ(seen["/stories/" + kept], (std::vector<int>{404, 404, 200, 200}));
    for (auto& b : all) EXPECT_NE(b.get("/search.json?q=trust").body.find(published), std::string::npos);
    for (const auto& route : routes()) {
        const std::string_view path = route.path;
        if (std::string_view(route.method) != "GET" || route.least != Role::anyone || path.find(':') != path.npos)
            continue;
        for (auto& b : all) EXPECT_LT(b.get(route.path).status, 400) << path;
    }
}

TEST_F(Roles, coders_are_named_only_on_the_desk) {
    const auto story = *store.story(published, Use::own);
    index::Analyser analyser;
    const auto codings = index::settled_codings(store, collection.cues, analyser, story);
    ASSERT_FALSE(codings.empty());
    const auto theme = codings[0].theme;
    Decision d{published,         theme,
               codings[0].span,   std::string(cut(story.text, codings[0].span)),
               Verdict::accepted, Polarity::unstated,
               "quillon",         collection.codebook.edition,
               1'700'000'000'000, false};
    store.note(d);
    d.theme = collection.codebook.themes.back().id, d.verdict = Verdict::added;
    store.note(d);
    store.put_saved_search(SavedSearch{"5a7ed", "quillon", "A search", "q=trust", 1});
    follow();
    const auto slug = collection.codebook.at(theme).slug();
    const std::string addresses[] = {"/",
                                     "/stories/" + published,
                                     "/stories/" + published + ".json",
                                     "/api/v1/stories/" + published,
                                     "/api/v1/stories/" + published + "/similar",
                                     "/search?q=trust",
                                     "/search.json?q=trust",
                                     "/search.csv?q=trust",
                                     "/search.json?q=trust&view=passages",
                                     "/search.json?q=trust&view=context",
                                     "/search?q=trust&view=passages",
                                     "/search.csv?q=trust&view=passages",
                                     "/search.atom?q=trust",
                                     "/api/v1/stories?q=trust",
                                     "/themes",
                                     "/themes.json",
                                     "/themes/" + slug,
                                     "/themes/" + slug + ".json",
                                     "/themes/" + slug + ".csv",
                                     "/api/v1/themes/" + slug + "/evidence",
                                     "/counted?q=theme:" + slug,
                                     "/saved/5a7ed",
                                     "/saved/5a7ed.json",
                                     "/saved/5a7ed.csv",
                                     "/saved/5a7ed.atom"};
    Browser anyone{work}, staff{work};
    staff.sign_in("admin");  // each page has the reader's own name in its footer
    for (const auto& a : addresses)
        for (auto* b : {&anyone, &staff}) {
            const auto reply = b->get(a);
            EXPECT_EQ(reply.status, 200) << a;
            EXPECT_EQ(reply.body.find("quillon"), std::string::npos) << a;
        }
    EXPECT_NE(anyone.get("/stories/" + published).body.find("accepted by a person"), std::string::npos);
    EXPECT_NE(staff.get("/desk/" + published).body.find("accepted</span> by quillon"), std::string::npos);
}

}  // namespace
}  // namespace tangible::serve
