#include "serve/web/client_address.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

std::vector<Network> networks(std::initializer_list<const char*> texts) {
    std::vector<Network> out;
    for (auto t : texts) out.push_back(network(t).value());
    return out;
}

TEST(Client_address, is_taken_from_trusted_proxies_only) {
    const auto trusted = networks({"127.0.0.1", "::1", "10.0.0.0/8", "2001:db8:ffff::/48"});
    struct Case {
        const char* what;
        const char* peer;
        Headers headers;
        const char* client;
    };
    const Case cases[] = {
        {"no header", "127.0.0.1", {}, "127.0.0.1"},
        {"one proxy", "127.0.0.1", {{"X-Forwarded-For", "192.0.2.7"}}, "192.0.2.7"},
        {"a stranger's word", "198.51.100.1", {{"X-Forwarded-For", "192.0.2.7"}}, "198.51.100.1"},
        {"a stranger's word, Forwarded", "198.51.100.1", {{"Forwarded", "for=192.0.2.7"}}, "198.51.100.1"},
        {"what the client sent itself", "127.0.0.1", {{"X-Forwarded-For", "203.0.113.9, 192.0.2.7"}}, "192.0.2.7"},
        {"the client names a proxy", "127.0.0.1", {{"X-Forwarded-For", "10.0.0.1, 192.0.2.7"}}, "192.0.2.7"},
        {"two proxies", "127.0.0.1", {{"X-Forwarded-For", "192.0.2.7, 10.1.2.3"}}, "192.0.2.7"},
        {"two lines", "127.0.0.1", {{"X-Forwarded-For", "192.0.2.7"}, {"x-forwarded-for", "10.1.2.3"}}, "192.0.2.7"},
        {"proxies alone", "127.0.0.1", {{"X-Forwarded-For", "10.1.2.3,10.1.2.4"}}, "10.1.2.3"},
        {"no address", "127.0.0.1", {{"X-Forwarded-For", "192.0.2.7, unknown"}}, "127.0.0.1"},
        {"no address behind a proxy", "127.0.0.1", {{"X-Forwarded-For", "what?, 10.1.2.3"}}, "10.1.2.3"},
        {"empty", "127.0.0.1", {{"X-Forwarded-For", ""}}, "127.0.0.1"},
        {"with a port", "127.0.0.1", {{"X-Forwarded-For", "192.0.2.7:4711"}}, "192.0.2.7"},
        {"IPv6", "::1", {{"X-Forwarded-For", "2001:DB8:0:0::7"}}, "2001:db8::7"},
        {"IPv6 with a port", "::1", {{"X-Forwarded-For", "[2001:db8::7]:4711"}}, "2001:db8::7"},
        {"IPv6 block", "2001:db8:ffff:1::2", {{"X-Forwarded-For", "2001:db8::7"}}, "2001:db8::7"},
        {"IPv4 in IPv6", "::ffff:127.0.0.1", {{"X-Forwarded-For", "::ffff:192.0.2.7"}}, "192.0.2.7"},
        {"Forwarded", "127.0.0.1", {{"Forwarded", "for=192.0.2.7;proto=https;by=10.0.0.1"}}, "192.0.2.7"},
        {"Forwarded, any case", "127.0.0.1", {{"forwarded", "By=10.0.0.1; FOR=192.0.2.7"}}, "192.0.2.7"},
        {"Forwarded, IPv6", "127.0.0.1", {{"Forwarded", "for=\"[2001:db8::7]:4711\""}}, "2001:db8::7"},
        {"Forwarded, two", "127.0.0.1", {{"Forwarded", "for=192.0.2.7, for=10.1.2.3;proto=http"}}, "192.0.2.7"},
        {"Forwarded, hidden", "127.0.0.1", {{"Forwarded", "for=_hidden"}}, "127.0.0.1"},
        {"Forwarded, unknown", "127.0.0.1", {{"Forwarded", "for=192.0.2.7, for=unknown"}}, "127.0.0.1"},
        {"Forwarded, quoted comma", "127.0.0.1", {{"Forwarded", "ext=\"a,for=10.0.0.9\";for=192.0.2.7"}}, "192.0.2.7"},
        {"both agree", "127.0.0.1", {{"Forwarded", "for=192.0.2.7"}, {"X-Forwarded-For", "192.0.2.7"}}, "192.0.2.7"},
        // A proxy that writes one of these headers passes the other on as the client sent it.
        {"both differ", "127.0.0.1", {{"Forwarded", "for=203.0.113.9"}, {"X-Forwarded-For", "192.0.2.7"}}, "127.0.0.1"},
        {"no address at all", "somewhere", {{"X-Forwarded-For", "192.0.2.7"}}, "somewhere"},
    };
    for (const auto& c : cases) EXPECT_EQ(client_address(c.peer, c.headers, trusted), c.client) << c.what;
    EXPECT_EQ(client_address("127.0.0.1", {{"X-Forwarded-For", "192.0.2.7"}}, {}), "127.0.0.1");
}

TEST(Client_address, networks_are_addresses_or_blocks) {
    EXPECT_TRUE(network("10.0.0.0/8")->contains(*network("10.255.1.2")));
    EXPECT_FALSE(network("10.0.0.0/8")->contains(*network("11.0.0.0")));
    EXPECT_FALSE(network("10.0.0.0/8")->contains(*network("::1")));
    EXPECT_TRUE(network("0.0.0.0/0")->contains(*network("192.0.2.1")));
    EXPECT_FALSE(network("0.0.0.0/0")->contains(*network("2001:db8::1")));
    EXPECT_TRUE(network("10.1.2.3/8")->contains(*network("10.9.9.9")));
    EXPECT_TRUE(network("2001:db8::/33")->contains(*network("2001:db8:7fff::1")));
    EXPECT_FALSE(network("2001:db8::/33")->contains(*network("2001:db8:8000::1")));
    for (auto bad : {"", "localhost", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::1/129", "10.0.0.0/-1", "10.0.0/8"})
        EXPECT_EQ(network(bad), std::nullopt) << bad;
}

TEST(Client_address, limits_count_an_IPv6_site_once) {
    EXPECT_EQ(client_block("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(client_block("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(client_block("2001:db8:1:2:3:4:5:6"), client_block("2001:db8:1:2:ffff::1"));
    EXPECT_NE(client_block("2001:db8:1:2:3:4:5:6"), client_block("2001:db8:1:3:3:4:5:6"));
    EXPECT_EQ(client_block("2001:db8:1:2::1"), "2001:db8:1:2::/64");
    EXPECT_EQ(client_block("somewhere"), "somewhere");
}

}  // namespace
}  // namespace tangible::serve
