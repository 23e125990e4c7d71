#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include <chrono>
#include <csignal>
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tangible {
namespace {

struct Lock : testing::Test {
    std::filesystem::path file = std::filesystem::temp_directory_path() / ("tangible-lock-" + std::to_string(getpid()));
    ~Lock() override { std::filesystem::remove(file); }
};

TEST_F(Lock, is_held_by_one) {
    auto held = FileLock::take(file, 0);
    ASSERT_TRUE(held);
    EXPECT_FALSE(FileLock::take(file, 0));
}

TEST_F(Lock, is_released_with_its_holder) {
    { auto held = FileLock::take(file, 0); }
    EXPECT_TRUE(FileLock::take(file, 0));
}

TEST_F(Lock, is_moved_without_being_released) {
    auto held = FileLock::take(file, 0);
    std::optional<FileLock> other;
    other.emplace(std::move(*held));
    held.reset();
    EXPECT_FALSE(FileLock::take(file, 0));
    other.reset();
    EXPECT_TRUE(FileLock::take(file, 0));
}

TEST_F(Lock, is_released_when_another_is_assigned_to_it) {
    const auto second = file.string() + "-2";
    auto a = FileLock::take(file, 0), b = FileLock::take(second, 0);
    *a = std::move(*b);
    b.reset();
    EXPECT_TRUE(FileLock::take(file, 0));
    EXPECT_FALSE(FileLock::take(second, 0));
    std::filesystem::remove(second);
}

TEST_F(Lock, waits_as_long_as_it_was_told) {
    auto held = FileLock::take(file, 0);
    auto began = std::chrono::steady_clock::now();
    EXPECT_FALSE(FileLock::take(file, 60));
    EXPECT_GE(std::chrono::steady_clock::now() - began, std::chrono::milliseconds(60));
}

TEST_F(Lock, of_a_killed_process_is_free) {
    int ready[2];
    ASSERT_EQ(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        auto held = FileLock::take(file, 0);
        char c = held ? 'y' : 'n';
        if (write(ready[1], &c, 1) == 1) pause();
        _exit(1);
    }
    char c = 0;
    ASSERT_EQ(read(ready[0], &c, 1), 1);
    EXPECT_EQ(c, 'y');
    EXPECT_FALSE(FileLock::take(file, 0));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    EXPECT_TRUE(FileLock::take(file, 1000));
    close(ready[0]), close(ready[1]);
}

TEST_F(Lock, names_its_holder) {
    EXPECT_FALSE(FileLock::holder(file));
    auto held = FileLock::take(file, 0);
    EXPECT_FALSE(FileLock::holder(file)) << "nobody signed it";
    held->sign();
    EXPECT_EQ(FileLock::holder(file), getpid());
}

TEST_F(Lock, without_a_folder_is_an_error) {
    try {
        FileLock::take("/nowhere/at/all.lock", 0);
        FAIL();
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::storage);
    }
}

}  // namespace
}  // namespace tangible
