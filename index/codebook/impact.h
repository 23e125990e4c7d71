// What another codebook would do to a collection: which suggestions would come, go and stay, and which of people's
// decisions would have to be looked at again.  Pure, story by story; nothing is changed.
#pragma once
#include "index/codebook/diff.h"
#include "index/tagging/cues.h"
#include <map>
#include <string>
#include <vector>

namespace tangible::index {

struct Moves {
    std::size_t come = 0, go = 0, stay = 0;
};

struct ThemeImpact {
    Moves stories, passages;
    std::vector<StoryId> reopened;  ///< a reference for each confirmed passage
    std::string because;            ///< "its definition changed"; "" where nothing is reopened
};

class Impact {
public:
    /// Both must outlive it.
    Impact(const Cues& before, const Cues& after);
    void add(const Story&, const Analysis&, Analyser&, const std::vector<Decision>&);
    /// By theme, of either codebook; a theme on which nothing was found is not there.
    const std::map<std::string, ThemeImpact>& themes() const { return themes_; }
    std::size_t stories() const { return stories_; }

private:
    const Cues &before_, &after_;
    std::map<std::string, std::string> reasons_;  ///< by theme of the old codebook: why its decisions are reopened
    std::map<std::string, ThemeImpact> themes_;
    std::size_t stories_ = 0;
};

}  // namespace tangible::index
