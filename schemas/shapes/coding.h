// Codings: one theme on one passage, given by the machine or by a person.
//
// What the machine suggests is computed each time and never stored.  What people decide is stored, with who decided,
// when, and under which codebook edition.  settle() puts the two together:
//
//     auto codings = settle(story.text, cues.tag(story.text, analysis, analyser), store.decisions(story.id));
#pragma once
#include "schemas/codebooks/codebook.h"
#include "schemas/ground/text.h"
#include "schemas/shapes/story.h"
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace tangible {

/// Where a coding stands.  `suggested` comes from the machine; a person accepts or rejects a suggestion, or adds a
/// coding that the machine did not suggest.  `disputed`: as many people say the one as the other.
enum class Verdict : std::uint8_t { suggested, accepted, rejected, added, disputed };
std::string_view name(Verdict);
/// Returns the verdict of that name.  Throws Error{usage} for any other word.
Verdict verdict_named(std::string_view);
/// Returns whether a person can give this verdict.
constexpr bool is_decision(Verdict v) { return v != Verdict::suggested && v != Verdict::disputed; }
/// Returns whether a person says that the theme is in the passage.
constexpr bool confirmed(Verdict v) { return v == Verdict::accepted || v == Verdict::added; }

/// One theme on one passage of a story.
struct Coding {
    std::string theme;  ///< Theme::id
    Span span;          ///< of the story's text
    std::string quote;  ///< the text of `span`, so that a person can check it and a program can notice a changed text
    Polarity polarity = Polarity::unstated;
    Verdict verdict = Verdict::suggested;
    std::string cue;                 ///< name of the cue that found the passage; "" when a person added it
    std::vector<std::string> hints;  ///< "wish", "negation": reasons to look twice
    std::string coder;               ///< account name; "" for the machine
    std::int64_t decided_ms = 0;     ///< 0 for a suggestion
    std::string edition;             ///< codebook edition under which it was made
    bool operator==(const Coding&) const = default;
};

/// A person's decision about one passage and theme.
struct Decision {
    StoryId story;
    std::string theme;                    ///< Theme::id
    Span span;                            ///< of the story's text at the time
    std::string quote;                    ///< the text of `span` at the time
    Verdict verdict = Verdict::accepted;  ///< accepted, rejected or added
    Polarity polarity = Polarity::unstated;
    std::string coder, edition;
    std::int64_t decided_ms = 0;
    bool hinted = false;     ///< answers a hint of the learned model, rather than a find of a rule or the coder's own
    std::int64_t noted = 0;  ///< sequence number among all judgements, given by the store
    bool operator==(const Decision&) const = default;
};

/// A person's statement that they read a story to its end.  Any of `themes` that they had not marked by then is not in
/// the story, as they see it.
struct ReadThrough {
    StoryId story;
    std::string coder, edition;
    bool drawn = false;  ///< the story was picked at random for this person
    bool blind = false;  ///< until then the person saw neither suggestions nor other people's decisions
    std::int64_t done_ms = 0;
    std::vector<std::string> themes;  ///< ids of the themes of the codebook edition at the time
    std::int64_t noted = 0;           ///< sequence number among all judgements, given by the store
    /// Returns whether the person was asked about the theme.
    bool asked_for(std::string_view theme) const {
        return std::find(themes.begin(), themes.end(), theme) != themes.end();
    }
    /// Returns whether `d` is a decision that this person had made on this story by the time they were done.
    bool had(const Decision& d) const { return d.story == story && d.coder == coder && d.noted <= noted; }
    bool operator==(const ReadThrough&) const = default;
};

/// Returns the suggestions with people's decisions applied to them, in order of span and theme.
///
/// `decisions` must be in the order in which they were noted, as the store returns them.  A decision is ignored when
/// the text at its span is no longer its quote; for the others see decided().  A decision that overlaps a suggestion of
/// its theme replaces it and takes over its cue and hints; any other decision becomes a coding of its own.
/// O((suggestions + decisions) x decisions), all of one story.
std::vector<Coding> settle(const std::string& text, std::vector<Coding> suggestions,
                           const std::vector<Decision>& decisions);

/// Returns what people say about one story, without looking at its text.
///
/// Of one person's decisions on overlapping passages of a theme, the last one counts.  Where people differ about a
/// passage, what more of them say counts.  When as many say the one as the other, it is disputed, until somebody else
/// decides or one of them decides anew.  A coding has the passage and the polarity of the last person who says what
/// counts: whether a passage speaks for or against a theme is never disputed.
std::vector<Coding> decided(const std::vector<Decision>& decisions);

}  // namespace tangible
