// The writer of a store is killed, or its disk fails, at each of its system calls in turn or at a sample of them.  This
// program runs itself under strace: as the writer it reports what was acknowledged, as the checker it opens what is
// left.  Nothing acknowledged may be lost, doubled or incomplete, and nothing withdrawn may be left.
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/sqlite/connection.h"
#include "schemas/store/store.h"
#include "tests/schemas/folder.h"
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace tangible {
namespace {

namespace fs = std::filesystem;
using State = Standing::State;

/// Exit codes of the work, besides 0.
constexpr int gave_up = 33, killed = 137;

// ---- the work ----

constexpr int submissions = 4;
bool is_withdrawn(int n) { return n % 2 == 1; }

std::string words(int n) {
    return "Marker" + std::to_string(n) + "Of the story, told once. " +
           std::string(n == 2 ? 30'000 : 300, 'a' + static_cast<char>(n));
}
std::string token(int n) { return "token " + std::to_string(n); }

Submission submission(int n) {
    Submission s;
    s.bytes = "Raw bytes. " + words(n), s.id = sha256_hex(s.bytes), s.filename = "name.txt", s.received_ms = 1000 + n;
    return s;
}

Story story(int n, int ordinal) {
    Story s;
    s.text = words(n) + " Part " + std::to_string(ordinal), s.title = "Marker title", s.language = "en";
    s.consent = {"form/1", {Use::team, Use::count}, 1};
    return s;
}

Decision decision(const StoryId& id) {
    return {id, "REL.TRUST", {0, 6}, "Marker", Verdict::accepted, Polarity::supports, "ana", "1", 2};
}

/// Writes one line to the parent: what it may rely on from now on.
void acknowledge(const std::string& what, int n) {
    auto line = what + " " + std::to_string(n) + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) _exit(9);
}

void work(Store& store, const std::string& mode) {
    for (int n = 0; n < submissions; ++n) {
        if (mode == "hasty") acknowledge("put", n);  // the bug that the checker must find
        auto id = store.put(submission(n), token(n)).reference;
        acknowledge("put", n);
        store.put_stories(submission(n).id, {story(n, 0), story(n, 1)});
        acknowledge("read", n);
        store.note(decision(id));
        acknowledge("note", n);
        store.set_consent(id, {"form/1", {Use::team}, 2});
        acknowledge("consent", n);
        if (!is_withdrawn(n)) continue;
        store.withdraw(id);
        acknowledge("withdraw", n);
    }
}

int work(const fs::path& dir, const std::string& mode) {
    Store store(dir, Store::Access::write);
    try {
        work(store, mode);
    } catch (const Error&) {
        if (mode != "stubborn") throw;
        store.put(submission(submissions - 1));
        acknowledge("after a failure", 0);
    }
    return 0;
}

// ---- the check ----

using tests::all_bytes;

using Acknowledged = std::set<std::string>;

/// Returns what is wrong with one submission, as the end of a sentence; "" if nothing is.
std::string trouble_with(Store& store, const fs::path& dir, const Acknowledged& told, int n) {
    auto was_told = [&](const std::string& what) { return told.count(what + " " + std::to_string(n)) == 1; };
    auto standing = store.standing(token(n));
    if (standing.state == State::unknown) return was_told("put") ? "lost" : "";
    if (standing.state == State::withdrawn) {
        if (!is_withdrawn(n)) return "withdrawn by nobody";
        if (all_bytes(dir).find("arker" + std::to_string(n) + "Of") != std::string::npos)
            return "withdrawn and still there";
        return store.put(submission(n)).withdrawn ? "" : "withdrawn and forgotten";
    }
    if (was_told("withdraw")) return "not withdrawn";
    if (store.submission(submission(n).id).bytes != submission(n).bytes) return "other bytes";
    if (all_bytes(dir).find("arker" + std::to_string(n) + "Of") == std::string::npos)
        return "there, but the search is blind";
    auto stories = store.stories_of(submission(n).id);
    if (standing.state == State::pending) return was_told("read") || !stories.empty() ? "not read" : "";
    if (stories.size() != 2 || stories[0] != standing.reference) return "half read";
    for (int ordinal : {0, 1})
        if (store.story(stories[static_cast<std::size_t>(ordinal)], Use::own)->text != story(n, ordinal).text)
            return "other text";
    auto decisions = store.decisions(standing.reference);
    if (was_told("note") ? decisions.size() != 1 : decisions.size() > 1) return "decisions lost or doubled";
    if (was_told("consent") && store.story(standing.reference, Use::count)) return "consent lost";
    return "";
}

std::string trouble_in(const fs::path& dir, const Acknowledged& told) {
    Store store(dir, Store::Access::write);
    store.finish_withdrawals();
    for (int n = 0; n < submissions; ++n)
        if (auto what = trouble_with(store, dir, told, n); !what.empty())
            return "submission " + std::to_string(n) + " is " + what;
    // The sender sends again whatever it is not sure of.
    for (int n = 0; n < submissions; ++n) store.put(submission(n), token(n));
    Connection db(fs::canonical(dir), false);
    if (db.run_all("SELECT count(*) FROM submissions") != std::to_string(submissions)) return "a submission is doubled";
    if (db.run_all("PRAGMA integrity_check") != "ok") return "the file is damaged";
    if (!db.run_all("PRAGMA foreign_key_check").empty()) return "a row points nowhere";
    return "";
}

// ---- the harness ----

struct Run {
    Acknowledged told;
    bool was_hit = false;
};

/// Runs the work with `fault` injected at the `when`-th system call `call`.
Run run_with(const fs::path& dir, const std::string& mode, const std::string& call, const std::string& fault,
             int when) {
    int acks[2];
    if (pipe(acks) != 0) throw std::runtime_error("no pipe");
    const auto self = fs::read_symlink("/proc/self/exe").string();
    const auto inject = "inject=" + call + ":" + fault + ":when=" + std::to_string(when), trace = "trace=" + call;
    pid_t child = fork();
    if (child == 0) {
        dup2(acks[1], STDOUT_FILENO);
        close(acks[0]), close(acks[1]);
        execlp("strace", "strace", "-f", "-qq", "-o", "/dev/null", "-e", trace.c_str(), "-e", inject.c_str(),
               self.c_str(), "work", dir.c_str(), mode.c_str(), nullptr);
        _exit(127);
    }
    close(acks[1]);
    std::string all;
    char buffer[4096];
    for (ssize_t n; (n = read(acks[0], buffer, sizeof buffer)) > 0;) all.append(buffer, static_cast<std::size_t>(n));
    close(acks[0]);
    int status = 0;
    waitpid(child, &status, 0);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status) == SIGKILL ? killed : 1;
    if (code != 0 && code != killed && code != gave_up)
        throw std::runtime_error("strace, or the work under it, ended with " + std::to_string(code) +
                                 "; is strace installed and allowed?");
    Run run;
    run.was_hit = code != 0;
    for (std::size_t at = 0, end; (end = all.find('\n', at)) != all.npos; at = end + 1)
        run.told.insert(all.substr(at, end - at));
    return run;
}

struct Sweep {
    int faults = 0;
    std::vector<std::string> troubles;
    std::vector<Acknowledged> told;
};

bool sweeps_all() {
    const char* all = std::getenv("TANGIBLE_SWEEP");
    return all && all == std::string("all");
}

/// The seed of this run's samples, printed so that the same places can be tried again.
const std::string& seed() {
    static const std::string s = [] {
        const char* given = std::getenv("TANGIBLE_SEED");
        auto out = given ? std::string(given) : std::to_string(std::random_device{}());
        if (!sweeps_all()) std::printf("TANGIBLE_SEED=%s; every place is tried with TANGIBLE_SWEEP=all\n", out.c_str());
        return out;
    }();
    return s;
}

constexpr int of_places = 6;  ///< a sample tries one place out of this many

/// Tries every `step`-th place at which `call` can fail, from the first until the work ends unharmed, or one out of
/// every `of` of these places.
void sweep(Sweep& all, const std::string& mode, const std::string& call, const std::string& fault, int step,
           int of = sweeps_all() ? 1 : of_places) {
    const bool memory = access("/dev/shm", W_OK) == 0;
    const auto name = seed() + mode + call + fault;
    std::seed_seq letters(name.begin(), name.end());
    std::mt19937 number(letters);
    for (int block = 0;; ++block) {
        const int when = 1 + step * (block * of + static_cast<int>(number() % static_cast<unsigned>(of)));
        auto name = ((memory ? fs::path("/dev/shm") : fs::temp_directory_path()) / "tangible-kill-XXXXXX").string();
        const fs::path dir = mkdtemp(name.data());
        auto run = run_with(dir, mode, call, fault, when);
        std::string trouble;
        try {
            trouble = trouble_in(dir, run.told);
        } catch (const Error& e) {
            trouble = std::string("the store does not open: ") + e.what();
        }
        fs::remove_all(dir);
        all.told.push_back(run.told);
        if (!trouble.empty())
            all.troubles.push_back(fault + " at " + call + " " + std::to_string(when) + ": " + trouble);
        if (!run.was_hit) {
            EXPECT_EQ(run.told.size(), 4u * submissions + submissions / 2)
                << "work that is not hit must acknowledge everything";
            return;
        }
        ++all.faults;
    }
}

void expect_no_trouble(const Sweep& s, int at_least) {
    EXPECT_GE(s.faults, sweeps_all() ? at_least : at_least / of_places / 2) << "too few places were tried";
    for (const auto& t : s.troubles) ADD_FAILURE() << t;
    std::printf("%d faults\n", s.faults);
}

TEST(KilledStore, loses_and_doubles_nothing_and_leaves_nothing_half_done) {
    Sweep s;
    struct Row {
        const char* call;
        int step;
    };
    for (const Row& row :
         {Row{"pwrite64", 4}, {"write", 1}, {"fdatasync", 1}, {"fsync", 1}, {"ftruncate", 1}, {"openat", 2}})
        sweep(s, "", row.call, "signal=KILL", row.step);
    expect_no_trouble(s, 120);
}

TEST(FailingDisk, never_makes_the_store_acknowledge_what_is_lost) {
    Sweep s;
    struct Row {
        const char *call, *fault;
        int step;
    };
    for (const Row& row : {Row{"fdatasync", "error=EIO", 1},
                           {"fsync", "error=EIO", 1},
                           {"pwrite64", "error=EIO", 8},
                           {"pwrite64", "error=ENOSPC", 8},
                           {"ftruncate", "error=EIO", 1}})
        sweep(s, "", row.call, row.fault, row.step);
    expect_no_trouble(s, 60);
}

TEST(FailingDisk, is_not_written_to_again) {
    Sweep s;
    for (auto* call : {"fdatasync", "pwrite64"}) sweep(s, "stubborn", call, "error=EIO", 8);
    for (const auto& told : s.told) EXPECT_EQ(told.count("after a failure 0"), 0u);
    expect_no_trouble(s, 20);
}

TEST(Checker, finds_an_acknowledgement_that_comes_too_early) {
    Sweep s;
    sweep(s, "hasty", "pwrite64", "signal=KILL", 3,
          sweeps_all() ? 1 : 3);  // a kill at a sync loses nothing: the kernel has the bytes
    EXPECT_TRUE(
        std::any_of(s.troubles.begin(), s.troubles.end(), [](const auto& t) { return t.find("lost") != t.npos; }));
}

}  // namespace
}  // namespace tangible

int main(int argc, char** argv) {
    if (argc == 4 && argv[1] == std::string("work")) {
        try {
            return tangible::work(argv[2], argv[3]);
        } catch (const tangible::Error&) {
            return tangible::gave_up;
        }
    }
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
