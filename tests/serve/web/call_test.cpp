#include "schemas/ground/visible.h"
#include "serve/web/call.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

TEST(Call, urlencoded_fields_are_decoded) {
    auto f = urlencoded("q=caf%C3%A9+au%20lait&empty=&bare&q=2&bad=%zz%4");
    EXPECT_EQ(value_of(f, "q"), "café au lait");
    EXPECT_EQ(values_of(f, "q"), (std::vector<std::string>{"café au lait", "2"}));
    EXPECT_EQ(value_of(f, "empty"), "");
    EXPECT_EQ(value_of(f, "bad"), "%zz%4");
    EXPECT_EQ(urlencoded("&&&").size(), 0u);
    EXPECT_EQ(urlencoded(std::string(100'000, '&') + "a=1").size(), 1u);
    std::string many;
    for (int i = 0; i < 2000; ++i) many += "a=1&";
    EXPECT_EQ(urlencoded(many).size(), 500u);
}

TEST(Call, url_escapes_decode_to_the_same_bytes) {
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    EXPECT_EQ(value_of(urlencoded("x=" + url_escaped(all)), "x"), all);
}

TEST(Call, html_is_escaped) {
    EXPECT_EQ(html_escaped("<a b=\"c\" d='e'>&"), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
}

TEST(Call, a_matching_etag_gets_304_without_a_body) {
    Call call;
    const auto first = unless_known(call, {200, "text/plain", "body", {}});
    EXPECT_EQ(first.body, "body");
    const std::string tag(value_of(first.headers, "ETag"));
    for (const auto& known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
        call.headers["if-none-match"] = known;
        const auto reply = unless_known(call, {200, "text/plain", "body", {}});
        EXPECT_EQ(reply.status, 304) << known;
        EXPECT_EQ(reply.body, "");
        EXPECT_EQ(value_of(reply.headers, "ETag"), tag);
    }
    EXPECT_EQ(unless_known(call, {200, "text/plain", "other body", {}}).status, 304) << "* matches any version";
    call.headers["if-none-match"] = tag;
    EXPECT_EQ(unless_known(call, {200, "text/plain", "other body", {}}).status, 200);
}

TEST(Call, csv_defuses_formulas) {
    for (std::string s : {"=1+1", "+1", "-1", "@x", "\tx", "＝1", "＋1", "－1", "＠x"})
        EXPECT_EQ(csv_field(s), "\"'" + s + "\"") << s;
    EXPECT_EQ(csv_field(" =1+1"), "\"' =1+1\"") << "some programs ignore leading spaces";
    for (const std::string blank : {"\u3000", "\u00AD", "\u200D", "\uFE0F", "\u2003 ", "\u180B", "\u061C"})
        EXPECT_EQ(csv_field(blank + "=1+1"), "\"'" + visible(blank + "=1+1") + "\"");
    EXPECT_EQ(csv_field("\xA0=1+1"), "\"'\uFFFD=1+1\"");
    EXPECT_EQ(csv_field("\u3000x"), "\"\u3000x\"");
    EXPECT_EQ(csv_field("\rx"), "\"'␍x\"") << "a control character is shown as a visible mark";
    EXPECT_EQ(csv_field("tea, \"strong\""), "\"tea, \"\"strong\"\"\"");
    EXPECT_EQ(csv_field("a=1"), "\"a=1\"");
    EXPECT_EQ(csv_field(""), "\"\"");
}

}  // namespace
}  // namespace tangible::serve
