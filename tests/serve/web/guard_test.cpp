#include "serve/web/guard.h"
#include <gtest/gtest.h>

namespace tangible::serve {
namespace {

struct Case {
    const char* what;
    const char* method;
    const char* version;
    const char* target;
    Headers headers;
    int refuse;
};

TEST(Guard, refuses_requests_whose_end_is_in_doubt) {
    const Case cases[] = {
        {"plain", "GET", "HTTP/1.1", "/", {{"Host", "h"}}, 0},
        {"1.0 needs no host", "GET", "HTTP/1.0", "/", {}, 0},
        {"no host", "GET", "HTTP/1.1", "/", {}, 400},
        {"two hosts", "GET", "HTTP/1.1", "/", {{"Host", "a"}, {"Host", "b"}}, 400},
        {"post with length", "POST", "HTTP/1.1", "/", {{"Host", "h"}, {"Content-Length", "3"}}, 0},
        {"post without", "POST", "HTTP/1.1", "/", {{"Host", "h"}}, 411},
        {"two lengths",
         "POST",
         "HTTP/1.1",
         "/",
         {{"Host", "h"}, {"Content-Length", "3"}, {"content-length", "3"}},
         400},
        {"length and chunks",
         "POST",
         "HTTP/1.1",
         "/",
         {{"Host", "h"}, {"Content-Length", "3"}, {"Transfer-Encoding", "chunked"}},
         400},
        {"chunks", "POST", "HTTP/1.1", "/", {{"Host", "h"}, {"Transfer-Encoding", "chunked"}}, 411},
        {"plus sign", "POST", "HTTP/1.1", "/", {{"Host", "h"}, {"Content-Length", "+3"}}, 400},
        {"hexadecimal", "POST", "HTTP/1.1", "/", {{"Host", "h"}, {"Content-Length", "0x3"}}, 400},
        {"eleven digits", "POST", "HTTP/1.1", "/", {{"Host", "h"}, {"Content-Length", "00000000003"}}, 400},
        {"line end in a value", "GET", "HTTP/1.1", "/", {{"Host", "h"}, {"X", "a\r\nSet-Cookie: b"}}, 400},
        {"NUL in a value", "GET", "HTTP/1.1", "/", {{"Host", "h"}, {"X", std::string("a\0b", 3)}}, 400},
        {"absolute target", "GET", "HTTP/1.1", "http://h/", {{"Host", "h"}}, 400},
        {"no target", "GET", "HTTP/1.1", "", {{"Host", "h"}}, 400},
        {"later version", "GET", "HTTP/2.0", "/", {{"Host", "h"}}, 505},
        {"many header bytes", "GET", "HTTP/1.1", "/", {{"Host", "h"}, {"X", std::string(33 * 1024, 'x')}}, 431},
    };
    for (const auto& c : cases) EXPECT_EQ(framing(c.method, c.version, c.target, c.headers).refuse, c.refuse) << c.what;
    auto f = framing("POST", "HTTP/1.1", "/", {{"Host", "h"}, {"Content-Length", "3"}});
    EXPECT_TRUE(f.has_body);
    EXPECT_EQ(f.body_bytes, 3u);
}

TEST(Guard, finds_a_cookie_by_its_exact_name) {
    EXPECT_EQ(cookie("a=1; tangible=xyz; b=2", "tangible"), "xyz");
    EXPECT_EQ(cookie("nottangible=1", "tangible"), "");
    EXPECT_EQ(cookie("", "tangible"), "");
    EXPECT_EQ(cookie(";;=;tangible", "tangible"), "");
}

}  // namespace
}  // namespace tangible::serve
