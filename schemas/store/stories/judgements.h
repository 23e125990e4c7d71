// What people decided about stories: verdicts on themes, and who read a story to its end.
#pragma once
#include "schemas/shapes/coding.h"
#include "schemas/shapes/consent.h"
#include "schemas/shapes/story.h"
#include "schemas/store/common/part.h"
#include <cstdint>
#include <string_view>
#include <vector>

namespace tangible {

/// Spans and quotes of decisions, here, are of the text as others see it; in the database they are of the text as it is
/// kept, so that redactions do not move them.
class Judgements : protected StorePart {
public:
    using StorePart::StorePart;

    /// Stores a verdict; the story counts as changed.  Throws Error{usage} for a verdict that only programs give,
    /// {not_found} when the story was withdrawn.
    Revision note(const Decision&);
    /// Takes a person's last decision on a story back and returns it; the one before counts again.  Returns nullopt
    /// when they have made none since they read the story to its end, as that statement is about the decisions before
    /// it.
    std::optional<Decision> undo(const StoryId&, std::string_view coder);
    /// Returns the decisions on one story, in the order they were stored.
    std::vector<Decision> decisions(const StoryId&);
    /// Returns the decisions on all stories that allow `use`, in the order they were stored; with `theme`, those on it.
    std::vector<Decision> decisions(Use, std::string_view theme = "");

    /// Stores that a person read a story to its end.  Only the first time of each person and story is kept.
    void note(const ReadThrough&);
    std::vector<ReadThrough> read_through(const StoryId&);
    std::vector<ReadThrough> read_through(Use);

    /// Returns the sequence number of the latest judgement (a decision, or a story read to its end).  Increases; 0 if
    /// there is none.
    std::int64_t last_judgement();
};

}  // namespace tangible
