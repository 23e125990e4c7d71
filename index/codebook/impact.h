// Works out what another codebook would do to a collection: which suggestions would come, go and stay, and which of
// people's decisions would have to be looked at again.  Pure, story by story; nothing is changed.
//
//     Impact impact(cues_now, cues_then);
//     for (const Story& s : stories) impact.add(s, analysis_of(s), analyser, decisions_on(s));
//     for (const auto& [theme, what] : impact.themes()) print(theme, what.stories.come, what.reopened.size());
#pragma once
#include "index/codebook/diff.h"
#include "index/tagging/cues.h"
#include <map>
#include <string>
#include <vector>

namespace tangible::index {

/// How many suggestions come, go and stay with the new codebook.
struct Moves {
    std::size_t come = 0, go = 0, stay = 0;
};

/// What the new codebook does to one theme.
struct ThemeImpact {
    Moves stories, passages;
    /// The story of each confirmed passage that must be looked at again; a story may be named twice.
    std::vector<StoryId> reopened;
    std::string because;  ///< "its definition changed", for people; "" where nothing is reopened
};

/// Compares two codebooks on the stories of a collection.
class Impact {
public:
    /// Both must outlive this object.
    Impact(const Cues& before, const Cues& after);
    /// Counts one story.
    void add(const Story&, const Analysis&, Analyser&, const std::vector<Decision>&);
    /// Returns the impact by id of the theme in either codebook.  Themes without any suggestion or reopened passage are
    /// left out.
    const std::map<std::string, ThemeImpact>& themes() const { return themes_; }
    std::size_t stories() const { return stories_; }

private:
    const Cues &before_, &after_;
    std::map<std::string, std::string> reasons_;  ///< by id in the old codebook: why decisions on it are reopened
    std::map<std::string, ThemeImpact> themes_;
    std::size_t stories_ = 0;
};

}  // namespace tangible::index
