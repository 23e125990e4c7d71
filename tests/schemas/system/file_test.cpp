#include "schemas/system/file.h"
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tangible {
namespace {

namespace fs = std::filesystem;

class FileTest : public testing::Test {
protected:
    ~FileTest() override { fs::remove(path); }
    void write(const std::string& bytes, std::ios::openmode how = std::ios::trunc) {
        std::ofstream(path, std::ios::binary | how) << bytes;
    }
    static std::string complaint(const std::function<void()>& act) {
        try {
            act();
        } catch (const Unreadable& e) {
            return e.what();
        }
        return "";
    }
    const fs::path path = fs::path(testing::TempDir()) / ("file_test_" + std::to_string(::getpid()));
};

TEST_F(FileTest, reads_a_whole_file_up_to_a_limit_and_never_a_part) {
    write("0123456789");
    EXPECT_EQ(bytes_of(path, 10), "0123456789");
    EXPECT_NE(complaint([&] { bytes_of(path, 9); }).find("larger than 9 bytes"), std::string::npos);
    EXPECT_EQ(size_in_words(25 << 20), "25 MB");
    EXPECT_EQ(size_in_words(64 << 10), "64 KB");
}

TEST_F(FileTest, reads_pieces_from_any_place) {
    write("0123456789");
    const File file(path);
    EXPECT_EQ(file.size_bytes(), 10u);
    EXPECT_EQ(file.bytes(3, 4), "3456");
    EXPECT_EQ(file.bytes(8, 4), "89");
    EXPECT_EQ(file.bytes(99, 4), "");
    EXPECT_EQ(file.bytes(0, 1), "0");
}

TEST_F(FileTest, names_what_is_not_a_file) {
    EXPECT_NE(complaint([&] { File{path}; }).find(path.string()), std::string::npos);
    EXPECT_NE(complaint([&] { File{fs::path(testing::TempDir())}; }).find("folder"), std::string::npos);
}

TEST_F(FileTest, refuses_a_file_that_changes_meanwhile) {
    write("0123456789");
    const File file(path);
    write("abc", std::ios::app);
    EXPECT_NE(complaint([&] { file.bytes(0, 4); }).find("changed"), std::string::npos);
    const File cut(path);
    fs::resize_file(path, 2);
    EXPECT_NE(complaint([&] { cut.bytes(4, 4); }).find("changed"), std::string::npos);
    EXPECT_NE(complaint([&] { cut.whole(100); }).find("changed"), std::string::npos);
}

// A file too large for memory is refused before a byte of it is read.
TEST_F(FileTest, refuses_a_huge_file_at_once) {
    write("");
    fs::resize_file(path, std::uintmax_t{1} << 40);
    EXPECT_NE(complaint([&] { bytes_of(path, 100); }).find("larger"), std::string::npos);
}

TEST_F(FileTest, reads_a_pipe_to_its_end_or_refuses_it) {
    for (const std::size_t limit : {5u, 4u}) {
        int ends[2];
        ASSERT_EQ(::pipe(ends), 0);
        const File pipe(ends[0], "pipe");
        ASSERT_EQ(::write(ends[1], "abcde", 5), 5);
        ::close(ends[1]);
        if (limit == 5)
            EXPECT_EQ(pipe.whole(limit), "abcde");
        else
            EXPECT_NE(complaint([&] { pipe.whole(limit); }).find("pipe: larger"), std::string::npos);
    }
}

}  // namespace
}  // namespace tangible
