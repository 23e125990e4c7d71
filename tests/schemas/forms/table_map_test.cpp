#include "schemas/forms/table_map.h"
#include "schemas/ground/error.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

const Form& form() {
    static const Form read =
        read_form("id: f/1\ntitle: t\nintroduction: i\nuses: [{use: team, question: q, consequence: c}]\n"
                  "roles: [{id: volunteer, label: \"Volunteer (I helped)\"}]\n"
                  "partner_types: [{id: council, label: A council}]\n"
                  "limits: {max_story_bytes: 1, max_upload_bytes: 1, max_files: 1}\n",
                  "form.yaml");
    return read;
}

TEST(TableMap, a_story_column_is_enough) {
    const TableMap map = read_table_map("story: What happened?\n", "map.yaml");
    ASSERT_EQ(map.story.size(), 1u);
    EXPECT_EQ(map.story[0].column, "What happened?");
    EXPECT_EQ(map.story[0].heading, "");
    EXPECT_EQ(map.defaults, Details{});
}

TEST(TableMap, every_setting_is_read) {
    const TableMap map = read_table_map("survey: hall\nid: No.\n"
                                        "story: [First, {column: Second, heading: 'And then?'}, {column: Third}]\n"
                                        "title: T\npartnership: P\npartners: W\nplace: L\ndate: Sent\n"
                                        "role: {column: I am, answers: {a helper: volunteer}}\n"
                                        "consent: {column: 'May we?', answers: {All of it: [quote], No: []}}\n"
                                        "ignore: [IP]\ndefaults: {year: 2020, partners: [council], role: volunteer}\n",
                                        "map.yaml", &form());
    ASSERT_EQ(map.story.size(), 3u);
    EXPECT_EQ(map.story[0].heading, "First");
    EXPECT_EQ(map.story[1].heading, "And then?");
    EXPECT_EQ(map.story[2].heading, "");
    EXPECT_EQ(map.id, "No.");
    EXPECT_EQ(map.year.name, "Sent");
    EXPECT_EQ(map.role.answers.at("a helper"), "volunteer");
    EXPECT_EQ(map.partners.answers.at("A council"), "council");
    EXPECT_EQ(map.consent.answers.at("All of it"), "team count quote");
    EXPECT_EQ(map.consent.answers.at("No"), "none");
    EXPECT_EQ(map.ignored, std::vector<std::string>{"IP"});
    EXPECT_EQ(map.defaults.year, 2020);
}

TEST(TableMap, a_role_may_be_given_by_its_label) {
    const TableMap map = read_table_map("story: S\nrole: R\n", "map.yaml", &form());
    for (const char* said : {"volunteer", "Volunteer (I helped)", "Volunteer"})
        EXPECT_EQ(map.role.answers.at(said), "volunteer") << said;
}

struct Wrong {
    const char *yaml, *complaint;
};
const Wrong wrong[] = {
    {"title: T", "map.yaml:1: 'story' is missing here"},
    {"story: S\nrol: R", "map.yaml:2: unknown word 'rol' (did you mean 'role'?)"},
    {"story: []", "map.yaml:1: 'story' is empty: name at least one column"},
    {"story: [S, S]", "map.yaml:1: the column 'S' is used twice"},
    {"story: S\nignore: [S]", "map.yaml:2: the column 'S' is used twice"},
    {"story: S\nid: N", "map.yaml:2: 'survey' is missing: name the survey to which these ids belong"},
    {"story: S\nyear: Y\ndate: D", "map.yaml:3: use 'year' or 'date' for the year, not both"},
    {"story: S\nconsent: C", "map.yaml:2: a map is expected here, not a text"},
    {"story: S\nconsent:\n  column: C\n  answers:\n    Yes: [publsh]",
     "map.yaml:5: there is no use 'publsh' (did you mean 'publish'?)"},
    {"story: S\nrole:\n  column: R\n  answers:\n    helper: voluntear",
     "map.yaml:5: there is no role 'voluntear' (did you mean 'volunteer'?)"},
    {"story: S\ndefaults:\n  year: 20", "map.yaml:3: '20' is not a year from 1900 to 2199"},
    {"story: S\ndefaults:\n  partners: [counsil]",
     "map.yaml:3: there is no partner type 'counsil' (did you mean 'council'?)"},
    {"story: S\nconsent: {column: C, answers: {Y: [team]}}\ndefaults:\n  consent: [team]",
     "map.yaml:4: consent cannot have a default"},
};

TEST(TableMap, a_mistake_is_reported_with_its_line) {
    for (const auto& [yaml, complaint] : wrong) {
        try {
            read_table_map(yaml, "map.yaml", &form());
            ADD_FAILURE() << yaml;
        } catch (const Error& e) {
            EXPECT_EQ(e.kind, ErrorKind::bad_schema);
            EXPECT_STREQ(e.what(), complaint) << yaml;
        }
    }
}

}  // namespace
}  // namespace tangible
