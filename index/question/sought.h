// Turns a question into conditions on the terms of the index. Its words are analysed like any text; each becomes the
// stems that it has in the languages of the stories in sight, "co production" is also looked for as one word, and
// values of fields become their terms.
//
//     const Asked asked = ask("trust year:2019");
//     const Meaning m = meaning(asked.question, {analyser, reader, codebook, Use::publish, false, nullptr, false});
//     const DocSet found = matching(reader, m.sought, Use::publish);
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

/// A node of the conditions: which terms a story must have. A default one finds everything.
struct Sought {
    enum class Kind : std::uint8_t { everything, any, phrase, near, years, both, either, without };
    Kind kind = Kind::everything;
    std::vector<std::string> terms;  ///< any: the story has at least one of these
    bool weighs = false;             ///< any, phrase, near: how often it occurs counts for the relevance
    int window = 0;                  ///< near: most positions from first to last, both counted
    int from = 0, to = 0;            ///< years: both included
    /// Below both, either and without as in Question; the words of phrase and near, each an `any`.
    std::vector<Sought> parts;
    double counts = 1;  ///< factor of its weight; less than 1 for what is looked for in addition
};

/// Returns a node that finds stories with at least one of the terms.
Sought any(std::vector<std::string> terms, bool weighs);
/// Returns a node that finds what at least one of them finds; a single one is returned as it is.
Sought one_of(std::vector<Sought>);
/// Returns a node that finds what all of them find; of none, a node that finds everything.
Sought all_of(std::vector<Sought>);

/// A word that was looked for, to be marked in the results or spelt otherwise.
struct Wanted {
    Span span;           ///< in Asked::text
    std::string folded;  ///< as the index has words
    bool known = false;  ///< some story in sight has it
};

/// What a question means for one index and one reader.
struct Meaning {
    Sought sought;
    std::vector<Wanted> words;  ///< without those after a minus
    /// Terms of these words, for snippets. The key is the language term of the stories to which they apply, "" for all.
    std::map<std::string, std::set<std::string>> marked;
    std::vector<std::string> themes;   ///< ids of the themes asked for, and of those in the groups asked for
    std::vector<std::string> checked;  ///< likewise, where a person must have confirmed the theme
    std::vector<std::string> notes;    ///< sentences for the person, such as a theme that does not exist
    std::vector<Widening> widened;     ///< words that are a cue of a theme, and the theme's other cues
};

/// All that the meaning of a question depends on, apart from its words. Every reference must outlive it.
struct Sense {
    Analyser& analyser;
    Reader& reader;
    const Codebook& codebook;
    Sight sight;               ///< whose stories decide which words and languages exist
    bool confirmed_only;       ///< themes count only where a person confirmed them
    const Synonyms* synonyms;  ///< nullptr disables synonyms
    bool widened;              ///< synonyms are looked for; otherwise they are only named in Meaning::widened
};

/// Returns the meaning of a question. Call it inside Reader::steadily; throws what its functions throw.
Meaning meaning(const Question&, const Sense&);

/// Returns the ids of the themes with this slug, or in the group with it; empty when there is none.
std::vector<std::string> themes_of(const Codebook&, const std::string& slug);

/// Returns a node that finds stories with this value of a field: for "theme" those with a confirmed passage when
/// `sense` asks for it, for "place" also those with the value as one word of the place. Finds everything for an unknown
/// field.
Sought having(const std::string& field, const std::string& value, const Sense&);

}  // namespace tangible::index
