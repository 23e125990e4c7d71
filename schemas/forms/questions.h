// Questions that the host of a collection adds to the story form, in YAML alone, and the teller's answers to them.
//
// A form posts each answer under a name that says which question it answers: `answer_ID`, and `answer_ID_then` and
// `answer_ID_now` for a question that is asked about two times.  All questions are optional.
//
//     const auto questions = with_themes(form.questions, codebook);
//     Answers answers;
//     add_answer(answers, "answer_power_now", "deciding");
//     if (fits(questions.at(0), answers.at("power"))) ...
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/story.h"
#include "schemas/yaml/yaml.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// How a question is answered.
enum class QuestionKind : std::uint8_t {
    choice,    ///< one option
    several,   ///< any number of options
    text,      ///< the teller's own words
    scale,     ///< one of several points in order, each with its words
    then_now,  ///< a scale for the start, and the same scale for now
    themes,    ///< up to `max_themes` of the codebook's themes: what the story means in the teller's own view
};
std::string_view name(QuestionKind);

/// An answer to choose.
struct Option {
    std::string id, label;
    std::string group;  ///< the heading above it; "" for none
    bool operator==(const Option&) const = default;
};

/// A question of the host.
struct Question {
    std::string id;  ///< lower-case words joined by '-'; kept with the answers
    QuestionKind kind = QuestionKind::choice;
    std::string question, hint;
    std::vector<Option> options;  ///< none for a text; for themes, see with_themes()
    bool operator==(const Question&) const = default;
};

inline constexpr std::size_t max_questions = 12, max_options = 12;  ///< a posted form has at most 200 parts
inline constexpr std::size_t max_themes = 5;
inline constexpr std::size_t max_answer_bytes = 5000;
/// The answer "I'm not sure, or I'd rather not say" to a choice, a scale, or a half of then_now.
inline constexpr std::string_view unsure = "unsure";

/// Reads the list `questions` of a form.  Throws Error{bad_schema} with file, line and the nearest valid word.
std::vector<Question> read_questions(const yaml::Node&);
/// Returns the questions with the codebook's themes as options of those of kind `themes`: all themes at the top of
/// their groups.
std::vector<Question> with_themes(std::vector<Question>, const Codebook&);

/// Returns the ids of the themes that a teller said the story is about, in the order of the codebook.
std::vector<std::string> themes_meant(const Answers&, const Codebook&);

/// Returns the name under which a form posts the answer; `moment` is "", "then" or "now".
std::string answer_field(std::string_view question, std::string_view moment = {});
/// Adds the value of a posted field to the answers.  Ignores a field that is no answer, and an empty value.
void add_answer(Answers&, std::string_view field, std::string value);
/// Returns whether the question can be answered so: options that it has, not too many, words within the limit.
bool fits(const Question&, const std::vector<std::string>& values);

/// Removes the answers that do not fit the questions, and returns how many it removed.
std::size_t remove_unfit(Answers&, const std::vector<Question>&);
/// Returns the answers that consist of options, which every reader of the story may see.  The teller's own words, and
/// answers to questions that the form no longer asks, are for the team only.
Answers for_all_readers(const Answers&, const std::vector<Question>&);

/// An answer as people read it.
struct AnswerInWords {
    std::string question;
    std::vector<std::string> lines;  ///< "Now: They decided together"
    bool own_words = false;          ///< typed by the teller
};
/// Returns the answers in the order of the questions; last, those to questions that the form no longer asks.
std::vector<AnswerInWords> in_words(const Answers&, const std::vector<Question>&);

}  // namespace tangible
