// Phrases that could be cues of a theme: said in passages that people confirmed, and seldom elsewhere.  Each with what
// it would catch, so that a person can judge it; none is ever added by itself.  Pure; stories come from the caller:
// `learn` with those that have decisions, then `weigh` with as many as are to be counted.
#pragma once
#include "index/tagging/cues.h"
#include "schemas/shapes/story.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tangible::index {

struct CuePhrase {
    std::string phrase, language;
    std::size_t confirmed = 0;  ///< confirmed passages that hold it
    std::size_t missed = 0;     ///< of them, those that no cue of the theme catches now
    std::size_t rejected = 0;   ///< rejected passages that hold it
    std::size_t elsewhere = 0;  ///< other sentences that it would catch
};

class CuePhrases {
public:
    /// `cues` must outlive it.
    CuePhrases(const Cues& cues, std::string theme) : cues_(cues), theme_(std::move(theme)) {}
    void learn(const Story&, const Analysis&, Analyser&, const std::vector<Decision>&);
    void weigh(const Story&, const Analysis&, Analyser&, const std::vector<Decision>&);
    /// Most telling first, in words of at least two confirmed passages; of phrases that say the same, one.
    std::vector<CuePhrase> best(std::size_t most) const;
    std::size_t confirmed() const { return confirmed_; }

private:
    struct Counted {
        std::map<std::string, std::size_t> written;
        CuePhrase counts;
    };
    using Key = std::pair<std::string, std::string>;  ///< language, stems

    const Cues& cues_;
    std::string theme_;
    std::map<Key, Counted> phrases_;
    std::size_t confirmed_ = 0, sentences_ = 0;
};

}  // namespace tangible::index
