// What the latest model suggests on a story, for those who code it.  These are hints on the desk: no number counts them
// and no search finds them until a person says yes.
#pragma once
#include "index/learning/model.h"
#include "schemas/codebooks/codebook.h"
#include "schemas/shapes/coding.h"
#include "schemas/store/store.h"
#include <memory>
#include <string>
#include <vector>

namespace tangible::serve {

struct Hint {
    std::string theme;
    Span passage;
    std::string quote;
    std::vector<std::string> words;             ///< that weighed most, most first
    std::string likely;                         ///< in words: a share once there is enough to calibrate, else a band
    std::uint32_t confirmed = 0, rejected = 0;  ///< reviews that this theme was learned from
};

/// How likely, in words that promise no share; `chance` is in ten-thousandths.
const char* in_a_band(std::int64_t chance);

/// One thread at a time.
class Hints {
public:
    Hints();
    ~Hints();
    /// Likeliest first.  Not those for themes that already stand or were rejected on an overlapping passage.  None
    /// while there is no model, or only one of another codebook edition.
    std::vector<Hint> on(const Story&, const std::vector<Coding>& standing, Store&, const Codebook&);
    /// The latest one; nullptr as above.  Good until the next call.
    const index::Model* model(Store&, const Codebook&);

private:
    struct InForce;
    std::unique_ptr<InForce> in_force_;
    std::int64_t looked_at_ = 0;
};

}  // namespace tangible::serve
