// Questions of the host: how their YAML is read, what counts as an answer, and who may read it.
#include "schemas/forms/form.h"
#include "schemas/forms/questions.h"
#include "tests/schemas/error_kind.h"
#include <gtest/gtest.h>

namespace tangible {
namespace {

const std::string yaml_of_all = R"(- id: feel
  kind: choice
  question: How did it feel?
  hint: Choose one.
  options:
  - {id: good, label: Good}
  - {id: bad, label: Bad}
- id: who
  kind: several
  question: Who was there?
  options:
  - {id: young, label: Young people}
  - {id: old, label: Old people}
- id: say
  kind: then_now
  question: How much say did people have?
  options:
  - {id: little, label: A little}
  - {id: much, label: Much}
- id: more
  kind: text
  question: What else?
- id: themes
  kind: themes
  question: What is it about?
)";

std::vector<Question> questions(const std::string& yaml = yaml_of_all) {
    return read_questions(yaml::parse(yaml, "f.yaml"));
}

std::string complaint_of(const std::string& from, const std::string& to) {
    auto text = yaml_of_all;
    const auto at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    try {
        questions(text.replace(at, from.size(), to));
    } catch (const Error& e) {
        EXPECT_EQ(e.kind, ErrorKind::bad_schema);
        return e.what();
    }
    return "";
}

TEST(Questions, are_read_with_all_their_fields) {
    const auto all = questions();
    ASSERT_EQ(all.size(), 5u);
    EXPECT_EQ(all[0], (Question{"feel",
                                QuestionKind::choice,
                                "How did it feel?",
                                "Choose one.",
                                {{"good", "Good", ""}, {"bad", "Bad", ""}}}));
    EXPECT_EQ(all[2].kind, QuestionKind::then_now);
    EXPECT_EQ(name(all[2].kind), "then_now");
    EXPECT_TRUE(all[3].options.empty());
}

TEST(Questions, complain_with_line_and_nearest_word) {
    struct {
        const char *from, *to, *complaint;
    } rows[] = {
        {"kind: choice", "kind: choise", "f.yaml:2: there is no kind of question 'choise' (did you mean 'choice'?)"},
        {"kind: then_now", "kind: then-now", "f.yaml:15: there is no kind of question 'then-now' (did you mean"},
        {"  hint:", "  hnt:", "f.yaml:4: unknown word 'hnt' (did you mean 'hint'?)"},
        {"  question: How did it feel?\n", "", "f.yaml:1: 'question' is missing here"},
        {"id: feel", "id: Feel", "f.yaml:1: 'Feel' is not a valid id"},
        {"id: feel", "id: a_b", "f.yaml:1: 'a_b' is not a valid id"},
        {"id: who", "id: feel", "f.yaml:8: 'feel' is listed twice"},
        {"id: bad", "id: good", "f.yaml:7: 'good' is listed twice"},
        {"id: bad", "id: unsure", "f.yaml:7: the id 'unsure' is our own"},
        {"  - {id: bad, label: Bad}\n", "", "f.yaml:5: give at least two options"},
        {"kind: text\n", "kind: text\n  options: [a, b]\n", "f.yaml:22: a question of kind 'text' has no options"},
    };
    for (const auto& r : rows) {
        const auto said = complaint_of(r.from, r.to);
        EXPECT_EQ(said.substr(0, std::string_view(r.complaint).size()), r.complaint) << "the whole message: " << said;
    }
    std::string many;
    for (int i = 0; i < 13; ++i) many += "- {id: q" + std::to_string(i) + ", kind: text, question: What?}\n";
    EXPECT_THROW(questions(many), Error);
}

TEST(Questions, offer_the_themes_at_the_top_of_the_codebook) {
    Codebook book;
    book.groups = {{"REL", "Relationships", ""}, {"POW", "Power", ""}};
    for (const auto& [id, group, parent] :
         {std::tuple{"POW.SAY", "POW", ""}, {"REL.TRUST", "REL", ""}, {"REL.SLOW", "REL", "REL.TRUST"}}) {
        Theme t;
        t.id = id, t.group = group, t.parent = parent, t.label = std::string("Label of ") + id;
        book.themes.push_back(t);
    }
    const auto all = with_themes(questions(), book);
    EXPECT_EQ(all.back().options, (std::vector<Option>{{"REL.TRUST", "Label of REL.TRUST", "Relationships"},
                                                       {"POW.SAY", "Label of POW.SAY", "Power"}}));
    EXPECT_EQ(all[0].options, questions()[0].options);
    const Answers answers{{"who", {"young", "REL.TRUST "}}, {"themes", {"POW.SAY", "REL.TRUST", "GONE.THEME"}}};
    EXPECT_EQ(themes_meant(answers, book), (std::vector<std::string>{"POW.SAY", "REL.TRUST"}));
    EXPECT_TRUE(themes_meant({}, book).empty());
}

TEST(Answers, are_collected_from_the_fields_of_a_form) {
    Answers answers;
    for (const auto& [field, value] : {std::pair{"answer_who", "young"},
                                       {"answer_who", "old"},
                                       {"answer_say_now", "much"},
                                       {"answer_feel", ""},
                                       {"answer_say_later", "much"},
                                       {"story", "We met."}})
        add_answer(answers, field, value);
    EXPECT_EQ(answers, (Answers{{"who", {"young", "old"}}, {"say", {"", "much"}}}));
    EXPECT_EQ(answer_field("say", "now"), "answer_say_now");
    EXPECT_EQ(answer_field("who"), "answer_who");
}

TEST(Answers, fit_their_question_or_are_removed) {
    auto all = questions();
    all[4].options = {{"A", "", ""}, {"B", "", ""}, {"C", "", ""}, {"D", "", ""}, {"E", "", ""}, {"F", "", ""}};
    struct {
        std::size_t question;
        std::vector<std::string> values;
        bool fit;
    } rows[] = {
        {0, {"good"}, true},
        {0, {"unsure"}, true},
        {0, {"fine"}, false},
        {0, {"good", "bad"}, false},
        {0, {}, false},
        {1, {"young", "old"}, true},
        {1, {"unsure"}, false},
        {2, {"", "much"}, true},
        {2, {"unsure", "much"}, true},
        {2, {"much"}, false},
        {2, {"much", "mush"}, false},
        {3, {std::string(max_answer_bytes, 'x')}, true},
        {3, {std::string(max_answer_bytes + 1, 'x')}, false},
        {4, {"A", "B", "C", "D", "E"}, true},
        {4, {"A", "B", "C", "D", "E", "F"}, false},
    };
    for (const auto& r : rows)
        EXPECT_EQ(fits(all[r.question], r.values), r.fit)
            << all[r.question].id << " " << (r.values.empty() ? "" : r.values[0].substr(0, 9)) << r.values.size();
    Answers answers = {{"feel", {"good"}}, {"who", {"nobody"}}, {"unasked", {"x"}}};
    EXPECT_EQ(remove_unfit(answers, all), 2u);
    EXPECT_EQ(answers, (Answers{{"feel", {"good"}}}));
}

TEST(Answers, in_own_words_are_not_for_all_readers) {
    const Answers answers = {
        {"feel", {"bad"}}, {"more", {"I am Ann."}}, {"gone", {"I was Ann."}}, {"say", {"", "much"}}};
    EXPECT_EQ(for_all_readers(answers, questions()), (Answers{{"feel", {"bad"}}, {"say", {"", "much"}}}));
}

TEST(Answers, are_shown_in_the_order_and_words_of_the_form) {
    const auto shown =
        in_words({{"feel", {"unsure"}}, {"gone", {"x"}}, {"more", {"Ann"}}, {"say", {"little", "much"}}}, questions());
    ASSERT_EQ(shown.size(), 4u);
    EXPECT_EQ(shown[0].question, "How did it feel?");
    EXPECT_EQ(shown[0].lines, std::vector<std::string>{"I’m not sure, or I’d rather not say"});
    EXPECT_EQ(shown[1].lines, (std::vector<std::string>{"At the start: A little", "Now: Much"}));
    EXPECT_FALSE(shown[1].own_words);
    EXPECT_TRUE(shown[2].own_words);
    EXPECT_EQ(shown[3].question, "gone") << "a question that the form no longer asks comes last, with its id";
}

}  // namespace
}  // namespace tangible
