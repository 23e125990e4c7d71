// Checks what a confined reader cannot do, what its faults cost, and that the pool carries on.
#include "ingest/confined/confine.h"
#include "ingest/confined/pool.h"
#include "tests/processor_time.h"
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <new>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace tangible::ingest {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

Limits small() {
    Limits limits;
    limits.wall_ms = 1500;
    limits.cpu_s = 5;
    return limits;
}

[[noreturn]] void turn_for_ever() {
    volatile bool on = true;
    while (on) {
    }
    std::abort();
}

void take_memory(std::size_t bytes) {
    std::string much(bytes, 'x');
    for (std::size_t i = 0; i < much.size(); i += 4096) much[i] = 'y';
}

long processor_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
           (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

/// The jobs of these tests, chosen by the input; one function, because a pool has only one.
std::string act(std::string_view input) {
    if (input == "loop") turn_for_ever();
    if (input == "memory") take_memory(std::size_t{4} << 30);
    if (input == "grow") take_memory(std::size_t{300} << 20);
    if (input == "crash") raise(SIGSEGV);
    if (input == "abort") std::abort();
    if (input == "throw") throw std::runtime_error("no");
    if (input == "long") return std::string(std::size_t{2} << 20, 'a');
    if (input == "processor ms") return std::to_string(processor_ms());
    if (input == "pid") return std::to_string(getpid());
    if (input == "sleep") std::this_thread::sleep_for(std::chrono::seconds(20));
    return "read " + std::string(input);
}

TEST(Confined, returns_the_answer_of_the_job) {
    const std::string input(std::size_t{3} << 20, '\0');
    const Answer answer = confined([](std::string_view bytes) { return std::string(bytes) + "!"; }, input);
    ASSERT_TRUE(answer.ok) << answer.rejection.detail;
    EXPECT_EQ(answer.bytes, input + "!");
    EXPECT_TRUE(confined(act, "").ok);
}

struct Fault {
    const char* input;
    const char* reason;
    double at_most_s;  ///< catches hangs; everything takes long on a busy machine
};

TEST(Confined, faults_become_rejections) {
    Limits limits = small();
    limits.answer_bytes = std::size_t{1} << 20;
    for (const Fault& fault :
         {Fault{"loop", "too_slow", 25}, Fault{"memory", "too_big", 25}, Fault{"crash", "crashed", 15},
          Fault{"abort", "crashed", 15}, Fault{"throw", "crashed", 15}, Fault{"long", "too_big", 15}}) {
        if (sanitized && fault.input == std::string("memory")) continue;
        const auto begin = Clock::now();
        const Answer answer = confined(act, fault.input, limits);
        EXPECT_FALSE(answer.ok) << fault.input;
        EXPECT_EQ(answer.rejection.reason, fault.reason) << fault.input;
        EXPECT_FALSE(answer.rejection.detail.empty()) << fault.input;
        EXPECT_LT(seconds_since(begin), fault.at_most_s) << fault.input;
    }
}

TEST(Confined, the_limit_on_processor_time_ends_a_loop_too) {
    Limits limits;
    limits.cpu_s = 1;
    const auto begin = Clock::now();
    EXPECT_EQ(confined(act, "loop", limits).rejection.reason, "too_slow");
    EXPECT_LT(seconds_since(begin), limits.wall_ms / 1000.0) << "the limit on elapsed time ended it";
}

/// What a child must not be able to do; each returns true if it was able to.
const std::vector<std::pair<const char*, bool (*)()>> forbidden = {
    {"socket", [] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    {"unix socket", [] { return socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    {"open for reading", [] { return open("/etc/passwd", O_RDONLY) >= 0; }},
    {"open for writing", [] { return open("/tmp/tangible-confine-test", O_WRONLY | O_CREAT, 0600) >= 0; }},
    {"look at a file", [] { return access("/etc/passwd", F_OK) == 0; }},
    {"list",
     [] {
         std::error_code error;
         return std::filesystem::directory_iterator("/", error) != std::filesystem::directory_iterator();
     }},
    {"fork",
     [] {
         const pid_t pid = fork();
         if (pid == 0) _exit(0);
         return pid > 0;
     }},
    {"signal the parent", [] { return kill(getppid(), 0) == 0; }},
    {"more memory",
     [] {
         rlimit all{RLIM_INFINITY, RLIM_INFINITY};
         return setrlimit(RLIMIT_AS, &all) == 0;
     }},
    {"change the directory", [] { return chdir("/") == 0; }},
    {"make a program",
     [] {
         void* at = mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
         return at != MAP_FAILED;
     }},
    {"run a program",
     [] {
         execl("/bin/true", "true", nullptr);
         return false;
     }},  // returns only if it failed
    {"start a thread",
     [] {
         try {
             std::thread([] {}).join();
             return true;
         } catch (const std::system_error&) {
             return false;
         }
     }},
};

TEST(Confined, can_only_compute) {
    if (sanitized) GTEST_SKIP() << "sanitizers need more system calls than the filter allows";
    for (const auto& [what, attempt] : forbidden) {
        const Answer answer =
            confined([attempt = attempt](std::string_view) { return std::string(attempt() ? "able" : "unable"); }, "");
        EXPECT_TRUE(answer.ok) << what << ": " << answer.rejection.reason;
        EXPECT_EQ(answer.bytes, "unable") << what;
    }
    // Shows that the list can fail: without confinement, reading a file works.
    EXPECT_TRUE(forbidden[2].second());
}

TEST(Confined, has_no_file_but_its_socket) {
    const int secret = open("/etc/passwd", O_RDONLY);
    ASSERT_GE(secret, 0);
    const auto readable = [](std::string_view) {
        int count = 0;
        char byte;
        for (int fd = 3; fd < 200; ++fd) count += ::read(fd, &byte, 0) == 0;  // the socket alone
        return std::to_string(count);
    };
    EXPECT_EQ(confined(readable, "").bytes, "1");
    close(secret);
}

int open_files() {
    int count = 0;
    for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator("/proc/self/fd")) ++count;
    return count;
}

TEST(ReadersPool, serves_many_fast_and_leaks_no_file) {
    Pool pool(2, act, {}, {});
    EXPECT_EQ(pool.ask("0").bytes, "read 0");
    const int files = open_files();
    const auto begin = Clock::now();
    const auto before = ProcessorTime::now();
    constexpr int questions = 1200;  // more than one child answers in its life
    for (int i = 0; i < questions; ++i) ASSERT_EQ(pool.ask(std::to_string(i)).bytes, "read " + std::to_string(i));
    const double took = seconds_since(begin);
    std::printf("  %.0f questions a second\n", questions / took);
    EXPECT_LE(open_files(), files + 1);
    EXPECT_LT(ProcessorTime::now() - before, std::chrono::seconds(5));  // a new child for each question would take more
}

TEST(ReadersPool, a_fault_costs_one_child) {
    Pool pool(2, act, {}, small());
    const std::string before = pool.ask("pid").bytes;
    EXPECT_EQ(pool.ask("crash").rejection.reason, "crashed");
    const std::string after = pool.ask("pid").bytes;
    EXPECT_NE(before, after);
    EXPECT_EQ(pool.ask("loop").rejection.reason, "too_slow");
    if (!sanitized) {
        EXPECT_EQ(pool.ask("memory").rejection.reason, "too_big");
    }
    EXPECT_EQ(pool.ask("throw").rejection.reason, "crashed");
    EXPECT_EQ(pool.ask("still").bytes, "read still");
}

TEST(ReadersPool, a_child_that_was_killed_is_replaced) {
    Pool pool(1, act, {}, {});
    const pid_t pid = std::stoi(pool.ask("pid").bytes);
    ASSERT_EQ(kill(pid, SIGKILL), 0);
    const Answer answer = pool.ask("on");
    EXPECT_TRUE(answer.ok) << answer.rejection.detail;
    EXPECT_EQ(answer.bytes, "read on");
}

TEST(ReadersPool, an_idle_child_uses_little_processor_time) {
    Pool pool(1, act, {}, {});
    const long before = std::stol(pool.ask("processor ms").bytes);
    std::this_thread::sleep_for(std::chrono::milliseconds(400));
    EXPECT_LT(std::stol(pool.ask("processor ms").bytes) - before, 100);
}

TEST(ReadersPool, a_child_grown_large_is_replaced) {
    Pool pool(1, act, {}, {});
    const std::string before = pool.ask("pid").bytes;
    EXPECT_EQ(pool.ask("small").bytes, "read small");
    EXPECT_EQ(pool.ask("pid").bytes, before);
    EXPECT_TRUE(pool.ask("grow").ok);
    EXPECT_NE(pool.ask("pid").bytes, before);
}

TEST(ReadersPool, answers_many_threads_at_once) {
    Pool pool(3, act, {}, small());
    std::vector<std::thread> threads;
    std::atomic<int> right = 0, rejected = 0;
    for (int t = 0; t < 6; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 60; ++i) {
                const std::string word = i % 20 == 7 ? "crash" : std::to_string(t * 1000 + i);
                const Answer answer = pool.ask(word);
                right += answer.ok && answer.bytes == "read " + word;
                rejected += !answer.ok && answer.rejection.reason == "crashed";
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(right, 6 * 57);
    EXPECT_EQ(rejected, 6 * 3);
}

TEST(ReadersPool, warms_up_once_for_all_children) {
    static int warmed = 0;
    Pool pool(
        1, [](std::string_view) { return std::to_string(warmed); }, [] { ++warmed; }, {});
    EXPECT_EQ(pool.ask("").bytes, "1");
    EXPECT_EQ(warmed, 0);  // not in this process
}

/// Whether a process runs or sleeps; false if it is gone, or dead and waiting for its new parent to collect it.
bool alive(pid_t pid) {
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(stat, line);
    const auto state = line.rfind(") ");
    return state != line.npos && line[state + 2] != 'Z';
}

TEST(ReadersPool, ends_its_children_when_it_ends) {
    pid_t pid;
    {
        Pool pool(1, act, {}, {});
        pid = std::stoi(pool.ask("pid").bytes);
        EXPECT_TRUE(alive(pid));
    }
    for (int i = 0; i < 200 && alive(pid); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_FALSE(alive(pid));
}

}  // namespace
}  // namespace tangible::ingest
