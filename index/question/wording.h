// The words of a question as terms of the index: each by its stems, in any of the ways people write it.
//   "co production" side by side is also looked for as one word, "community-funded" also as two;
//   a stem counts only in stories of its language, so that a Welsh "trust" is no form of an English "trusts".
//   words that are a cue of a theme are also looked for as its other cues, which weigh less, when that is wanted
//   (synonyms.h).
// What was looked for is put down in the Meaning, for snippets and spelling.
#pragma once
#include "index/question/sought.h"
#include <functional>
#include <utility>

namespace tangible::index {

class Wording {
public:
    Wording(const Sense&, Meaning&);
    /// Words side by side: each must be there, by itself or as a part of one word with its neighbour.
    Sought run(const Question::Word&);
    /// In order and adjacent.
    Sought phrase(const Question::Word&);
    /// From the first to the last at most `within` words a step.
    Sought near(const std::vector<Question::Word>&, int within);
    /// Words that begin so.
    Sought beginning(const Question::Word&);

private:
    using Words = std::vector<std::string>;  ///< folded

    /// A token of the question; `parts` when hyphens made it one.
    struct Said {
        std::string folded;
        Words parts;
        Span span;
    };

    std::vector<Said> said(const Question::Word&);
    Sought phrase(const std::vector<Said>&);
    std::vector<Words> readings(const std::vector<Said>&);
    std::string joined(const Said&, const Said&);
    std::vector<Sought> widened(std::vector<Sought> each, const std::vector<Said>&, const Question::Word& as_typed);
    std::pair<Synonyms::Meant, std::size_t> cue_at(const std::vector<Said>&, std::size_t first);
    Sought instead(const Synonyms::Meant&);
    Sought in_order(const Words&);
    Sought in_each_language(const Words&, const std::function<Sought(const Words& stems)>& make);
    Words stems(const Words&, std::string_view language);
    bool known(const std::string& folded);
    void want(const std::vector<Said>&);
    void mark(const Words& terms, const std::string& language_term = {});

    const Sense& sense_;
    Meaning& meaning_;
    std::vector<std::string> languages_;  ///< with a stemmer, and of a story that may be seen
    std::size_t tokens_ = 0;
};

}  // namespace tangible::index
