// One theme on one passage, said by someone.  Three voices stay apart: what the machine
// suggests (computed, never stored) and what people decided (stored for ever, with who,
// when and under which edition); `settle` lays the one over the other.
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/ground/text.h"
#include "schemas/shapes/story.h"
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

enum class Verdict : std::uint8_t { suggested, accepted, rejected, added };
std::string_view name(Verdict);
Verdict verdict_named(std::string_view);
/// A person said so: accepted what was suggested, or added it.
constexpr bool confirmed(Verdict v) { return v == Verdict::accepted || v == Verdict::added; }

struct Coding {
    std::string theme;  ///< Theme::id
    Span span;
    std::string quote;  ///< the text of `span`, so that a person can check and a program can notice drift
    Polarity polarity = Polarity::unstated;
    Verdict verdict = Verdict::suggested;
    std::string cue;                 ///< Cue::name that fired; "" when a person added it
    std::vector<std::string> hints;  ///< "wish", "negation": reasons to look twice
    std::string coder;               ///< account name; "" for the machine
    std::int64_t decided_ms = 0;
    std::string edition;  ///< codebook edition it was made under
    bool operator==(const Coding&) const = default;
};

/// A person's decision about one passage and theme.
struct Decision {
    StoryId story;
    std::string theme;
    Span span;
    std::string quote;
    Verdict verdict = Verdict::accepted;  ///< accepted, rejected or added
    Polarity polarity = Polarity::unstated;
    std::string coder, edition;
    std::int64_t decided_ms = 0;
    bool hinted = false;     ///< on what was learned from other stories, not on a rule's find nor of their own accord
    std::int64_t noted = 0;  ///< its place among all judgements, given by the store; the clock may have been set back
    bool operator==(const Decision&) const = default;
};

/// A person read a story to its end: what of `themes` they did not mark by then, they say is not there.
struct ReadThrough {
    StoryId story;
    std::string coder, edition;
    bool drawn = false;  ///< at random, for this person
    bool blind = false;  ///< until then they saw neither what the machine nor what others found
    std::int64_t done_ms = 0;
    std::vector<std::string> themes;  ///< ids, of the codebook's edition then
    std::int64_t noted = 0;           ///< its place among all judgements, given by the store
    bool asked_for(std::string_view theme) const {
        return std::find(themes.begin(), themes.end(), theme) != themes.end();
    }
    /// The reader had decided so when they were done.
    bool had(const Decision& d) const { return d.story == story && d.coder == coder && d.noted <= noted; }
    bool operator==(const ReadThrough&) const = default;
};

/// Suggestions with people's decisions laid over them, in order of span and theme.
/// `decisions` are in the order in which they were noted, as the store gives them: the last one on an overlapping
/// passage of the same theme wins.  A decision without a suggestion stands by itself while its quote is still what the
/// text says there.
std::vector<Coding> settle(const std::string& text, std::vector<Coding> suggestions,
                           const std::vector<Decision>& decisions);

}  // namespace tangible
