// What is wrong with a codebook, and what may be.  An error breaks the codebook's own word (an example that is missed,
// a near miss that is taken); a warning is a place to look at.  Pure; the stories come from the caller, one by one.
#pragma once
#include "index/codebook/lines.h"
#include "index/tagging/cues.h"
#include <map>
#include <string>
#include <vector>

namespace tangible::index {

struct Finding {
    int line = 0;
    bool error = false;
    std::string what;  ///< begins with the theme's id
};

/// All that the codebook alone can tell, in order of lines.
std::vector<Finding> check(const Cues&, const CodebookLines&);

/// Which cues fire and which guards bite on real stories.
class Trial {
public:
    /// Of fewer than `enough` stories in a language nothing is said.
    explicit Trial(const Cues&, std::size_t enough = 30);
    void add(std::string_view text, const Analysis&, Analyser&);
    /// A warning for each theme and language that was met and has cues which never fired, or guards which never bit.
    std::vector<Finding> findings() const;
    /// Languages that were met too seldom, and how often.
    std::map<std::string, std::size_t> too_few() const;

private:
    const Cues& cues_;
    std::size_t enough_;
    std::map<std::string, std::size_t> stories_;         ///< by language
    std::vector<std::vector<std::size_t>> fired_, bit_;  ///< by theme and row
};

}  // namespace tangible::index
