// What was learned from people's decisions: models, the hints they give, and how well each rule does.
#pragma once
#include "schemas/shapes/learned.h"
#include "schemas/store/common/part.h"
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace tangible {

class Models : protected StorePart {
public:
    using StorePart::StorePart;

    /// Stores a model and returns its number (1 or more); its hints and its records of rules replace the earlier ones.
    /// The last three models are kept.  All are deleted when a story is withdrawn or closed to the team.  Stores
    /// nothing and returns 0 when that has happened since the revision the model was learned from.  A change of which
    /// rules are demoted counts as a change of the store.
    std::int64_t put_model(const Learned&);
    std::int64_t latest_model();  ///< its number; 0 if there is none
    /// Returns the latest model without its bytes.
    std::optional<Learned> about_latest_model();
    std::optional<Learned> model(std::int64_t number);
    /// Returns at most `limit` stories that the latest model takes to be about a theme, likeliest first; only such as
    /// the team may read.
    std::vector<Hinted> hinted(std::string_view theme, std::size_t limit);
    /// Returns how often people kept what each rule found, by theme and cue.  Stays when models are deleted.
    std::vector<RuleRecord> rules();
    /// Returns a number that changes whenever other rules are demoted than before; 0 if none ever was.
    std::int64_t demotions();
};

}  // namespace tangible
