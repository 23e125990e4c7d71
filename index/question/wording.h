// Turns the words of a question into terms of the index, in all the ways in which people write them:
//
// - "co production" side by side is also looked for as one word, and "community-funded" also as two.
// - A stem counts only in stories of its language, so that a Welsh "trust" is not a form of the English "trusts".
// - Words that are a cue of a theme are also looked for as its other cues, with less weight, when the question asks for
//   it (synonyms.h).
//
// Whatever is looked for is noted in the Meaning, for snippets and spelling.
#pragma once
#include "index/question/sought.h"
#include <functional>
#include <utility>

namespace tangible::index {

/// Words of one question. Adds to `meaning`, which must outlive it, as must `sense`.
class Wording {
public:
    Wording(const Sense&, Meaning&);
    /// Returns a node for words side by side. Each must occur somewhere in the story, by itself or in one word with its
    /// neighbour.
    Sought run(const Question::Word&);
    /// Returns a node for words in this order and next to each other.
    Sought phrase(const Question::Word&);
    /// Returns a node for words near each other in any order: on average at most `within` positions a step, so with n
    /// words at most `within` * (n - 1) from the first to the last.
    Sought near(const std::vector<Question::Word>&, int within);
    /// Returns a node for all words that begin with this one, at most 500.
    Sought beginning(const Question::Word&);

private:
    using Words = std::vector<std::string>;  ///< folded

    /// A token of the question. `parts` are its pieces when hyphens made it one word.
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
    std::size_t tokens_ = 0;              ///< of the whole question so far; limited
};

}  // namespace tangible::index
