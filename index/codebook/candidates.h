// Finds what no theme catches: sentences without a tag, in a few groups for each language, each with the words that set
// it apart.  Groups are places to look at and never findings: the sentences of a group share words, and need not mean
// the same.  The same stories in the same order give the same groups, to the bit.
//
//     Candidates candidates;
//     for (const Story& s : stories) candidates.add(s, analyser.analyse(s.text, s.language), analyser, codings_of(s));
//     for (const Candidate& c : candidates.groups()) print(c.words, c.passages);
#pragma once
#include "index/words/analysis.h"
#include "schemas/shapes/coding.h"
#include "schemas/shapes/story.h"
#include <map>
#include <string>
#include <vector>

namespace tangible::index {

/// A sentence of a group, by its bytes in the story's text.
struct CandidatePassage {
    StoryId story;
    Span span;
    std::string quote;
};

/// A group of sentences that may be about something the codebook has no theme for.
struct Candidate {
    std::string language;            ///< base language, "en"
    std::vector<std::string> words;  ///< that set the group apart, the most distinctive first; as people write them
    std::size_t sentences = 0, stories = 0, partnerships = 0;  ///< how many the group has
    /// Each from another story; one for each partnership first, and the most typical first among these.
    std::vector<CandidatePassage> passages;
};

/// Collects untagged sentences story by story, and groups them.
class Candidates {
public:
    /// Limits of what is shown for a language: a list that a person reads to its end.  A group needs `least_stories`.
    static constexpr std::size_t most_groups = 6, most_words = 6, most_passages = 5, least_stories = 3;
    /// With fewer stories, whatever two of them share looks like a theme.
    static constexpr std::size_t least_stories_of_a_language = 8;
    /// Adds the untagged sentences of a story.  `standing`: all codings on the story; a rejected one does not count as
    /// a tag.  Sentences of fewer than 6 or more than 60 words are left out.
    void add(const Story&, const Analysis&, Analyser&, const std::vector<Coding>& standing);
    /// Returns the groups, language by language, those of most stories first; at most `most_groups` for each language.
    /// O(sentences x groups).
    std::vector<Candidate> groups() const;
    std::size_t stories() const { return stories_.size(); }
    std::size_t sentences() const { return sentences_; }  ///< of 6 to 60 words, tagged or not
    std::size_t untagged() const { return untagged_; }

    /// An untagged sentence.
    struct Sentence {
        std::size_t story = 0;  ///< index into `stories_`
        Span span;
        std::string quote;
        std::vector<std::string> stems;      ///< of the words that say something, sorted, each once
        std::vector<std::uint32_t> vectors;  ///< places in WordVectors, English only
    };
    /// A story that was added.
    struct Of {
        StoryId id;
        std::string partnership;
    };
    /// The untagged sentences of one language, and how often people write each stem in which form.
    struct Language {
        std::vector<Sentence> sentences;
        std::map<std::string, std::map<std::string, std::size_t>> written;  ///< by stem, then by folded word
    };

private:
    std::vector<Of> stories_;
    std::map<std::string, Language> languages_;
    std::size_t sentences_ = 0, untagged_ = 0;
};

}  // namespace tangible::index
