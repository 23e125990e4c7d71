// What no theme catches, put together by what it is about: sentences without a tag, in a few groups of a language, each
// with the words that set it apart.  Places to look at, and never findings: that sentences stand together says that
// they share words, not that they mean one thing.  The same stories give the same groups, to the bit.
#pragma once
#include "index/words/analysis.h"
#include "schemas/shapes/coding.h"
#include "schemas/shapes/story.h"
#include <map>
#include <string>
#include <vector>

namespace tangible::index {

struct CandidatePassage {
    StoryId story;
    Span span;
    std::string quote;
};

struct Candidate {
    std::string language;
    std::vector<std::string> words;  ///< most telling first
    std::size_t sentences = 0, stories = 0, partnerships = 0;
    std::vector<CandidatePassage> passages;  ///< most typical first, of different stories, and partnerships first
};

class Candidates {
public:
    static constexpr std::size_t most_groups = 6, most_words = 6, most_passages = 5, least_stories = 3;
    /// In fewer, whatever two of them share looks like a theme.
    static constexpr std::size_t least_stories_of_a_language = 8;
    /// `standing`: what is suggested or confirmed on it.  Stories come in one order for one result.
    void add(const Story&, const Analysis&, Analyser&, const std::vector<Coding>& standing);
    /// At most `most_groups` of a language, those of most stories first.  O(sentences x groups).
    std::vector<Candidate> groups() const;
    std::size_t stories() const { return stories_.size(); }
    std::size_t sentences() const { return sentences_; }  ///< of at least a few words
    std::size_t untagged() const { return untagged_; }

    struct Sentence {
        std::size_t story = 0;
        Span span;
        std::string quote;
        std::vector<std::string> stems;      ///< in order of the alphabet, each once
        std::vector<std::uint32_t> vectors;  ///< places in WordVectors
    };
    struct Of {
        StoryId id;
        std::string partnership;
    };
    /// All sentences of a language, and how people write each stem.
    struct Language {
        std::vector<Sentence> sentences;
        std::map<std::string, std::map<std::string, std::size_t>> written;
    };

private:
    std::vector<Of> stories_;
    std::map<std::string, Language> languages_;
    std::size_t sentences_ = 0, untagged_ = 0;
};

}  // namespace tangible::index
