// Reads what a person typed into a small tree. Nothing typed is an error: doubtful syntax is read as well as possible,
// and a note says how. This step knows nothing of the index; the words are analysed later (sought.h).
//
//     words  "phrases"  NEAR  NEAR/n  OR  AND  NOT  -minus  trust*  prefix:value  prefix:"two words"
//     year:2019..2024  (groups)
//
// Limits: 1,000 bytes, 64 words, 3 wildcards of at least 3 letters, brackets 20 deep.
//
//     const Asked asked = ask("trust year:2019..");
//     // asked.question is `both` of `words` ("trust") and `years` (2019 to 9999); asked.notes is empty
#pragma once
#include "schemas/ground/text.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

/// A node of the tree: a condition on stories, which may have others below it. A default one asks for nothing.
struct Question {
    enum class Kind : std::uint8_t {
        everything,  ///< nothing was asked
        words,       ///< words[0]: one or more words side by side; every word must occur, anywhere
        phrase,      ///< words[0], in order and adjacent
        near,        ///< all of `words` in any order; first to last at most `within` times (words - 1) positions
        start,       ///< words that begin with words[0]
        field,       ///< words[0] is the value of the field `name`
        years,       ///< from..to, both included
        both,        ///< all of `parts`
        either,      ///< at least one of `parts`
        without,     ///< parts[0], but none of the other parts
    };
    /// Words as they were typed, in normal text.
    struct Word {
        std::string text;
        Span span;  ///< in Asked::text
    };
    Kind kind = Kind::everything;
    std::vector<Word> words;
    std::string name;
    int within = 0, from = 0, to = 0;  ///< near: positions a step; years: see there
    std::vector<Question> parts;
    Span span;  ///< of the whole node in Asked::text
};

/// A question that was read.
struct Asked {
    std::string text;  ///< what was typed, at most 1,000 bytes of it, as normal text
    Question question;
    std::vector<std::string> notes;  ///< sentences for the person: what was read otherwise than typed; each once
};

/// A range of years, both included, from 1 to 9,999. Empty, from 1 to 0, for the year 0, which no story has.
struct Years {
    int from = 0, to = 0;
};
/// Reads "2019", "2019..2021", "..2021" or "2019-" ("–" and "-" also separate). The order of the two years does not
/// matter. Returns nullopt for anything else.
std::optional<Years> years_in(std::string_view);

/// Reads a question. Any bytes are allowed. O(bytes).
Asked ask(std::string_view typed);

}  // namespace tangible::index
