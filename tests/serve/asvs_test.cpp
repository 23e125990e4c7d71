// tests/asvs.csv says which requirements of OWASP's ASVS 5.0, levels 1 and 2, are met, and which tests show it.  Every
// test that it cites must exist.
#include "ingest/reading/documents.h"
#include "ingest/tables/table.h"
#include "schemas/system/file.h"
#include <gtest/gtest.h>
#include <set>
#include <sstream>

namespace tangible::serve {
namespace {

const std::filesystem::path source = TANGIBLE_SOURCE;

std::vector<std::string> parts_of(const std::string& list) {
    std::vector<std::string> all;
    std::istringstream in(list);
    for (std::string one; std::getline(in >> std::ws, one, ';');) all.push_back(one);
    return all;
}

/// Whether a cited test exists: "tests/serve/web/call_test.cpp#Call.html_is_escaped", or
/// "tests/journeys/http.test.mjs#story text is shown as text".
bool is_there(const std::string& cited) {
    const auto hash = cited.find('#');
    const auto file = source / cited.substr(0, hash);
    if (hash == cited.npos || !std::filesystem::is_regular_file(file)) return false;
    const std::string text = bytes_of(file, 1 << 20), name = cited.substr(hash + 1);
    if (file.extension() == ".mjs") return text.find("test(\"" + name + "\"") != text.npos;
    const auto dot = name.find('.');
    const std::string as_written = "(" + name.substr(0, dot) + ", " + name.substr(dot + 1) + ")";
    return text.find("TEST" + as_written) != text.npos || text.find("TEST_F" + as_written) != text.npos;
}

TEST(Asvs, each_item_cites_a_test_or_gives_a_reason) {
    const auto rows = ingest::rows_of_csv(bytes_of(source / "tests/asvs.csv", 1 << 20));
    ASSERT_GT(rows.size(), 100u);
    EXPECT_EQ(rows[0], (std::vector<std::string>{"id", "level", "what", "state", "tests", "why"}));
    std::set<std::string> ids;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        ASSERT_EQ(rows[i].size(), 6u) << i;
        const auto& [id, level, what, state, tests, why] =
            std::tie(rows[i][0], rows[i][1], rows[i][2], rows[i][3], rows[i][4], rows[i][5]);
        EXPECT_TRUE(ids.insert(id).second) << id << " appears twice";
        EXPECT_TRUE(level == "1" || level == "2") << id;
        EXPECT_FALSE(what.empty()) << id;
        EXPECT_TRUE(state == "met" || state == "partly" || state == "not met") << id << ": " << state;
        EXPECT_TRUE(state != "met" || !tests.empty()) << id << " is met: cite the test that shows it";
        EXPECT_TRUE(state == "met" || !why.empty()) << id << " is not met, or only partly: say why";
        for (const std::string& cited : parts_of(tests)) EXPECT_TRUE(is_there(cited)) << id << ": " << cited;
    }
}

TEST(Asvs, a_test_that_is_not_there_is_noticed) {
    EXPECT_TRUE(is_there("tests/serve/asvs_test.cpp#Asvs.a_test_that_is_not_there_is_noticed"));
    EXPECT_FALSE(is_there("tests/serve/asvs_test.cpp#Asvs.nothing_of_the_kind"));
    EXPECT_FALSE(is_there("tests/serve/nothing_test.cpp#Asvs.a_test_that_is_not_there_is_noticed"));
    EXPECT_FALSE(is_there("tests/serve/asvs_test.cpp"));
}

}  // namespace
}  // namespace tangible::serve
