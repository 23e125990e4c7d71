#include "schemas/codebooks/codebook_import.h"
#include "schemas/ground/error.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

Codebook imported(const std::string& json) { return read_codebook(codebook_yaml(json, "made-up"), "made-up.json"); }

std::string complaint_of(const std::string& json) {
    try {
        imported(json);
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema);
        return e.what();
    }
    return "";
}

TEST(CodebookImport, takes_over_the_fields_of_a_list) {
    const auto book = imported(R"([
        {"id": "g-care", "name": "Care", "parent": null},
        {"id": "warm-staff", "name": "Warm \"staff\"", "parent": "g-care", "definition": "How kind.\nHow near.",
         "includes": ["smiles", "a hand"], "excludes": "skill", "indicators": ["kind", "made me smile"],
         "examples": "‘So kind!’, ‘They didn’t rush’, 'wasn't cold'"},
        {"id": "warm-smile", "name": "Smiles", "parent": "warm-staff", "examples": ["A smile."]},
        {"id": "food", "name": "Food"}])");
    EXPECT_TRUE(book.imported);
    ASSERT_EQ(book.groups.size(), 2u);
    EXPECT_EQ(book.groups[0].id, "g-care");
    EXPECT_EQ(book.groups[1].id, "other");
    ASSERT_EQ(book.themes.size(), 3u);
    const auto& staff = book.at("warm-staff");
    EXPECT_EQ(staff.label, "Warm \"staff\"");
    EXPECT_EQ(staff.group, "g-care");
    EXPECT_EQ(staff.parent, "");
    EXPECT_EQ(staff.definition, "How kind. How near.");
    EXPECT_EQ(staff.include, "smiles; a hand");
    EXPECT_EQ(staff.exclude, "skill");
    EXPECT_EQ(staff.indicators, (std::vector<std::string>{"kind", "made me smile"}));
    EXPECT_EQ(staff.examples, (std::vector<std::string>{"So kind!", "They didn’t rush", "wasn't cold"}));
    EXPECT_EQ(book.at("warm-smile").parent, "warm-staff");
    EXPECT_EQ(book.at("warm-smile").group, "g-care");
    EXPECT_EQ(book.at("food").group, "other");
}

TEST(CodebookImport, a_parent_with_words_of_its_own_is_a_theme_of_its_group) {
    const auto book = imported(R"([{"id": "aid", "name": "Aid", "definition": "Help of any kind."},
                                   {"id": "food", "name": "Food", "parent": "aid"}])");
    ASSERT_EQ(book.themes.size(), 2u);
    EXPECT_EQ(book.at("food").parent, "aid");
    EXPECT_EQ(book.at("aid").parent, "");
}

TEST(CodebookImport, a_parent_without_an_entry_becomes_a_group_with_a_notice) {
    const auto book = imported(R"([{"id": "food", "name": "Food", "parent": "Basics"}])");
    ASSERT_EQ(book.groups.size(), 1u);
    EXPECT_EQ(book.groups[0].id, "Basics");
    EXPECT_EQ(book.at("food").parent, "");
    EXPECT_EQ(book.notice, "Parents without an entry of their own became groups: Basics");
}

TEST(CodebookImport, says_which_entry_is_wrong) {
    struct {
        const char *json, *complaint;
    } rows[] = {
        {"{", "the list of labels is not valid JSON"},
        {"{}", "the file must contain a list of labels"},
        {"[3]", "entry 1 of the list: must be an object"},
        {R"([{"name": "A"}])", "entry 1 of the list: it has no id"},
        {R"([{"id": "a"}])", "entry 1 of the list: 'a' has no name"},
        {R"([{"id": true, "name": "A"}])", "entry 1 of the list: 'id' should be a text"},
        {R"([{"id": "a", "name": "--"}])", "made-up.json:7: a has no word "},
        {R"([{"id": "a", "name": "A"}, {"id": "a", "name": "B"}])",
         "entry 2 of the list: there are two entries with the id 'a'"},
        {R"([{"id": "a", "name": "A", "parent": "b"}, {"id": "b", "name": "B", "parent": "a"}])",
         "entry 1 of the list: 'a' is its own ancestor"},
        {"[]", "made-up.json:"},
    };
    for (const auto& row : rows)
        EXPECT_EQ(complaint_of(row.json).rfind(row.complaint, 0), 0u) << complaint_of(row.json);
}

TEST(CodebookImport, finds_quoted_examples) {
    using Parts = std::vector<std::string>;
    struct {
        const char* text;
        Parts parts;
    } rows[] = {
        {"‘All good’, ‘Thank you’", {"All good", "Thank you"}},
        {"'It's fine', \"so it is\"", {"It's fine", "so it is"}},
        {"All good, it's fine", {"All good, it's fine"}},
        {"‘open end", {"‘open end"}},
        {"", {}},
    };
    for (const auto& row : rows) EXPECT_EQ(quoted_parts(row.text), row.parts) << row.text;
}

}  // namespace
}  // namespace tangible
