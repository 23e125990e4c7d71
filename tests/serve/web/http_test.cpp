// The HTTP parser accepts any bytes, in any pieces, and gives whole requests in order.
#include "serve/web/http.h"
#include <gtest/gtest.h>
#include <random>

namespace tangible::serve {
namespace {

std::optional<Reply> takes_all(const Request&, std::uint64_t) { return std::nullopt; }

/// Answers every request with its method, target and body; returns everything that it sent back.
std::string talked(std::string_view bytes, std::size_t piece, Http::Refuses refuses = takes_all) {
    Http http(std::move(refuses), false);
    std::string said;
    for (std::size_t i = 0; i < bytes.size(); i += piece) {
        http.take(bytes.substr(i, piece));
        while (http.at() == Http::At::whole) {
            const auto& r = http.request();
            http.answer(plain(200, r.method + " " + r.target + " [" + r.body + "]"));
        }
        said += http.said();
    }
    return said;
}

std::vector<std::string> bodies(const std::string& said) {
    std::vector<std::string> out;
    for (std::size_t at = 0; (at = said.find("HTTP/1.1 ", at)) != said.npos; ++at) {
        const auto body = said.find("\r\n\r\n", at) + 4;
        out.push_back(said.substr(at + 9, 3) + " " + said.substr(body, said.find("HTTP/1.1 ", body) - body));
    }
    return out;
}

const std::string three =
    "GET /a HTTP/1.1\r\nHost: h\r\n\r\n"
    "\r\nPOST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 14\r\n\r\nGET / HTTP/1.1"
    "GET /c HTTP/1.1\r\nHost: h\r\nConnection: x, Close\r\n\r\nGET /never HTTP/1.1\r\nHost: h\r\n\r\n";

TEST(Http, answers_pipelined_requests_in_order_however_they_are_cut) {
    const std::vector<std::string> answers = {"200 GET /a []", "200 POST /b [GET / HTTP/1.1]", "200 GET /c []"};
    for (std::size_t piece = 1; piece <= three.size(); ++piece)
        EXPECT_EQ(bodies(talked(three, piece)), answers) << piece;
}

TEST(Http, refuses_malformed_requests) {
    struct Case {
        const char* what;
        std::string bytes;
        const char* status;
    };
    const std::string host = "Host: h\r\n";
    const Case cases[] = {
        {"a length of words", "POST / HTTP/1.1\r\n" + host + "Content-Length: many\r\n\r\n", "400"},
        {"a negative length", "POST / HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n", "400"},
        {"two lengths in one", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1, 1\r\n\r\n", "400"},
        {"an empty length", "POST / HTTP/1.1\r\n" + host + "Content-Length:\r\n\r\n", "400"},
        {"length and chunks", "POST / HTTP/1.1\r\n" + host + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
         "400"},
        {"a space before the colon", "POST / HTTP/1.1\r\n" + host + "Content-Length : 1\r\n\r\n", "400"},
        {"a folded line", "GET / HTTP/1.1\r\n" + host + "X: a\r\n b\r\n\r\n", "400"},
        {"a bare line feed", "GET / HTTP/1.1\n" + host + "\r\n", "400"},
        {"a bare line feed later", "GET / HTTP/1.1\r\n" + host + "X: a\nContent-Length: 5\r\n\r\n", "400"},
        {"a bare carriage return", "GET / HTTP/1.1\r\n" + host + "X: a\rContent-Length: 5\r\n\r\n", "400"},
        {"NUL", "GET / HTTP/1.1\r\n" + host + "X: a" + std::string(1, '\0') + "b\r\n\r\n", "400"},
        {"no version", "GET /\r\n" + host + "\r\n", "400"},
        {"two spaces", "GET  / HTTP/1.1\r\n" + host + "\r\n", "400"},
        {"a later version", "GET / HTTP/2.0\r\n" + host + "\r\n", "505"},
        {"a name without a colon", "GET / HTTP/1.1\r\n" + host + "X\r\n\r\n", "400"},
        {"no host", "GET / HTTP/1.1\r\n\r\n", "400"},
        {"an endless target", "GET /" + std::string(20'000, 'a'), "414"},
        {"a long target", "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", "414"},
        {"endless headers", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(60'000, 'a'), "431"},
        {"endless empty lines",
         [] {
             std::string lines;
             for (int i = 0; i < 100; ++i) lines += "\r\n";
             return lines;
         }(),
         "400"},
        {"a TLS greeting", "\x16\x03\x01\x02\n", "400"},
    };
    for (const auto& c : cases)
        for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, c.bytes.size()}) {
            const auto said = talked(c.bytes + "GET /second HTTP/1.1\r\nHost: h\r\n\r\n", piece);
            ASSERT_EQ(bodies(said).size(), 1u) << c.what << "\n" << said;
            EXPECT_EQ(said.substr(9, 3), c.status) << c.what;
            EXPECT_NE(said.find("Connection: close\r\n"), said.npos) << c.what;
        }
}

TEST(Http, keeps_a_header_as_it_came) {
    const auto request = parsed_head("GET / HTTP/1.1\r\nX:  =?utf-8?Q?a=0D=0AInjected:=20yes?= \t\r\n\r\n");
    ASSERT_TRUE(request);
    EXPECT_EQ(request->header("x"), "=?utf-8?Q?a=0D=0AInjected:=20yes?=");
    EXPECT_EQ(request->header("Injected"), "");
}

TEST(Http, says_continue_only_for_a_body_that_it_accepts_and_that_has_not_begun) {
    const std::string head = "POST /b HTTP/1.1\r\nHost: h\r\nExpect: 100-Continue\r\nContent-Length: 3\r\n\r\n";
    EXPECT_EQ(talked(head, head.size()), "HTTP/1.1 100 Continue\r\n\r\n");
    EXPECT_EQ(bodies(talked(head + "abc", head.size())).back(), "200 POST /b [abc]");
    EXPECT_EQ(talked(head + "abc", head.size() + 3).find("100 Continue"), std::string::npos);
    const auto refused = talked(head, head.size(), [](const Request&, std::uint64_t bytes) {
        return bytes > 2 ? std::optional(plain(413, "no")) : std::nullopt;
    });
    EXPECT_TRUE(refused.starts_with("HTTP/1.1 413 ")) << refused;
}

TEST(Http, uses_memory_for_the_bytes_received_and_not_for_the_length_announced) {
    Http http(takes_all, false);
    http.take("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 27000000\r\n\r\nfirst words");
    EXPECT_EQ(http.at(), Http::At::body);
    EXPECT_LT(http.held_bytes(), 64u * 1024);
}

TEST(Http, says_the_length_but_not_the_body_to_HEAD) {
    const auto said = talked("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n", 1000);
    EXPECT_NE(said.find("Content-Length: 10\r\n"), said.npos) << said;
    EXPECT_TRUE(said.ends_with("\r\n\r\n"));
}

TEST(Http, an_error_ends_the_connection_and_HTTP_1_0_does_too) {
    for (const auto& [version, status, ends] :
         {std::tuple{"1.1", 200, false}, {"1.1", 404, true}, {"1.0", 200, true}}) {
        Http http(takes_all, false);
        http.take("GET / HTTP/" + std::string(version) + "\r\nHost: h\r\n\r\n");
        http.answer(plain(status, ""));
        EXPECT_EQ(http.at() == Http::At::over, ends) << version << status;
    }
}

TEST(Http, an_answer_closes_the_connection_when_others_wait_for_its_place) {
    Http http(takes_all, false);
    http.take("GET / HTTP/1.1\r\nHost: h\r\n\r\n");
    http.end_soon();
    http.answer(plain(200, ""));
    EXPECT_NE(http.said().find("\r\nConnection: close\r\n"), std::string::npos);
    EXPECT_EQ(http.at(), Http::At::over);
}

TEST(Http, reports_a_timeout_only_to_a_client_that_has_begun) {
    Http idle(takes_all, false), begun(takes_all, false);
    idle.give_up(408);
    EXPECT_EQ(idle.said(), "");
    begun.take("GET ");
    begun.give_up(408);
    EXPECT_TRUE(begun.said().starts_with("HTTP/1.1 408 Request"));
    EXPECT_EQ(begun.at(), Http::At::over);
}

TEST(Http, an_answer_has_the_standing_headers_unless_it_sets_its_own) {
    Reply reply = plain(200, "x");
    reply.headers = {{"Cache-Control", "max-age=60"}, {"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}, {"X", "a\r\nY: b"}};
    const auto said = answer_bytes(reply, true, true, true);
    for (const char* line : {"Cache-Control: max-age=60\r\n", "Set-Cookie: a=1\r\n", "Set-Cookie: b=2\r\n",
                             "X-Frame-Options: DENY\r\n", "Strict-Transport-Security: max-age=31536000\r\n"})
        EXPECT_NE(said.find(line), said.npos) << line << said;
    EXPECT_EQ(said.find("no-store"), said.npos);
    EXPECT_EQ(said.find("Y: b"), said.npos);
    EXPECT_EQ(answer_bytes(plain(200, "x"), true, true, false).find("Strict-Transport"), std::string::npos);
}

TEST(Http, any_bytes_get_as_many_answers_however_they_are_cut) {
    std::mt19937 random(4711);
    const std::string words[] = {"GET / HTTP/1.1\r\n",
                                 "Host: h\r\n",
                                 "\r\n",
                                 "Content-Length: 5\r\n",
                                 "Content-Length: ",
                                 ":",
                                 "\n",
                                 "\r",
                                 " ",
                                 "\xff",
                                 "POST /b HTTP/1.1\r\n",
                                 std::string(1, '\0'),
                                 "99999999999"};
    for (int round = 0; round < 3000; ++round) {
        std::string bytes;
        for (unsigned i = random() % 12; i > 0; --i) bytes += words[random() % std::size(words)];
        EXPECT_EQ(bodies(talked(bytes, bytes.size() + 1)).size(), bodies(talked(bytes, 1 + random() % 9)).size())
            << bytes;
    }
}

}  // namespace
}  // namespace tangible::serve
