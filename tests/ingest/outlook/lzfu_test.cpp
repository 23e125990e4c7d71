#include "ingest/outlook/lzfu.h"
#include "tests/ingest/made_documents.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

std::string file(std::uint32_t size, const char* kind, std::string_view bytes) {
    return made::little(0, 4) + made::little(size, 4) + kind + made::little(0, 4) + std::string(bytes);
}

// The two examples of MS-OXRTFCP 3.1: copies from the initial window, and copies of bytes just being written.
constexpr std::string_view hello("\x03\0\x0a\0rcpg125B2\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0", 33),
    crossing("\x41\0\x04 WXYZ\x0dn}\x01\x0e\xb0", 14);

TEST(Lzfu, IsUnpackedAsTheStandardSays) {
    EXPECT_EQ(from_compressed_rtf(file(43, "LZFu", hello)), "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
    EXPECT_EQ(from_compressed_rtf(file(28, "LZFu", crossing)), "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}");
    EXPECT_EQ(from_compressed_rtf(file(6, "MELA", "{\\rtf1}")), "{\\rtf1");
}

TEST(Lzfu, DamagedInputGivesWhatCanBeRead) {
    EXPECT_EQ(from_compressed_rtf(file(9, "LZFu", hello)), "{\\rtf1\\an");
    EXPECT_EQ(from_compressed_rtf(file(43, "LZFu", hello.substr(0, 6))), "{\\rtf1\\ansi\\ansic");
    EXPECT_EQ(from_compressed_rtf(file(43, "ZIPx", hello)), std::nullopt);
    EXPECT_EQ(from_compressed_rtf("LZFu"), std::nullopt);
}

}  // namespace
}  // namespace tangible::ingest
