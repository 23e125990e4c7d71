#include "serve/collection/tokens.h"
#include "serve/searches/feed.h"
#include <gtest/gtest.h>
#include <regex>

namespace tangible::serve {
namespace {

TEST(Feed, is_written_as_atom) {
    Feed feed{
        "urn:x",   "Straeon: trust & \"tea\"", "A note.", "http://h/search.atom?q=a&b=c", "http://h/search?q=a&b=c",
        "Straeon", "http://h/themes",          {}};
    feed.entries.push_back({"urn:1", "<The hall>", "http://h/stories/1", "cy", "We met.", 1'700'000'000'000, {}});
    feed.entries.push_back(
        {"urn:2", "Later", "http://h/stories/2", "", "", 1'700'000'001'999, {{"rel.trust", "Trust"}}});
    EXPECT_EQ(atom(feed), R"(<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>urn:x</id>
<title>Straeon: trust &amp; &quot;tea&quot;</title>
<subtitle>A note.</subtitle>
<updated>2023-11-14T22:13:21Z</updated>
<author><name>Straeon</name>
</author>
<link rel="self" type="application/atom+xml" href="http://h/search.atom?q=a&amp;b=c"/>
<link rel="alternate" type="text/html" href="http://h/search?q=a&amp;b=c"/>
<entry>
<id>urn:1</id>
<title xml:lang="cy">&lt;The hall&gt;</title>
<updated>2023-11-14T22:13:20Z</updated>
<link rel="alternate" type="text/html" href="http://h/stories/1"/>
<summary xml:lang="cy">We met.</summary>
</entry>
<entry>
<id>urn:2</id>
<title>Later</title>
<updated>2023-11-14T22:13:21Z</updated>
<link rel="alternate" type="text/html" href="http://h/stories/2"/>
<category term="rel.trust" scheme="http://h/themes" label="Trust"/>
</entry>
</feed>
)");
    feed.entries.clear();
    EXPECT_NE(atom(feed).find("<updated>1970-01-01T00:00:00Z</updated>"), std::string::npos);
}

TEST(Feed, has_only_characters_that_xml_allows) {
    const std::pair<std::string, std::string> cases[] = {
        {"gŵyl \U0001F375", "gŵyl \U0001F375"},
        {"a\tb\nc", "a\tb\nc"},
        {std::string("a\0b\x01\x1F\x0B", 6), "a␀b␁␟␋"},
        {"bad \xFF\xC3 bytes", "bad \uFFFD\uFFFD bytes"},
        {"\uFFFE\uFFFF", ""},
        {"]]><!--&amp;", "]]&gt;&lt;!--&amp;amp;"},
    };
    for (const auto& [in, out] : cases) EXPECT_EQ(xml_escaped(in), out);
}

TEST(Feed, ids_are_uuids_that_never_change) {
    const auto name = urn("secret", "story 7F3K-Q2M9-X");
    EXPECT_TRUE(
        std::regex_match(name, std::regex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}")))
        << name;
    EXPECT_EQ(name, urn("secret", "story 7F3K-Q2M9-X"));
    EXPECT_NE(name, urn("another", "story 7F3K-Q2M9-X"));
    EXPECT_NE(name, urn("secret", "story 7F3K-Q2M9-Y"));
}

}  // namespace
}  // namespace tangible::serve
