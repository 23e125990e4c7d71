#include "ingest/arrival/receive.h"
#include "ingest/reading/read_pending.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include "tests/ingest/made_documents.h"
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;

class Receive : public testing::Test {
protected:
    // The keeper of the pool is forked before the store is opened and before there are threads.
    Receive() : dir(make_dir()), pool(2), store(dir, Store::Access::write) {}
    ~Receive() override { fs::remove_all(dir); }

    static fs::path make_dir() {
        std::string name = (fs::temp_directory_path() / "tangible-XXXXXX").string();
        return fs::path(mkdtemp(name.data()));
    }

    static Submission submission(std::string bytes, std::string filename = "a.txt") {
        Submission s;
        s.filename = std::move(filename);
        s.bytes = std::move(bytes);
        return s;
    }

    void write(const fs::path& name, const std::string& bytes) {
        fs::create_directories((dir / "in" / name).parent_path());
        std::ofstream(dir / "in" / name, std::ios::binary) << bytes;
    }

    struct Arrived {
        std::vector<std::string> names;
        std::vector<Channel> channels;
        std::vector<std::string> problems;
    };
    Arrived arrived(const fs::path& path) {
        Arrived all;
        all.problems = arrivals(path, Channel::upload, [&](Submission s) {
            all.names.push_back(s.filename), all.channels.push_back(s.channel);
        });
        return all;
    }

    fs::path dir;
    ReadingPool pool;
    Store store;
};

TEST_F(Receive, TheSameBytesTwiceAreOneSubmission) {
    Receipt first = receive(store, submission("We asked first."));
    Receipt second = receive(store, submission("We asked first.", "b.txt"));
    EXPECT_TRUE(first.is_new);
    EXPECT_FALSE(second.is_new);
    EXPECT_EQ(first.reference, second.reference);
}

TEST_F(Receive, EmptyAndTooLargeSubmissionsAreRefused) {
    EXPECT_THROW(receive(store, submission("")), Error);
    EXPECT_THROW(receive(store, submission(std::string(max_submission_bytes + 1, 'a'))), Error);
    EXPECT_TRUE(store.pending(10).empty());
}

TEST_F(Receive, PendingSubmissionsBecomeStoriesOrAreParked) {
    Receipt good = receive(store, submission("We asked first, and then we listened."));
    receive(store, submission("\x89PNG\r\n", "a.png"));
    receive(store, submission("story\nOne.\nTwo.\n", "a.csv"));
    int steps = 0;
    ReadingCount count = read_pending(store, pool, dir, [&] { ++steps; });
    EXPECT_EQ(count.stories, 3u);
    EXPECT_EQ(count.parked, 1u);
    EXPECT_EQ(steps, 3);
    EXPECT_EQ(store.story(good.reference, Use::team)->text, "We asked first, and then we listened.");
    ASSERT_EQ(store.parked().size(), 1u);
    EXPECT_EQ(store.parked()[0].rejection.reason, "not_supported");
    EXPECT_EQ(read_pending(store, pool, dir).stories, 0u);
}

TEST_F(Receive, ManySubmissionsAreAllRead) {
    for (int i = 0; i < 120; ++i) receive(store, submission("Story number " + std::to_string(i) + " is short."));
    EXPECT_EQ(read_pending(store, pool, dir).stories, 120u);
    EXPECT_EQ(store.live().size(), 120u);
}

TEST_F(Receive, SubmissionsTriedBeforeAreReadTogetherWithNewOnes) {
    for (int i = 0; i < 4; ++i) receive(store, submission("Story number " + std::to_string(i) + " is short."));
    store.count_attempt(store.pending(1)[0].submission);
    EXPECT_EQ(read_pending(store, pool, dir).stories, 4u);
    EXPECT_TRUE(store.pending(10).empty());
}

TEST_F(Receive, SlowSubmissionsAreNotReadAmongQuickOnes) {
    for (int i = 0; i < 4; ++i) receive(store, submission("Story number " + std::to_string(i) + " is short."));
    store.count_attempt(store.pending(1)[0].submission);
    receive(store, submission(std::string(100'000, 'a')));
    const auto read = [&](Pace pace) {
        return read_pending(store, pool, dir, {}, std::chrono::hours(1), pace).stories;
    };
    EXPECT_EQ(read(Pace::quick), 3u);
    EXPECT_EQ(store.pending(9).size(), 2u);
    EXPECT_EQ(read(Pace::again), 1u);
    EXPECT_EQ(read(Pace::slow), 1u);
}

TEST_F(Receive, OnlyOneReadsAtATime) {
    receive(store, submission("We asked first."));
    auto other = FileLock::take(dir / "reading.lock", 0);
    EXPECT_EQ(read_pending(store, pool, dir).stories, 0u);
    EXPECT_EQ(store.pending(10).size(), 1u);
}

TEST_F(Receive, ASubmissionThatFailsTooOftenIsParkedAndCanBeReadAgain) {
    receive(store, submission("We asked first."));
    Limits none;
    none.wall_ms = 0;
    ReadingPool hasty(1, none);
    EXPECT_EQ(read_pending(store, hasty, dir).parked, 1u);
    EXPECT_EQ(store.parked().at(0).rejection.reason, "too_slow");
    store.read_again(store.parked()[0].submission);
    EXPECT_EQ(read_pending(store, pool, dir).stories, 1u);
}

// If the program is killed while it reads many submissions, it has read none of them, and none of them is to blame.
TEST_F(Receive, WhatWasBeingReadWhenTheProgramWasKilledIsReadLater) {
    constexpr int many = 200;
    store.together([&] {
        for (int i = 0; i < many; ++i) receive(store, submission("Story number " + std::to_string(i) + " is short."));
    });
    for (int kills = 0; kills < max_attempts + 1; ++kills) {
        const pid_t pid = fork();
        if (pid == 0) {
            ReadingPool readers(1);
            Store own(dir, Store::Access::write);
            std::thread([] {
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
                raise(SIGKILL);
            }).detach();
            read_pending(own, readers, dir);
            _exit(0);
        }
        waitpid(pid, nullptr, 0);
    }
    for (const Pending& p : store.pending(many)) EXPECT_EQ(p.attempts, 0);
    read_pending(store, pool, dir);
    EXPECT_TRUE(store.parked().empty());
    EXPECT_EQ(store.live().size(), static_cast<std::size_t>(many));
}

TEST_F(Receive, ATranscriptBecomesTheStory) {
    const Receipt at = receive(store, submission("\x89PNG\r\n\x1a\n-----", "photo.png"));
    read_pending(store, pool, dir);
    ASSERT_TRUE(store.parked(at.reference));
    store.transcribe(store.parked(at.reference)->submission, "We met.\r\nThey listened.", "ana", 1);
    EXPECT_EQ(read_pending(store, pool, dir).stories, 1u);
    const auto story = store.story(at.reference, Use::team);
    ASSERT_TRUE(story);
    EXPECT_EQ(story->text, "We met.\nThey listened.");
    EXPECT_EQ(story->title, "photo");
    EXPECT_EQ(story->problems.size(), 1u) << "the story says that somebody typed it";
}

TEST_F(Receive, AnExcerptShowsOnlySafeText) {
    std::string bytes = "\x89PNG\r\n";
    bytes +=
        std::string("\0\1\2", 3) + "a hidden caf\xc3\xa9 sentence\x07\x1b[31m<script>" + std::string("\xff\xfe", 2);
    const Excerpt raw = pool.excerpt(submission(bytes, "a.png"));
    EXPECT_EQ(raw.words, "a hidden caf\xc3\xa9 sentence\n[31m<script>");
    EXPECT_FALSE(raw.was_read);
    EXPECT_EQ(raw.hex.substr(0, 18), "89 50 4e 47 0d 0a ");
    EXPECT_EQ(raw.hex.find('\x1b'), raw.hex.npos);
    const Excerpt read = pool.excerpt(submission("We asked first."));
    EXPECT_TRUE(read.was_read);
    EXPECT_EQ(read.words, "We asked first.");
    const Excerpt large = pool.excerpt(submission("\x89PNG" + std::string(200'000, 'x'), "a.png"));
    EXPECT_FALSE(large.is_whole);
    EXPECT_EQ(large.words.size(), 64u * 1024);
}

TEST_F(Receive, ReadingStopsWhenItsTimeIsUpAndContinuesLater) {
    store.together([&] {
        for (int i = 0; i < 300; ++i) receive(store, submission("Story number " + std::to_string(i) + " is short."));
    });
    const ReadingCount first = read_pending(store, pool, dir, {}, std::chrono::seconds(0));
    EXPECT_TRUE(first.more);
    EXPECT_EQ(store.live().size(), first.stories);
    const ReadingCount second = read_pending(store, pool, dir);
    EXPECT_FALSE(second.more);
    EXPECT_EQ(first.stories + second.stories, 300u);
}

TEST_F(Receive, FoldersAreWalkedInOrderAndLinksAreNotFollowed) {
    write("b.txt", "b");
    write("a/z.txt", "z");
    write("a/y.txt", "y");
    write("empty.txt", "");
    write(".hidden", "h");
    fs::create_symlink("/etc/passwd", dir / "in" / "link.txt");
    Arrived all = arrived(dir / "in");
    EXPECT_EQ(all.names, (std::vector<std::string>{"y.txt", "z.txt", "b.txt"}));
    EXPECT_EQ(all.problems, (std::vector<std::string>{"empty.txt: empty",
                                                      "link.txt: a symbolic link, which Tangible does not follow"}));
}

TEST_F(Receive, FilesInAMaildirAreMails) {
    const std::string mail = "From: a@example.org\nSubject: x\n\nWe asked first.\n";
    write("new/2.host", mail);
    write("cur/1.host:2,S", mail);
    write("tmp/3.host", mail);
    Arrived all = arrived(dir / "in");
    EXPECT_EQ(all.names, (std::vector<std::string>{"2.host", "1.host:2,S"}));
    EXPECT_EQ(all.channels, (std::vector<Channel>{Channel::mail, Channel::mail}));
}

TEST_F(Receive, AnMboxFileIsSplitIntoItsMails) {
    write("all.mbox", "From a@example.org Mon Mar  4 10:20:30 2019\nFrom: a@example.org\nSubject: x\n\nOne.\n\nFrom "
                      "b@example.org Mon Mar  4 10:20:31 2019\nFrom: b@example.org\nSubject: y\n\nTwo.\n");
    Arrived all = arrived(dir / "in" / "all.mbox");
    EXPECT_EQ(all.names, (std::vector<std::string>{"all.mbox:1", "all.mbox:2"}));
    EXPECT_EQ(all.channels, (std::vector<Channel>{Channel::mail, Channel::mail}));
}

std::string mailbox_of(int mails) {
    std::string box;
    for (int i = 0; i < mails; ++i)
        box += "From a@example.org Mon Mar  4 10:20:30 2019\nFrom: a@example.org\nSubject: x\n\nWe met " +
               std::to_string(i) + " times.\n\n";
    return box;
}

TEST_F(Receive, AMailTooLargeInAnMboxIsLeftOutAndTheOthersAreTaken) {
    const std::string big = "From b@example.org Mon Mar  4 10:20:31 2019\nSubject: big\n\n" +
                            std::string(max_submission_bytes, 'b') + "\n\n";
    write("all.mbox", mailbox_of(2) + big + mailbox_of(1));
    Arrived all = arrived(dir / "in" / "all.mbox");
    EXPECT_EQ(all.names, (std::vector<std::string>{"all.mbox:1", "all.mbox:2", "all.mbox:4"}));
    EXPECT_EQ(all.problems, (std::vector<std::string>{"all.mbox:3: larger than 25 MB"}));
}

TEST_F(Receive, AnInterruptedMboxIsFinishedLater) {
    write("all.mbox", mailbox_of(600));
    const auto take = [&](int most) {
        Intake intake(store);
        arrivals(dir / "in" / "all.mbox", Channel::upload, [&](Submission s) {
            if (most-- == 0) throw Error(ErrorKind::temporary, "broken off");
            intake.add(std::move(s));
        });
        intake.commit();
        return intake;
    };
    EXPECT_THROW(take(400), Error);
    const std::size_t first = store.pending(1000).size();
    EXPECT_GT(first, 0u);
    EXPECT_LT(first, 600u);
    const Intake second = take(600);
    EXPECT_EQ(second.known, first);
    EXPECT_EQ(second.stored, 600 - first);
    EXPECT_EQ(store.pending(1000).size(), 600u);
}

TEST_F(Receive, ATableThatIsTooLargeIsParkedWhole) {
    std::string stories = "story\n", cells = "story\nWe met.";
    for (int i = 0; i <= 10'000; ++i) stories += "We met " + std::to_string(i) + " times.\n";
    cells += std::string(1'000'001, ',');
    for (const std::string& table : {stories, cells}) receive(store, submission(table, "a.csv"));
    read_pending(store, pool, dir);
    EXPECT_TRUE(store.live().empty());
    ASSERT_EQ(store.parked().size(), 2u);
    for (const Parked& p : store.parked()) EXPECT_EQ(p.rejection.reason, "too_big") << p.rejection.detail;
}

TEST_F(Receive, AFileThatIsTooLargeIsReportedAndTheRestIsTaken) {
    write("a.txt", std::string(max_submission_bytes + 1, 'a'));
    write("b.txt", "b");
    Arrived all = arrived(dir / "in");
    EXPECT_EQ(all.names, std::vector<std::string>{"b.txt"});
    EXPECT_EQ(all.problems, std::vector<std::string>{"a.txt: larger than 25 MB"});
    EXPECT_THROW(arrived(dir / "nowhere"), Error);
    ASSERT_EQ(::mkfifo((dir / "pipe").c_str(), 0600), 0);
    EXPECT_THROW(arrived(dir / "pipe"), Error) << "a file that cannot be read is an error";
}

}  // namespace
}  // namespace tangible::ingest
