// Finds phrases that could be new cues of a theme: frequent in passages that people confirmed, and rare elsewhere.
// Each comes with what it would catch, so that a person can judge it; none is ever added automatically.  Pure; the
// caller brings the stories, first those with decisions and then as many as are to be counted:
//
//     CuePhrases phrases(cues, "REL.TRUST");
//     for (const Story& s : decided) phrases.learn(s, analysis_of(s), analyser, decisions_on(s));
//     for (const Story& s : all) phrases.weigh(s, analysis_of(s), analyser, decisions_on(s));
//     for (const CuePhrase& p : phrases.best(10)) print(p.phrase, p.confirmed, p.elsewhere);
#pragma once
#include "index/tagging/cues.h"
#include "schemas/shapes/story.h"
#include <map>
#include <set>
#include <string>
#include <vector>

namespace tangible::index {

/// A phrase with what it would catch as a cue.
struct CuePhrase {
    std::string phrase, language;  ///< as people write it most often; base language, "en"
    std::size_t confirmed = 0;     ///< confirmed passages that contain it
    std::size_t missed = 0;        ///< how many of these no cue of the theme catches now
    std::size_t rejected = 0;      ///< sentences on rejected passages that contain it
    std::size_t elsewhere = 0;     ///< sentences that contain it and that nobody decided on
};

/// Phrases of one theme.
class CuePhrases {
public:
    /// `theme`: its id as in the codebook.  `cues` must outlive this object.
    CuePhrases(const Cues& cues, std::string theme) : cues_(cues), theme_(std::move(theme)) {}
    /// Collects the phrases of the story's confirmed passages on the theme.
    void learn(const Story&, const Analysis&, Analyser&, const std::vector<Decision>&);
    /// Counts where else the phrases occur.  Call it after all stories were learned, or later phrases are not counted.
    void weigh(const Story&, const Analysis&, Analyser&, const std::vector<Decision>&);
    /// Returns at most `most` phrases, the most telling first, each from two confirmed passages at least.  Of phrases
    /// that contain one another only the best is returned.
    std::vector<CuePhrase> best(std::size_t most) const;
    std::size_t confirmed() const { return confirmed_; }  ///< confirmed passages learned from

private:
    /// A phrase by its stems: how often people wrote it in which form, and its counts.
    struct Counted {
        std::map<std::string, std::size_t> written;
        CuePhrase counts;
    };
    /// Language, and the stems with a space between them.
    using Key = std::pair<std::string, std::string>;

    const Cues& cues_;
    std::string theme_;
    std::map<Key, Counted> phrases_;
    std::size_t confirmed_ = 0, sentences_ = 0;
};

}  // namespace tangible::index
