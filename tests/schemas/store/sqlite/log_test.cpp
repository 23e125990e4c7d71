// store.sqlite by itself: complete after a clean end, refused if a log that it needs is missing.
#include "schemas/ground/error.h"
#include "schemas/ground/hash.h"
#include "schemas/store/store.h"
#include "tests/schemas/folder.h"
#include <csignal>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tangible {
namespace {

namespace fs = std::filesystem;

Submission submission(const std::string& bytes) {
    Submission s;
    s.bytes = bytes, s.id = sha256_hex(bytes);
    return s;
}

std::size_t stored_in(const fs::path& dir, Store::Access access = Store::Access::read) {
    return Store(dir, access).pending(100).size();
}

/// A copy of store.sqlite and of nothing else.
struct Copy {
    explicit Copy(const fs::path& data) { fs::copy_file(data / "store.sqlite", folder.path() / "store.sqlite"); }
    tests::Folder folder;
};

TEST(StoreFile, IsCompleteByItselfAfterACleanEnd) {
    const tests::Folder data;
    {
        Store store(data.path(), Store::Access::write);
        store.put(submission("One."));
        Store other(data.path(), Store::Access::write);
        other.put(submission("Two."));
    }
    EXPECT_EQ(stored_in(Copy(data.path()).folder.path()), 2u);
    EXPECT_EQ(stored_in(Copy(data.path()).folder.path(), Store::Access::write), 2u);
    EXPECT_EQ(fs::file_size(data.path() / "store.sqlite-wal"), 0u);
}

TEST(StoreFile, IsRefusedWhenItWasCopiedWithoutItsLog) {
    const tests::Folder data;
    Store store(data.path(), Store::Access::write);
    const auto refused = [&](Store::Access access) {
        const Copy copy(data.path());
        try {
            Store(copy.folder.path(), access);
        } catch (const Error& e) {
            return e.kind == ErrorKind::storage &&
                   std::string(e.what()).find("store.sqlite-wal is missing") != std::string::npos;
        }
        return false;
    };
    store.put(submission("One."));
    EXPECT_TRUE(refused(Store::Access::read));
    EXPECT_TRUE(refused(Store::Access::write));
    { Store(data.path(), Store::Access::write).put(submission("Two.")); }
    EXPECT_TRUE(refused(Store::Access::read)) << "another store still has it open for writing";
    EXPECT_EQ(stored_in(data.path()), 2u);
}

TEST(StoreFile, IsCompleteWithTheLogOfAKilledProcess) {
    const tests::Folder data;
    const pid_t pid = fork();
    if (pid == 0) {
        Store store(data.path(), Store::Access::write);
        store.put(submission("One."));
        raise(SIGKILL);
    }
    waitpid(pid, nullptr, 0);
    EXPECT_EQ(stored_in(data.path()), 1u);
    EXPECT_EQ(stored_in(data.path(), Store::Access::write), 1u);
    EXPECT_EQ(stored_in(Copy(data.path()).folder.path()), 1u) << "the last writer left it complete";
}

}  // namespace
}  // namespace tangible
