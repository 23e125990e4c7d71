// Connection limits, turns and deadlines, tried with a protocol of one line: "WORDS\n" is answered with the same words.
#include "schemas/ground/error.h"
#include "serve/sockets/server_loop.h"
#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct Line : Talk {
    std::string in, out;
    bool over = false, last = false;
    At at() const override {
        return over ? At::over : in.empty() ? At::idle : in.ends_with('\n') ? At::whole : At::begun;
    }
    void take(std::string_view bytes) override { in += bytes; }
    void work(std::size_t) override {
        if (in == "sleep\n") std::this_thread::sleep_for(1s);
        if (in == "much\n") in = std::string(8 << 20, 'x') + "\n";
        out += std::exchange(in, {});
        over = last;
    }
    void crowd() override { last = true; }
    void dismiss(Why why) override {
        over = true;
        out += why == Why::slow ? "slow" : why == Why::crowded ? "crowded" : "stopping";
    }
    std::string said() override { return std::exchange(out, {}); }
    std::size_t held_bytes() const override { return in.size() + out.size(); }
    std::string who() const override { return "somebody"; }
};

class Client {
public:
    explicit Client(std::uint16_t port, const char* from = "127.0.0.1") : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in a{};
        a.sin_family = AF_INET;
        ::inet_pton(AF_INET, from, &a.sin_addr);
        ::bind(fd_, reinterpret_cast<sockaddr*>(&a), sizeof a);
        a.sin_port = htons(port);
        ::inet_pton(AF_INET, "127.0.0.1", &a.sin_addr);
        EXPECT_EQ(::connect(fd_, reinterpret_cast<sockaddr*>(&a), sizeof a), 0);
    }
    Client(Client&& o) noexcept : fd_(std::exchange(o.fd_, -1)) {}
    ~Client() {
        if (fd_ >= 0) ::close(fd_);
    }
    void say(const std::string& words) const { ::send(fd_, words.data(), words.size(), MSG_NOSIGNAL); }
    /// Returns what arrives within this time, up to the end of a line or of the connection.
    std::string hear(std::chrono::milliseconds most = 3s) const {
        std::string out;
        const auto until = Clock::now() + most;
        while (Clock::now() < until && !out.ends_with('\n')) {
            pollfd p{fd_, POLLIN, 0};
            if (::poll(&p, 1, 20) <= 0) continue;
            char buffer[65536];
            const auto n = ::recv(fd_, buffer, sizeof buffer, 0);
            if (n <= 0) return out + "(end)";
            out.append(buffer, static_cast<std::size_t>(n));
        }
        return out;
    }

private:
    int fd_;
};

struct ALoop : testing::Test {
    Manners manners;
    std::optional<ServerLoop> loop;
    void serve() {
        loop.emplace(
            Listen{"127.0.0.1", 0}, manners, [](auto&, auto&) { return std::make_unique<Line>(); },
            [](const std::string& peer) { return peer; });
    }
    Client client(const char* from = "127.0.0.1") { return Client(loop->port(), from); }
};

TEST_F(ALoop, answers_while_five_hundred_connections_are_idle_or_slow) {
    serve();
    std::vector<Client> others;
    for (int i = 0; i < 500; ++i) {
        others.push_back(client(i % 2 ? "127.0.0.1" : ("127.0.0." + std::to_string(2 + i % 200)).c_str()));
        if (i % 3) others.back().say("never ends");
    }
    for (const char* from : {"127.0.0.1", "127.0.9.9"}) {
        const auto began = Clock::now();
        const auto honest = client(from);
        honest.say("hello\n");
        EXPECT_EQ(honest.hear(), "hello\n") << from;
        EXPECT_LT(Clock::now() - began, 2s) << from;
    }
}

TEST_F(ALoop, closes_the_longest_idle_connection_of_a_client_that_has_too_many) {
    manners.per_client = 3;
    serve();
    std::vector<Client> all;
    for (int i = 0; i < 3; ++i) {
        all.push_back(client());
        all.back().say("one\n");
        EXPECT_EQ(all.back().hear(), "one\n");
    }
    all[0].say("again\n");
    EXPECT_EQ(all[0].hear(), "again\n");
    const auto fourth = client();
    fourth.say("four\n");
    EXPECT_EQ(fourth.hear(), "four\n");
    EXPECT_EQ(all[1].hear(), "crowded(end)");
    all[0].say("still\n");
    EXPECT_EQ(all[0].hear(), "still\n");
}

TEST_F(ALoop, lets_a_connection_wait_while_all_others_of_its_client_are_being_answered) {
    manners.per_client = 2;
    serve();
    std::vector<Client> all;
    for (int i = 0; i < 4; ++i) {
        all.push_back(client());
        all.back().say("sleep\n");
        std::this_thread::sleep_for(
            150ms);  // until its line has arrived: a connection that is still silent may be closed
    }
    for (auto& c : all) EXPECT_TRUE(c.hear(8s).starts_with("sleep\n"));
}

TEST_F(ALoop, keeps_half_of_the_workers_for_other_clients) {
    manners.workers = 2;
    serve();
    const auto first = client(), second = client();
    first.say("sleep\n"), second.say("sleep\n");
    const auto began = Clock::now();
    EXPECT_EQ(first.hear(), "sleep\n");
    EXPECT_EQ(second.hear(), "sleep\n");
    EXPECT_GT(Clock::now() - began, 1800ms) << "they were answered one after the other";
}

TEST_F(ALoop, closes_connections_that_miss_a_deadline) {
    manners.idle = 2s, manners.head = 1s;
    serve();
    const auto idle = client(), begun = client(), dripping = client();
    begun.say("b");
    std::string heard;
    for (int i = 0; i < 12 && heard.empty(); ++i) dripping.say("d"), heard = dripping.hear(200ms);
    EXPECT_EQ(heard.substr(0, 4), "slow") << "a slow trickle of bytes does not count as progress";
    EXPECT_EQ(begun.hear().substr(0, 4), "slow");
    EXPECT_EQ(idle.hear(4s).substr(0, 4), "slow");
}

TEST_F(ALoop, closes_a_client_that_does_not_read_and_serves_others_meanwhile) {
    manners.stall = 1s, manners.workers = 1;
    serve();
    std::vector<Client> readers;
    for (int i = 0; i < 6; ++i) readers.push_back(client()), readers.back().say("much\n");
    std::this_thread::sleep_for(300ms);
    const auto honest = client();
    honest.say("hello\n");
    EXPECT_EQ(honest.hear(), "hello\n");
    std::this_thread::sleep_for(2s);
    std::string all;
    while (all.size() < (9 << 20)) {
        const auto some = readers[0].hear(500ms);
        all += some;
        if (some.empty() || some.ends_with("(end)")) break;
    }
    EXPECT_LT(all.size(), 8u << 20) << "the reply was cut off";
}

TEST_F(ALoop, closes_the_largest_connection_when_all_together_hold_too_many_bytes) {
    manners.most_bytes = 1 << 20, manners.per_client = 100;
    serve();
    const auto large = client(), small = client();
    small.say("small");
    large.say(std::string(900 << 10, 'x'));
    std::vector<Client> more;
    for (int i = 0; i < 8; ++i) more.push_back(client()), more.back().say(std::string(40 << 10, 'y'));
    EXPECT_NE(large.hear().find("crowded"), std::string::npos);
    small.say("\n");
    EXPECT_EQ(small.hear(), "small\n");
}

TEST_F(ALoop, stops_soon_and_finishes_answers_that_are_under_way) {
    serve();
    const auto idle = client(), begun = client(), asked = client();
    begun.say("never");
    asked.say("sleep\n");
    std::this_thread::sleep_for(200ms);
    const auto began = Clock::now();
    loop.reset();
    EXPECT_LT(Clock::now() - began, 3s);
    EXPECT_TRUE(asked.hear().starts_with("sleep\n"));
    EXPECT_EQ(begun.hear(), "stopping(end)");
    EXPECT_EQ(idle.hear(), "stopping(end)");
}

TEST_F(ALoop, refuses_a_port_in_use_and_names_the_process_that_has_it) {
    serve();
    try {
        ServerLoop(
            Listen{"127.0.0.1", loop->port()}, manners, [](auto&, auto&) { return std::make_unique<Line>(); },
            [](const std::string& peer) { return peer; });
        FAIL() << "two servers on one port";
    } catch (const Error& e) {
        EXPECT_NE(std::string(e.what()).find("process " + std::to_string(getpid())), std::string::npos) << e.what();
    }
}

}  // namespace
}  // namespace tangible::serve
