#include "schemas/forms/batch.h"
#include "schemas/ground/error.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

const std::string small = R"(notice: All invented.
partnerships:
- id: harbour
  name: Harbour Kitchen
  place: Leith
  began: 2017
  ended: 2022
  grant: 360G-sample-001
  partners:
  - {name: Tenants, type: residents}
  - {name: The council, type: council}
stories:
- file: mail/keys.eml
  partnership: harbour
  role: volunteer
  year: 2018
  place: Leith
  consent: [team, quote]
- file: survey.csv
  consent: []
- file: deep/er/a.txt
  partners: [council]
)";

Form form() {
    Form f;
    f.roles = {{"volunteer", "Volunteer"}, {"researcher", "Researcher"}};
    f.partner_types = {{"residents", "Residents"}, {"council", "Council"}};
    return f;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

std::string complaint_of(const std::string& yaml) {
    auto f = form();
    try {
        read_batch(yaml, "b.yaml", &f);
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema);
        return e.what();
    }
    return "";
}

TEST(Batch, is_read_with_all_its_fields) {
    auto f = form();
    auto b = read_batch(small, "b.yaml", &f);
    EXPECT_EQ(b.notice, "All invented.");
    ASSERT_EQ(b.partnerships.size(), 1u);
    EXPECT_EQ(b.partnerships[0], (Partnership{"harbour",
                                              "Harbour Kitchen",
                                              "Leith",
                                              2017,
                                              2022,
                                              "360G-sample-001",
                                              {{"Tenants", "residents"}, {"The council", "council"}}}));
    ASSERT_EQ(b.stories.size(), 3u);
    EXPECT_EQ(b.stories[0].file, "mail/keys.eml");
    EXPECT_EQ(
        b.stories[0].details,
        (Details{
            "", "harbour", {}, "volunteer", "Leith", 2018, Consent{"batch", {Use::team, Use::count, Use::quote}, 0}}));
    EXPECT_EQ(b.stories[1].details.consent, (Consent{"batch", {}, 0})) << "a teller who allows nothing";
    EXPECT_EQ(b.stories[2].details.consent, std::nullopt) << "a teller who was not asked";
    EXPECT_EQ(b.stories[2].details.partners, std::vector<std::string>{"council"});
}

TEST(Batch, complains_with_line_and_nearest_word) {
    struct {
        const char *from, *to, *complaint;
    } rows[] = {
        {"stories:", "storys:", "b.yaml:12: unknown word 'storys' (did you mean 'stories'?)"},
        {"began: 2017", "begun: 2017", "b.yaml:6: unknown word 'begun' (did you mean 'began'?)"},
        {"began: 2017", "began: soon", "b.yaml:6: a whole number is expected here, not 'soon'"},
        {"ended: 2022", "ended: 2012", "b.yaml:7: the partnership ends before it begins"},
        {"year: 2018", "year: 218", "b.yaml:16: '218' is not a year"},
        {"year: 2018", "yeer: 2018", "b.yaml:16: unknown word 'yeer' (did you mean 'year'?)"},
        {"type: residents", "type: resident",
         "b.yaml:10: there is no partner type 'resident' (did you mean 'residents'?)"},
        {"{name: Tenants, ", "{", "b.yaml:10: 'name' is missing here"},
        {"partners: [council]", "partners: [counsil]",
         "b.yaml:22: there is no partner type 'counsil' (did you mean 'council'?)"},
        {"role: volunteer", "role: voluntere", "b.yaml:15: there is no role 'voluntere' (did you mean 'volunteer'?)"},
        {"partnership: harbour", "partnership: harbor",
         "b.yaml:14: there is no partnership 'harbor' (did you mean 'harbour'?)"},
        {"[team, quote]", "[team, quotes]", "b.yaml:18: there is no use 'quotes' (did you mean 'quote'?)"},
        {"[team, quote]", "[own]", "b.yaml:18: there is no use 'own'"},
        {"[team, quote]", "team quote", "b.yaml:18: a list is expected here, not a text"},
        {"name: Harbour Kitchen\n", "name: Harbour Kitchen\n  name: Twice\n", "b.yaml:5: 'name' appears twice"},
        {"file: survey.csv", "file: mail/keys.eml", "b.yaml:19: the file 'mail/keys.eml' is listed twice"},
        {"- file: survey.csv\n  consent: []", "- consent: []", "b.yaml:19: 'file' is missing here"},
        {"partnerships:\n", "partnerships:\n- {id: harbour, name: Other, partners: []}\n",
         "b.yaml:4: there are two partnerships with the id 'harbour'"},
    };
    for (auto r : rows) {
        auto said = complaint_of(replaced(small, r.from, r.to));
        EXPECT_EQ(said.substr(0, std::string_view(r.complaint).size()), r.complaint) << "the whole message: " << said;
    }
}

TEST(Batch, says_what_happened_to_an_invented_story_since) {
    const std::string since =
        "- file: survey.csv\n  since:\n    hidden: {words: Ann, instead: '[a nurse]', asked: 'May we?', "
        "agreed: You may.}\n    decided:\n    - {theme: REL.CARE, words: kept it, yes: [ana], no: [ben, cy]}\n    "
        "complaint: {words: 'Why?', answer: So.}\n    taken_back: yes\n";
    const auto yaml = replaced(small, "- file: survey.csv\n", since);
    const auto b = read_batch(yaml, "b.yaml");
    EXPECT_TRUE(b.stories[0].since.nothing());
    EXPECT_EQ(b.stories[1].since, (Since{Since::Hidden{"Ann", "[a nurse]", "May we?", "You may."},
                                         {{"REL.CARE", "kept it", {"ana"}, {"ben", "cy"}}},
                                         Since::Answered{"Why?", "So."},
                                         true}));
    const struct {
        const char *from, *to, *complaint;
    } rows[] = {
        {"notice: All invented.\n", "", "'since' is for invented stories only"},
        {"instead: '[a nurse]', ", "", "'instead' is missing here"},
        {", answer: So.", "", "'answer' is missing here"},
        {"taken_back", "took_back", "unknown word 'took_back' (did you mean 'taken_back'?)"},
        {"back: yes", "back: yess", "there is no answer 'yess' (did you mean 'yes'?)"},
    };
    for (const auto& r : rows) {
        const auto said = complaint_of(replaced(yaml, r.from, r.to));
        EXPECT_NE(said.find(r.complaint), std::string::npos) << said;
    }
}

TEST(Batch, a_file_outside_the_folder_is_refused) {
    for (std::string_view file :
         {"/etc/passwd", "../a.txt", "a/../../b.txt", "a/..", "..", "''", "'C:\\a.txt'", "'..\\a'", "//a"}) {
        auto said = complaint_of(replaced(small, "survey.csv", file));
        EXPECT_NE(said.find("b.yaml:19: "), std::string::npos) << file;
        EXPECT_NE(said.find("is not a file in this folder"), std::string::npos) << file;
    }
    for (std::string_view file : {"a.txt", "a b.txt", "a/b/c.txt", "..a.txt", "a..b/c.txt", "tŷ.txt"})
        EXPECT_EQ(complaint_of(replaced(small, "survey.csv", file)), "") << file;
}

TEST(Batch, without_a_form_any_role_is_accepted) {
    auto b = read_batch(replaced(small, "role: volunteer", "role: elder"), "b.yaml");
    EXPECT_EQ(b.stories[0].details.role, "elder");
}

// The sample that comes with the program names only files that exist, in words that the form knows.
TEST(Batch, the_sample_collection_is_complete) {
    const std::filesystem::path folder = TANGIBLE_SOURCE "/serve/sample";
    auto f = read_form(std::filesystem::path(TANGIBLE_SOURCE "/schemas/forms/story-form.yaml"));
    auto b = read_batch(folder / "collection.yaml", &f);
    EXPECT_GE(b.partnerships.size(), 12u);
    EXPECT_FALSE(b.notice.empty());
    for (const auto& story : b.stories)
        EXPECT_TRUE(std::filesystem::is_regular_file(folder / story.file)) << story.file;
}

}  // namespace
}  // namespace tangible
