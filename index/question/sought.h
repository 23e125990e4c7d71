// What a question means in terms of the index: its words analysed like any text, each word as the stems it
// has in the languages that are there, "co production" also as one word, values of fields as their terms.
#pragma once
#include "index/question/question.h"
#include "index/question/synonyms.h"
#include "index/reader/reader.h"
#include "index/words/analysis.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/query.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tangible::index {

struct Sought {
    enum class Kind : std::uint8_t { everything, any, phrase, near, years, both, either, without };
    Kind kind = Kind::everything;
    std::vector<std::string> terms;  ///< any: one of these
    bool weighs = false;             ///< any, phrase, near: how often it occurs matters for the order
    int window = 0;                  ///< near: positions from first to last, both counted
    int from = 0, to = 0;            ///< years
    std::vector<Sought> parts;       ///< phrase and near: each is `any`
    double counts = 1;               ///< a share of what it would weigh: less for what is looked for besides
};

Sought any(std::vector<std::string> terms, bool weighs);
/// Any of them; of one, that one.
Sought one_of(std::vector<Sought>);
/// All of them; of none, everything.
Sought all_of(std::vector<Sought>);

/// A word that was looked for, to be spelt otherwise or to be marked.
struct Wanted {
    Span span;  ///< in Asked::text
    std::string folded;
    bool known = false;  ///< some story that may be seen has it
};

struct Meaning {
    Sought sought;
    std::vector<Wanted> words;  ///< not those after a minus
    /// Terms of those words, for snippets: by the language term of the stories that they are for, "" for all.
    std::map<std::string, std::set<std::string>> marked;
    std::vector<std::string> themes;   ///< ids of the themes asked for, and of those in the groups asked for
    std::vector<std::string> checked;  ///< the same, where a person must have confirmed them
    std::vector<std::string> notes;
    std::vector<Widening> widened;
};

struct Sense {
    Analyser& analyser;
    Reader& reader;
    const Codebook& codebook;
    Sight sight;
    bool confirmed_only;
    const Synonyms* synonyms;  ///< none: words are what they are
    bool widened;              ///< synonyms are looked for, too, and not only named
};

Meaning meaning(const Question&, const Sense&);

/// Ids of the themes with that slug, or in that group.
std::vector<std::string> themes_of(const Codebook&, const std::string& slug);

/// The term of a field's value; confirmed themes have their own.
Sought having(const std::string& field, const std::string& value, const Sense&);

}  // namespace tangible::index
