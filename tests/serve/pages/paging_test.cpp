// Long lists come in pages, and so do the stories behind a figure.
#include "index/building/catch_up.h"
#include "serve/pages/paging.h"
#include "serve/searches/queries.h"
#include "tests/index/stories.h"
#include "tests/serve/open_collection.h"
#include <gtest/gtest.h>
#include <set>

namespace tangible::serve {
namespace {

pages::Paging page_of(const char* said, std::size_t entries) {
    Call call;
    call.query = {{"page", said}};
    return pages::paging(call, entries, 50);
}

TEST(Paging, AnyPageNumberLeadsToAPageThatExists) {
    const struct {
        const char* said;
        std::size_t entries, here, of, first, end;
    } rows[] = {{"", 0, 1, 1, 0, 0},     {"1", 50, 1, 1, 0, 50},     {"2", 51, 2, 2, 50, 51},
                {"9", 51, 2, 2, 50, 51}, {"0", 120, 1, 3, 0, 50},    {"-1", 120, 1, 3, 0, 50},
                {"x", 120, 1, 3, 0, 50}, {"3", 120, 3, 3, 100, 120}, {"99999999999999999999", 120, 1, 3, 0, 50}};
    for (const auto& row : rows) {
        const auto p = page_of(row.said, row.entries);
        EXPECT_EQ(p.here, row.here) << row.said;
        EXPECT_EQ(p.of, row.of) << row.said;
        EXPECT_EQ(p.first, row.first) << row.said;
        EXPECT_EQ(p.end, row.end) << row.said;
    }
}

TEST(Paging, TheStoriesBehindAFigureComeInPages) {
    tests::Folder folder;
    {
        Store store(folder.path(), Store::Access::write);
        for (int i = 0; i < 120; ++i) {
            Story s;
            s.submission = "story " + std::to_string(i);
            s.text = "We met.", s.language = "en", s.year = 2019;
            s.consent = {"story-form/1", {Use::team, Use::count, Use::publish}, 1};
            tests::put(store, s);
        }
    }
    auto collection = collection_over(folder.path());
    Workspace work(collection);
    index::catch_up(work.store, collection.cues, folder.path());
    std::set<std::string> listed;
    for (int n = 1; n <= 3; ++n) {
        Call call;
        call.method = "GET", call.path = "/counted";
        call.query = {{"q", "year:2019"}, {"page", std::to_string(n)}};
        const auto page = dispatch(call, work).body;
        EXPECT_NE(page.find("120 stories"), std::string::npos);
        EXPECT_NE(page.find("Page " + std::to_string(n) + " of 3"), std::string::npos);
        std::size_t here = 0;
        constexpr std::string_view link = "href=\"/stories/";
        for (auto at = page.find(link); at != page.npos; at = page.find(link, at + 1), ++here)
            listed.insert(page.substr(at + link.size(), 11));
        EXPECT_EQ(here, n < 3 ? 50u : 20u);
    }
    EXPECT_EQ(listed.size(), 120u) << "each story is listed once";
}

TEST(Paging, AnAddressAsksForPagesOfTheSameSize) {
    const auto asked = [](const Fields& fields) { return pages::address_of(pages::query_of(fields, Use::publish)); };
    EXPECT_EQ(asked({{"q", "trust"}, {"size", "50"}, {"page", "2"}}), "/search?q=trust&size=50&page=2");
    EXPECT_EQ(asked({{"q", "trust"}, {"size", "10"}, {"page", "2"}}), "/search?q=trust&page=2");
    EXPECT_EQ(asked({{"q", "trust"}, {"page", "5000"}}), "/search?q=trust&page=1001") << "the last page there is";
}

}  // namespace
}  // namespace tangible::serve
