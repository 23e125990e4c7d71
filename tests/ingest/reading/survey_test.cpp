#include "ingest/reading/read.h"
#include "ingest/reading/survey.h"
#include "schemas/ground/error.h"
#include <gtest/gtest.h>

namespace tangible::ingest {
namespace {

TableMap map_of(const std::string& yaml) { return read_table_map(yaml, "map.yaml"); }

Draft read_back(const SurveyRow& row) {
    Submission s;
    s.channel = Channel::batch;
    s.media_type = "text/csv";
    s.filename = "survey.xlsx:2";
    s.bytes = row.bytes;
    Reading reading = read(s);
    auto* drafts = std::get_if<std::vector<Draft>>(&reading);
    return drafts && drafts->size() == 1 ? drafts->front() : Draft{};
}

TEST(Survey, a_row_becomes_what_the_map_says) {
    const Survey survey = survey_of(
        {{"No", "What happened?", "What next?", "Title", "Who", "I am", "Where", "Sent", "May we?", "IP"},
         {"7", "We said \"yes\",\nthen no.", "Tea.", "The hall", "School; Council", "A Helper", "Leeds", "04/03/2019",
          "All of it", "1.2.3.4"}},
        map_of("survey: hall\nid: No\nstory: ['What happened?', 'What next?']\ntitle: Title\nplace: Where\ndate: Sent\n"
               "partners: {column: Who, answers: {school: school, council: council}}\n"
               "role: {column: I am, answers: {a helper: volunteer}}\n"
               "consent: {column: 'May we?', answers: {All of it: [quote]}}\nignore: [IP]\n"));
    ASSERT_EQ(survey.trouble, "");
    ASSERT_EQ(survey.rows.size(), 1u);
    EXPECT_EQ(survey.rows[0].number, "2");
    EXPECT_EQ(survey.rows[0].trouble, "");
    EXPECT_TRUE(survey.rows[0].remarks.empty());
    const Draft draft = read_back(survey.rows[0]);
    EXPECT_EQ(draft.text, "What happened?\nWe said \"yes\",\nthen no.\nWhat next?\nTea.");
    EXPECT_EQ(draft.title, "The hall");
    EXPECT_EQ(draft.details.partners, (std::vector<std::string>{"school", "council"}));
    EXPECT_EQ(draft.details.role, "volunteer");
    EXPECT_EQ(draft.details.place, "Leeds");
    EXPECT_EQ(draft.details.year, 2019);
    ASSERT_TRUE(draft.details.consent.has_value());
    EXPECT_EQ(to_string(draft.details.consent->uses), "team count quote");
    EXPECT_EQ(survey.rows[0].uses, draft.details.consent->uses) << "so that a later export can narrow the uses";
    EXPECT_TRUE(draft.problems.empty());
    EXPECT_EQ(survey.rows[0].bytes.find("1.2.3.4"), std::string::npos);
    EXPECT_EQ(survey.columns.size(), 10u);
    EXPECT_EQ(survey.columns[9], "'IP': ignored");
    EXPECT_NE(survey.first.find("title: The hall\n"), std::string::npos);
}

TEST(Survey, an_unknown_answer_about_consent_allows_nothing) {
    for (const char* said : {"Maybe", "", "team count"}) {
        const Survey survey = survey_of({{"S", "C"}, {"We met.", said}},
                                        map_of("story: S\nconsent: {column: C, answers: {All: [publish]}}\n"));
        ASSERT_EQ(survey.rows.size(), 1u) << said;
        EXPECT_EQ(survey.rows[0].remarks.size(), 1u) << said;
        const Draft draft = read_back(survey.rows[0]);
        ASSERT_TRUE(draft.details.consent.has_value()) << said;
        EXPECT_TRUE(draft.details.consent->uses.empty()) << said;
        EXPECT_EQ(draft.problems.size(), 1u) << said;
        EXPECT_EQ(survey.rows[0].uses, Uses{}) << said;
    }
}

TEST(Survey, rows_that_fail_are_numbered_as_in_a_spreadsheet) {
    const Survey survey =
        survey_of({{}, {"N", "S"}, {"1", "One."}, {"", ""}, {"2", " "}, {"", "Two."}, {"1", "Three."}},
                  map_of("survey: s\nid: N\nstory: S\n"));
    ASSERT_EQ(survey.rows.size(), 4u);
    const char* expected[][2] = {{"3", ""},
                                 {"5", "The row has no story."},
                                 {"6", "The row has no id in the column 'N'."},
                                 {"7", "The row has the same id as row 3."}};
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(survey.rows[i].number, expected[i][0]);
        EXPECT_EQ(survey.rows[i].trouble, expected[i][1]);
    }
}

TEST(Survey, a_row_keeps_its_key_when_others_are_added) {
    const TableMap map = map_of("story: S\n");
    const Survey before = survey_of({{"S"}, {"One."}, {"Same."}, {"Same."}}, map);
    const Survey after = survey_of({{"S"}, {"New."}, {"Same."}, {"One."}, {"Same."}}, map);
    EXPECT_NE(before.rows[1].key, before.rows[2].key);
    EXPECT_NE(before.rows[1].bytes, before.rows[2].bytes);
    EXPECT_EQ(before.rows[0].key, after.rows[2].key);
    EXPECT_EQ(before.rows[1].key, after.rows[1].key);
    EXPECT_EQ(before.rows[2].key, after.rows[3].key);
    EXPECT_EQ(before.rows[2].bytes, after.rows[3].bytes);
}

TEST(Survey, the_same_id_in_two_surveys_gives_two_keys) {
    const std::vector<Row> rows = {{"N", "S"}, {"1", "One."}};
    const Survey one = survey_of(rows, map_of("survey: a\nid: N\nstory: S\n"));
    const Survey other = survey_of(rows, map_of("survey: b\nid: N\nstory: S\n"));
    EXPECT_NE(one.rows[0].key, other.rows[0].key);
    EXPECT_NE(one.rows[0].bytes, other.rows[0].bytes);
}

struct Year {
    const char* said;
    int year;
};
const Year years[] = {
    {"2019", 2019},
    {"2019-03-04", 2019},
    {"4 March 2019", 2019},
    {"04/03/2019 10:15", 2019},
    {"3/4/19", 0},
    {"20190304", 0},
    {"", 0},
    {"2019-03-04T10:15:00Z", 2019},
    {"0412 in 1998", 1998},
};

TEST(Survey, a_year_is_taken_from_a_date) {
    for (const auto& [said, year] : years) {
        const Survey survey = survey_of({{"S", "D"}, {"We met.", said}}, map_of("story: S\ndate: D\n"));
        EXPECT_EQ(read_back(survey.rows[0]).details.year, year) << said;
        EXPECT_EQ(survey.rows[0].remarks.size(), year == 0 && *said ? 1u : 0u) << said;
    }
}

struct Bad {
    std::vector<Row> rows;
    const char* trouble;
};
const Bad bad[] = {
    {{}, "the table is empty"},
    {{{"", " "}}, "the table is empty"},
    {{{"Story", "Place"}}, "the table has no rows below the names of its columns"},
    {{{"Storey", "Place"}, {"a", "b"}}, "there is no column 'Story' in the first row (did you mean 'Storey'?)"},
    {{{"Story", "Place", "Place"}, {"a", "b", "c"}}, "two columns are called 'Place'"},
    {{{"Story", "Place", ""}, {"a", "b", "c"}}, "column 3 has answers, but no name in the first row"},
    {{{"Story", "Place", "Name", "Mail"}, {"a", "b", "c", "d"}},
     "these columns are neither used nor ignored by the map: 'Name', 'Mail'"},
};

TEST(Survey, a_table_that_does_not_fit_the_map_is_refused) {
    for (const auto& [rows, trouble] : bad)
        EXPECT_EQ(survey_of(rows, map_of("story: Story\nplace: Place\n")).trouble, trouble);
}

TEST(Survey, a_file_that_is_not_a_table_is_refused) {
    const std::string files[] = {"%PDF-1.4 x", std::string("PK\3\4 broken"), std::string("\xD0\xCF\x11\xE0", 4)};
    for (const std::string& bytes : files)
        EXPECT_THROW(read_survey(bytes, "survey.xlsx", map_of("story: Story\n")), Error) << bytes;
}

}  // namespace
}  // namespace tangible::ingest
