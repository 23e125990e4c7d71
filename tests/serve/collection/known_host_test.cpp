#include "serve/collection/known_host.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

TEST(KnownHost, is_this_machine_the_address_reached_or_a_name_in_the_settings) {
    struct Case {
        const char* host;
        bool known;
    };
    Config config;
    config.base_url = "https://Stories.example.org/";
    config.hosts = {"stories.internal", "10.1.2.3"};
    const Case cases[] = {
        {"localhost", true},
        {"LOCALHOST:8080", true},
        {"127.0.0.1:8080", true},
        {"127.8.9.10", true},
        {"[::1]:8080", true},
        {"192.0.2.7", true},
        {"192.0.2.7:80", true},
        {"stories.example.org", true},
        {"stories.example.org:443", true},
        {"stories.internal:8080", true},
        {"10.1.2.3", true},
        {"", true},
        {"evil.example", false},
        {"localhost.evil.example", false},
        {"evil.example:localhost", false},
        {"localhost:80:80", false},
        {"localhost:port", false},
        {"localhost/evil", false},
        {"localhost@evil.example", false},
        {"192.0.2.8", false},
        {"[::1", false},
        {"[::1]x", false},
        {"[2001:db8::1]", false},
        {"127.0.0.0/8", false},
        {":80", false},
    };
    for (const auto& c : cases) EXPECT_EQ(known_host(c.host, "192.0.2.7", config), c.known) << c.host;
    EXPECT_FALSE(known_host("stories.example.org", "127.0.0.1", {}))
        << "without settings only this machine and the address reached are known";
}

}  // namespace
}  // namespace tangible::serve
