#include "schemas/ground/error.h"
#include "schemas/shapes/rights.h"
#include "schemas/store/store.h"
#include <algorithm>
#include <filesystem>
#include <grp.h>
#include <gtest/gtest.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tangible {
namespace {

namespace fs = std::filesystem;

/// The error that a program run by the user nobody gets when it opens the folder's store; "" if it opens.
std::string heard_by_nobody(const fs::path& dir, Store::Access access) {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    if (const pid_t child = ::fork(); child == 0) {
        constexpr uid_t nobody = 65534;
        std::string said;
        if (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0) ::_exit(1);
        try {
            Store(dir, access);
        } catch (const Error& e) {
            said = std::string(e.what()) + " | " + e.hint;
        } catch (const std::exception&) {
            said = "something failed that should not";
        }
        ::_exit(::write(ends[1], said.data(), said.size()) == static_cast<ssize_t>(said.size()) ? 0 : 1);
    } else {
        ::close(ends[1]);
        ::waitpid(child, nullptr, 0);
    }
    std::string said(4096, '\0');
    said.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(ends[0], said.data(), said.size()))));
    ::close(ends[0]);
    return said;
}

TEST(Rights, errors_name_the_owner_of_the_folder_and_what_to_do) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can act as another user";
    auto pattern = (fs::temp_directory_path() / "tangible-rights-XXXXXX").string();
    const fs::path dir = ::mkdtemp(pattern.data());
    Store(dir, Store::Access::write);
    const std::string mend =
        " | it belongs to 'root': run the command as that user (sudo -u root tangible ...), or name "
        "another folder with --data";
    for (auto access : {Store::Access::read, Store::Access::write})
        EXPECT_EQ(heard_by_nobody(dir, access),
                  "user 'nobody' cannot open " + dir.string() + ": Permission denied" + mend);
    fs::permissions(dir, fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    EXPECT_EQ(heard_by_nobody(dir, Store::Access::read),
              "user 'nobody' cannot read " + (dir / "store.sqlite").string() + ": Permission denied" + mend);
    EXPECT_EQ(heard_by_nobody(dir, Store::Access::write),
              "user 'nobody' cannot write to " + dir.string() + ": Permission denied" + mend);
    fs::remove_all(dir);
}

}  // namespace
}  // namespace tangible
