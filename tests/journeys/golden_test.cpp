// Compares what reading makes of each file of tests/corpora/golden/in with what a person found right before.
// TANGIBLE_GOLDEN=write writes the expected files again (the target `golden`); a person then reads the difference.
#include "ingest/look/look.h"
#include "ingest/mail/mail.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <set>

namespace tangible::ingest {
namespace {

namespace fs = std::filesystem;
const fs::path golden = fs::path(TANGIBLE_SOURCE) / "tests/corpora/golden";

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> inputs() {
    std::vector<fs::path> all;
    for (const auto& entry : fs::directory_iterator(golden / "in")) all.push_back(entry.path());
    std::ranges::sort(all);
    return all;
}

/// Returns the JSON with one member on each line, so that people can read a difference.
std::string readable(const std::string& json) { return nlohmann::ordered_json::parse(json).dump(2) + "\n"; }

/// Returns pairs of a file name in out/ and the content.
std::vector<std::pair<std::string, std::string>> prints(const fs::path& input) {
    Submission s;
    s.filename = input.filename().string();
    s.bytes = content(input);
    std::vector<std::pair<std::string, std::string>> all;
    if (looks_like_mail(s.bytes)) all.emplace_back(s.filename + ".letter.json", readable(look_letter(s)));
    all.emplace_back(s.filename + ".story.json", readable(look_story(s)));
    return all;
}

bool writing() {
    const char* wish = std::getenv("TANGIBLE_GOLDEN");
    return wish && std::string_view(wish) == "write";
}

TEST(Golden, every_file_is_read_as_before) {
    std::set<std::string> expected;
    for (const fs::path& input : inputs())
        for (const auto& [name, print] : prints(input)) {
            expected.insert(name);
            if (writing()) std::ofstream(golden / "out" / name, std::ios::binary) << print;
            EXPECT_EQ(print, content(golden / "out" / name)) << name;
        }
    EXPECT_GE(expected.size(), 20u);
    for (const auto& entry : fs::directory_iterator(golden / "out"))
        EXPECT_TRUE(expected.contains(entry.path().filename().string()))
            << entry.path().filename() << " belongs to no file of in/";
}

}  // namespace
}  // namespace tangible::ingest
