// What the latest model suggests on a story, as hints on the coding desk. No number counts a hint and no search finds
// it until a coder accepts it.
#pragma once
#include "index/learning/model.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include "schemas/store/store.h"
#include <memory>
#include <string>
#include <vector>

namespace tangible::serve {

/// A passage that may be about a theme, and why the model says so.
struct Hint {
    std::string theme;                          ///< Theme::id
    Span passage;                               ///< in bytes of Story::text
    std::string quote;                          ///< the words of the passage
    std::vector<std::string> words;             ///< at most four words that weighed most, the heaviest first
    std::string likely;                         ///< "right in about 70 of 100 such cases" if calibrated, else a band
    std::uint32_t confirmed = 0, rejected = 0;  ///< how many reviews the model learned this theme from
};

/// Returns "likely" or "possible", for a model that cannot promise a share yet. `chance` is in ten-thousandths.
const char* in_a_band(std::int64_t chance);

/// Makes hints, and keeps the latest model loaded. One thread at a time.
class Hints {
public:
    Hints();
    ~Hints();
    /// Returns at most eight hints on a story, likeliest first. Leaves out themes that a coding in `standing` (standing
    /// or rejected) has on an overlapping passage. Returns none while there is no model of this codebook edition.
    std::vector<Hint> on(const Story&, const std::vector<Coding>& standing, Store&, const Codebook&);
    /// Returns the latest model; nullptr while there is none of this codebook edition. Valid until the next call.
    const index::Model* model(Store&, const Codebook&);

private:
    struct InForce;
    std::unique_ptr<InForce> in_force_;
    std::int64_t looked_at_ = 0;
};

}  // namespace tangible::serve
