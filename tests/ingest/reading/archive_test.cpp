#include "ingest/reading/archive.h"
#include "tests/ingest/made_outlook.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

constexpr std::size_t plenty = 1000;

std::vector<std::string> names_in(const std::string& zip) {
    std::size_t left = plenty;
    std::vector<std::string> names;
    for (const PackedFile& file : unpacked(zip, kind_of(zip, "", ""), "", left).files) names.push_back(file.filename);
    return names;
}

TEST(Archive, FilesKeepTheirOrderAndTheirNamesAsWritten) {
    EXPECT_EQ(names_in(made::zip({{"b.txt", "b"}, {"../../etc/a.txt", "a"}, {"/c.txt", "c"}, {"b.txt", "again"}})),
              (std::vector<std::string>{"b.txt", "../../etc/a.txt", "/c.txt", "b.txt"}));
}

TEST(Archive, FilesThatSystemsAddAreLeftOut) {
    EXPECT_EQ(names_in(made::zip({{"folder/", ""},
                                  {"folder/a.txt", "a"},
                                  {"__MACOSX/folder/._a.txt", "x"},
                                  {"folder/.DS_Store", "x"},
                                  {"Thumbs.db", "x"}})),
              std::vector<std::string>{"folder/a.txt"});
}

TEST(Archive, ALockedFileIsReportedAndTheOthersAreRead) {
    std::string zip = made::zip({{"a.txt", "a"}, {"b.txt", "b"}});
    zip[6] = 1;
    zip[zip.find("PK\x01\x02") + 8] = 1;
    std::size_t left = plenty;
    const auto files = unpacked(zip, Kind::zip, "", left).files;
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].rejection.reason, "encrypted");
    EXPECT_EQ(files[1].bytes, "b");
}

TEST(Archive, LimitsAreSharedByAllFiles) {
    std::size_t left = 5;
    const auto files = unpacked(made::zip({{"a.txt", "1234"}, {"b.txt", "5678"}}), Kind::zip, "", left).files;
    EXPECT_EQ(files[1].rejection.reason, "too_big");
    EXPECT_EQ(left, 1U);
    EXPECT_EQ(unpacked(made::gzip("12"), Kind::gzip, "", left).rejection.reason, "too_big");
}

TEST(Archive, AGzipFileIsUnpackedAndADamagedOneIsUnreadable) {
    std::size_t left = plenty;
    const Unpacked found = unpacked(made::gzip("We met."), Kind::gzip, "story.txt.gz", left);
    ASSERT_EQ(found.files.size(), 1U);
    EXPECT_EQ(found.files[0].filename, "story.txt");
    EXPECT_EQ(found.files[0].bytes, "We met.");
    EXPECT_EQ(unpacked("\x1F\x8B cut", Kind::gzip, "", left).rejection.reason, "unreadable");
}

TEST(Archive, ADamagedZipIsUnreadable) {
    std::size_t left = plenty;
    EXPECT_EQ(unpacked("PK\x03\x04 cut", Kind::zip, "", left).rejection.reason, "unreadable");
}

}  // namespace
}  // namespace tangible::ingest
