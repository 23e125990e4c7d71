#include "ingest/mailbox/secret.h"
#include "schemas/ground/error.h"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;

class Secret : public testing::Test {
protected:
    Secret() {
        std::string name = (fs::temp_directory_path() / "tangible-XXXXXX").string();
        file = fs::path(mkdtemp(name.data())) / "password";
    }
    ~Secret() override { fs::remove_all(file.parent_path()); }

    std::string from_file(const std::string& text, mode_t mode) {
        std::ofstream(file) << text;
        chmod(file.c_str(), mode);
        return read_secret({false, file, ""});
    }
    static ErrorKind trouble(const std::function<void()>& call) {
        try {
            call();
        } catch (const Error& e) {
            EXPECT_EQ(std::string(e.what()).find("hunter"), std::string::npos) << "no error contains the secret";
            return e.kind;
        }
        ADD_FAILURE() << "nothing was thrown";
        return ErrorKind::usage;
    }

    fs::path file;
};

TEST_F(Secret, IsTheFirstLine) {
    EXPECT_EQ(from_file("hunter 2 \r\nsecond\n", 0600), "hunter 2 ");
    EXPECT_EQ(from_file("hunter", 0640), "hunter");
    EXPECT_EQ(read_secret({true, "", "printf 'a.b.c\\nrest'"}), "a.b.c");
}

TEST_F(Secret, ThatEverybodyMayReadOrWriteIsRefused) {
    EXPECT_EQ(trouble([&] { from_file("hunter", 0644); }), ErrorKind::bad_schema);
    EXPECT_EQ(trouble([&] { from_file("hunter", 0602); }), ErrorKind::bad_schema);
}

TEST_F(Secret, ThatIsMissingIsAnError) {
    EXPECT_EQ(trouble([&] { read_secret({false, file, ""}); }), ErrorKind::not_found);
    EXPECT_EQ(trouble([&] { read_secret({false, file.parent_path(), ""}); }), ErrorKind::bad_schema);
    EXPECT_EQ(trouble([&] { from_file("\nhunter\n", 0600); }), ErrorKind::bad_schema);
    EXPECT_EQ(trouble([&] { read_secret({true, "", "echo hunter; exit 3"}); }), ErrorKind::temporary);
    EXPECT_EQ(trouble([&] { read_secret({true, "", "true"}); }), ErrorKind::bad_schema);
}

TEST_F(Secret, ThatIsTooLongIsNeverUsedInPart) {
    EXPECT_EQ(from_file(std::string(60'000, 'a') + "\n" + std::string(60'000, 'b'), 0600), std::string(60'000, 'a'));
    EXPECT_EQ(trouble([&] { from_file(std::string(70'000, 'a'), 0600); }), ErrorKind::bad_schema);
}

TEST_F(Secret, FromEndlessOutputIsAnError) {
    EXPECT_EQ(trouble([&] {
                  read_secret({true, "", "yes hunter"});
              }),
              ErrorKind::temporary)
        << "the command dies of SIGPIPE";
}

}  // namespace
}  // namespace tangible::ingest
