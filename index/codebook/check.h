// Checks a codebook.  An error breaks a promise of the codebook itself (it misses one of its examples, or takes one of
// its near misses); a warning is a place to look at.  Pure; the caller brings the stories, one by one.
//
//     const Cues cues(codebook);
//     auto findings = check(cues, CodebookLines(yaml));       // what the codebook alone shows
//     Trial trial(cues);
//     for (const Story& s : stories) trial.add(s.text, analyser.analyse(s.text, s.language), analyser);
//     for (auto& f : trial.findings()) findings.push_back(f); // what real stories show
#pragma once
#include "index/codebook/lines.h"
#include "index/tagging/cues.h"
#include <map>
#include <string>
#include <vector>

namespace tangible::index {

/// One thing that is wrong with a codebook, or may be.
struct Finding {
    int line = 0;        ///< in the codebook's file
    bool error = false;  ///< false: a warning
    std::string what;    ///< a sentence for people; begins with the theme's id
};

/// Returns what the codebook alone shows, in order of lines: examples that are missed, near misses that are taken,
/// labels or cues that two themes share, cues that can never fire and guards that can never switch one off.
std::vector<Finding> check(const Cues&, const CodebookLines&);

/// Counts which cues fire, and which guards switch a cue off, on real stories.
class Trial {
public:
    /// Languages with fewer than `enough` stories are not judged: a cue that never fired in ten stories may be a good
    /// one.  `Cues` must outlive this object.
    explicit Trial(const Cues&, std::size_t enough = 30);
    /// Counts one story.
    void add(std::string_view text, const Analysis&, Analyser&);
    /// Returns a warning for each theme and language with cues that never fired, and one for guards that never switched
    /// a cue off.
    std::vector<Finding> findings() const;
    /// Returns the languages with fewer than `enough` stories, and how many stories each has.
    std::map<std::string, std::size_t> too_few() const;

private:
    const Cues& cues_;
    std::size_t enough_;
    std::map<std::string, std::size_t> stories_;         ///< by language of the cues that were looked for
    std::vector<std::vector<std::size_t>> fired_, bit_;  ///< by theme, then by row of its cues or guards
};

}  // namespace tangible::index
