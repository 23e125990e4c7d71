// The route table, and that the OpenAPI description agrees with it.
#include "schemas/ground/clock.h"
#include "schemas/system/share.h"
#include "schemas/yaml/yaml.h"
#include "serve/server/routes.h"
#include "tests/schemas/folder.h"
#include "tests/serve/open_collection.h"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace tangible::serve {
namespace {

std::string lower(std::string s) {
    std::transform(s.begin(), s.end(), s.begin(), [](unsigned char c) { return std::tolower(c); });
    return s;
}

// "/api/v1/stories/{reference}" and "/api/v1/stories/:ref" name the same place.
std::string shape(const std::string& path) {
    std::string out;
    bool inside = false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] == '{' || path[i] == ':') inside = true, out += '*';
        if (path[i] == '/') inside = false;
        if (!inside) out += path[i];
        if (path[i] == '}') inside = false;
    }
    return out;
}

TEST(Routes, openapi_describes_every_api_route_and_no_other) {
    std::set<std::string> described, routed;
    auto api = yaml::parse_file(shared_file("schemas/openapi.yaml"));
    for (const auto& [path, item] : api.at("paths").members)
        for (const auto& [method, operation] : item.members) described.insert(method + " " + shape(path));
    for (const auto& r : routes())
        if (std::string_view(r.path).starts_with("/api/") || std::string_view(r.path) == "/health")
            routed.insert(lower(r.method) + " " + shape(r.path));
    EXPECT_EQ(described, routed);
}

TEST(Routes, are_found_by_path_with_their_parts_and_format) {
    struct Case {
        const char* method;
        const char* path;
        const char* route;
        const char* format;
        std::vector<std::string> parts;
    };
    const Case cases[] = {
        {"GET", "/", "/", "", {}},
        {"GET", "/themes/rel.trust", "/themes/:slug", "", {"rel.trust"}},
        {"GET", "/themes/rel.trust.csv", "/themes/:slug", "csv", {"rel.trust"}},
        {"GET", "/themes.json", "/themes", "json", {}},
        {"GET", "/desk/agreement.csv", "/desk/agreement", "csv", {}},
        {"GET", "/desk/learning", "/desk/learning", "", {}},
        {"GET", "/desk/7F3K-Q2M9-X", "/desk/:ref", "", {"7F3K-Q2M9-X"}},
        {"GET", "/search.csv", "/search", "csv", {}},
        {"GET", "/complaints.csv", "/complaints", "csv", {}},
        {"GET", "/search.atom", "/search", "atom", {}},
        {"GET", "/saved/0a1b.atom", "/saved/:id", "atom", {"0a1b"}},
        {"GET", "/static/style.css", "/static/:file", "", {"style.css"}},
        {"POST", "/manage/abc/withdraw", "/manage/:token/withdraw", "", {"abc"}},
        {"GET", "/stories/7F3K-Q2M9-X.json", "/stories/:ref", "json", {"7F3K-Q2M9-X"}},
    };
    for (const auto& c : cases) {
        Call call;
        call.method = c.method;
        call.path = c.path;
        const auto* route = route_for(call);
        ASSERT_NE(route, nullptr) << c.path;
        EXPECT_STREQ(route->path, c.route);
        EXPECT_EQ(call.format, c.format) << c.path;
        EXPECT_EQ(call.parts, c.parts) << c.path;
    }
    for (auto path : {"/nothing", "//", "/themes/a/b", "/stories/", "", "/desk/x/verdict"}) {
        Call call;
        call.method = "GET";
        call.path = path;
        EXPECT_EQ(route_for(call), nullptr) << path;
    }
}

TEST(Routes, a_get_takes_no_body_and_only_desk_routes_need_a_coder) {
    for (const auto& r : routes()) {
        if (std::string_view(r.method) == "GET") {
            EXPECT_EQ(r.max_body_bytes, 0u) << r.path;
        }
        bool desk = std::string_view(r.path).starts_with("/desk") || std::string_view(r.path).starts_with("/parked") ||
                    std::string_view(r.path).starts_with("/moderate") ||
                    std::string_view(r.path).starts_with("/complaints") ||
                    std::string_view(r.path).ends_with("verdicts") || std::string_view(r.path).ends_with("/hints");
        EXPECT_EQ(r.least >= Role::coder, desk) << r.path;
    }
}

TEST(Routes, that_take_a_form_refuse_one_of_another_site_and_one_without_the_token_of_the_page) {
    const tests::Folder folder;
    Store store(folder.path(), Store::Access::write);
    store.put_account(Account{"admin", Role::admin, ""});
    store.put_session("token", {"admin", Role::admin, "csrf", now_ms() + 1'000'000, now_ms()});
    auto collection = collection_over(folder.path());
    Workspace work(collection);
    const auto state = store.state();
    std::size_t with_token = 0;
    for (const auto& r : routes()) {
        if (std::string_view(r.method) != "POST") continue;
        Call call;
        call.method = "POST", call.path = r.path;
        std::ranges::replace(call.path, ':', 'x');
        call.session_token = "token";
        call.form = {{"csrf", "csrf"}};
        const std::map<std::string, std::string> elsewhere[] = {
            {{"host", "here.example"}, {"origin", "https://elsewhere.example"}},
            {{"host", "here.example"}, {"origin", "null"}},
            {{"sec-fetch-site", "cross-site"}},
            {{"sec-fetch-site", "same-site"}}};
        for (const auto& headers : elsewhere) {
            call.headers = headers;
            EXPECT_EQ(dispatch(call, work).status, 403) << r.path;
        }
        if (r.least == Role::anyone) continue;
        call.headers.clear();
        call.form = {{"csrf", "another"}};
        EXPECT_EQ(dispatch(call, work).status, 403) << r.path;
        ++with_token;
    }
    EXPECT_GT(with_token, 10u);
    EXPECT_EQ(store.state(), state);
}

TEST(Routes, list_the_methods_that_a_path_allows) {
    EXPECT_EQ(allowed_methods("/tell"), "GET, HEAD, POST");
    EXPECT_EQ(allowed_methods("/search"), "GET, HEAD");
    EXPECT_EQ(allowed_methods("/search.csv"), "GET, HEAD");
    EXPECT_EQ(allowed_methods("/manage/abc/withdraw"), "POST");
    EXPECT_EQ(allowed_methods("/nothing"), "");
}

}  // namespace
}  // namespace tangible::serve
