// The search page as a visitor sees it.
#include "index/building/catch_up.h"
#include "schemas/ground/hash.h"
#include "tests/index/stories.h"
#include "tests/serve/open_collection.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

class SearchPage : public testing::Test {
protected:
    SearchPage() : store(folder.path(), Store::Access::write), collection(collection_over(folder.path())) {}

    void tell(const std::string& place) {
        store.put_partnership(
            Partnership{"in-" + sha256_hex(place).substr(0, 8), "The one in " + place, place, 2016, 0, "", {}});
        Story s;
        s.submission = "submission of " + place;
        s.text = "We met in " + place + ".", s.language = "en", s.place = place;
        s.consent.uses = {Use::team, Use::count, Use::publish};
        tests::put(store, s);
    }
    void follow() { index::catch_up(store, collection.cues, folder.path()); }
    static std::string page(Workspace& work, const std::string& query) {
        Call call;
        call.method = "GET", call.path = "/search", call.query_string = query, call.query = urlencoded(query);
        const auto reply = dispatch(call, work);
        EXPECT_EQ(reply.status, 200);
        return reply.body;
    }
    static std::size_t times(const std::string& page, const std::string& what) {
        std::size_t n = 0;
        for (auto at = page.find(what); at != page.npos; at = page.find(what, at + 1)) ++n;
        return n;
    }

    tests::Folder folder;
    Store store;
    Collection collection;
};

TEST_F(SearchPage, ShowsFiftyValuesOfAFieldUnlessAllAreAskedFor) {
    for (int i = 100; i < 160; ++i) tell("Place " + std::to_string(i));
    follow();
    Workspace work(collection);
    constexpr char tick[] = "name=\"place\" value=";
    const auto page_of_it = page(work, "q=met");
    EXPECT_EQ(times(page_of_it, tick), 50u);
    EXPECT_EQ(times(page_of_it, "Show all 60 under “Place”"), 1u);
    const auto whole = page(work, "q=met&all=place");
    EXPECT_EQ(times(whole, tick), 60u);
    EXPECT_EQ(times(whole, "Show all 60"), 0u);
    EXPECT_EQ(times(page(work, "q=met&place=place+159"), "value=\"place 159\" checked"), 1u)
        << "a ticked value is shown even if it is not among the first fifty";
}

TEST_F(SearchPage, RefusesTooManyFiltersAndSaysHowManyItAllows) {
    tell("Leith");
    follow();
    Workspace work(collection);
    const auto asked = [&](const std::string& path, int filters) {
        Call call;
        call.method = "GET", call.path = path, call.query_string = "q=met";
        for (int i = 0; i < filters; ++i) call.query_string += (i % 2 ? "&place=p" : "&role=r") + std::to_string(i);
        call.query = urlencoded(call.query_string);
        return dispatch(call, work);
    };
    EXPECT_EQ(asked("/search", 50).status, 200);
    EXPECT_LT(asked("/search", 50).body.size(), 200'000u);
    for (const char* path : {"/search", "/search.csv", "/search.atom", "/api/v1/stories"}) {
        const auto refused = asked(path, 400);
        EXPECT_EQ(refused.status, 400) << path;
        EXPECT_NE(refused.body.find("A search can have at most 50 filters. This address has 400"), std::string::npos);
    }
}

TEST_F(SearchPage, OffersTipsThatFindSomething) {
    tell("North Kensington");
    follow();
    Workspace work(collection);
    index::Searcher searcher(folder.path(), store, collection.codebook);
    for (const auto* query : {"q=met", "q=nowhere"}) {
        const auto all = page(work, query);
        std::size_t tips = 0;
        for (auto at = all.find("<li><kbd>"); at != all.npos; at = all.find("<li><kbd>", at + 1)) {
            auto words = all.substr(at + 9, all.find("</kbd>", at) - at - 9);
            if (words.find(':') == words.npos) continue;
            for (auto quote = words.find("&quot;"); quote != words.npos; quote = words.find("&quot;"))
                words.replace(quote, 6, "\"");
            Query tip(Use::publish);
            tip.words = words;
            EXPECT_EQ(searcher.search(tip).stories, 1u) << words;
            ++tips;
        }
        EXPECT_GE(tips, 4u) << query;
    }
}

TEST_F(SearchPage, OffersToLeaveOutTheWordsThatFindNothing) {
    tell("Leith");
    follow();
    Workspace work(collection);
    EXPECT_EQ(times(page(work, "q=met+leith+nowhere+neverwhere"), "Without “nowhere” and “neverwhere”: 1 story"), 1u);
}

TEST_F(SearchPage, IsRebuiltAfterAnyChange) {
    tell("Leith");
    follow();
    Workspace work(collection);
    const auto before = page(work, "q=met");
    EXPECT_EQ(page(work, "q=met"), before);
    tell("Hove");
    follow();
    EXPECT_NE(page(work, "q=met").find("2 stories"), std::string::npos);
    store.withdraw(store.live().at(0));
    EXPECT_NE(page(work, "q=met").find("1 story"), std::string::npos) << "at once, before the index catches up";
}

}  // namespace
}  // namespace tangible::serve
