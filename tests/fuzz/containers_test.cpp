// Mutated files that contain other files: reading gives a draft, or a rejection that says why, whatever the bytes are.
// The seeds are fixed, so that a failure can be repeated.
#include "ingest/reading/read.h"
#include "tests/fuzz/mutations.h"
#include "tests/ingest/made_outlook.h"
#include <gtest/gtest.h>
#include <iostream>

namespace tangible::ingest {
namespace {

constexpr auto time_for_each_kind = std::chrono::milliseconds(700);

void change_and_read(const std::string& kind, const std::string& input, std::vector<std::string> words) {
    const int tried = fuzz::mutate_for(
        time_for_each_kind, fuzz::Mutator(20190304, {input}, std::move(words)), [](const std::string& bytes) {
            Submission submission;
            submission.bytes = bytes;
            const Reading reading = read(submission);
            const Rejection* no = std::get_if<Rejection>(&reading);
            EXPECT_TRUE(no ? !no->detail.empty() : !std::get<std::vector<Draft>>(reading).empty());
        });
    std::cout << kind << ": " << tried << " tried\n";
    EXPECT_GT(tried, 0);
}

const std::string rtf = "{\\rtf1 One.}", packed = made::little(0, 4) + made::little(99, 4) + "LZFu" +
                                                  made::little(0, 4) + std::string(1, '\0') + rtf;
const std::string zip = made::zip({{"a.txt", "One."}, {"b.zip", made::zip({{"c.html", "<p>Two."}, {"d.rtf", rtf}})}});

TEST(FuzzContainers, Tnef) {
    change_and_read(
        "tnef",
        made::tnef({{0x1009, 0x102, packed}, {0x0037, 0x1F, "ab"}, {0x3FDE, 0x03, made::little(1250, 4)}},
                   made::tnef_file("a.txt", "One.")),
        {"\xFF\xFF\xFF\xFF", std::string(4, '\0'), "\x02\x01", "\x1F\x10", std::string("\x03\x90\x06\0", 4)});
}
TEST(FuzzContainers, Msg) {
    change_and_read("msg",
                    made::msg({{0x001A, 0x1E, "IPM.Note"}, {0x1000, 0x1E, "One."}},
                              {{{0x3707, 0x1E, "a.txt"}, {0x3701, 0x102, "Two."}}}),
                    {"\xFF\xFF\xFF\xFF", std::string(4, '\0'), "\xFE\xFF\xFF\xFF", "\x01", "\x05"});
}
TEST(FuzzContainers, Zip) {
    change_and_read("zip", zip, {"PK\x01\x02", "PK\x05\x06", "PK\x03\x04", "\xFF\xFF\xFF\xFF"});
}
TEST(FuzzContainers, Gzip) { change_and_read("gzip", made::gzip(zip), {"\x1F\x8B", "\xFF\xFF", "PK\x03\x04"}); }

}  // namespace
}  // namespace tangible::ingest
