// What a person typed, read into a small tree.  Never an error: what is doubtful is read in the kindest way,
// and a note says how.  Knows nothing of the index; the words in it are still to be analysed like any text.
//   words  "phrases"  NEAR  NEAR/n  OR  AND  NOT  -minus  trust*  prefix:value  prefix:"two words"
//   year:2019..2024  (groups)
// Caps: 1,000 bytes, 64 words, 3 wildcards of 3 letters or more, 20 brackets deep.
#pragma once
#include "schemas/ground/text.h"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index {

struct Question {
    enum class Kind : std::uint8_t {
        everything,  ///< nothing was asked
        words,       ///< words[0]: one or more words side by side
        phrase,      ///< words[0], in order and adjacent
        near,        ///< all of `words`, each within `within` words of the next
        start,       ///< words that begin with words[0]
        field,       ///< words[0] is the value of the field `name`
        years,       ///< from..to, both included
        both,        ///< all of `parts`
        either,      ///< any of `parts`
        without,     ///< parts[0], but none of the other parts
    };
    struct Word {
        std::string text;
        Span span;  ///< in Asked::text
    };
    Kind kind = Kind::everything;
    std::vector<Word> words;
    std::string name;
    int within = 0, from = 0, to = 0;
    std::vector<Question> parts;
    Span span;  ///< of all this in Asked::text
};

struct Asked {
    std::string text;  ///< what was read, made normal
    Question question;
    std::vector<std::string> notes;
};

/// "2019", "2019..2021", "..2021", "2019-": from the lower to the higher, both included; nullopt for anything else.
struct Years {
    int from = 0, to = 0;
};
std::optional<Years> years_in(std::string_view);

/// Any bytes at all.  O(bytes).
Asked ask(std::string_view typed);

}  // namespace tangible::index
