// A batch of material as an administrator describes it in YAML: the partnerships it is about, and the files with what
// is known about each.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/story.h"
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tangible {

/// What happened to an invented story after it arrived, so that a sample shows it.
struct Since {
    /// Words that were hidden after the teller was asked and agreed.
    struct Hidden {
        std::string words;    ///< hidden wherever they stand in the story
        std::string instead;  ///< what others see: "[a neighbour]"
        std::string asked;    ///< what a moderator wrote to the teller
        std::string agreed;   ///< what the teller wrote back
        bool operator==(const Hidden&) const = default;
    };
    /// A complaint about the story, and our answer.
    struct Answered {
        std::string words, answer;
        bool operator==(const Answered&) const = default;
    };
    /// What invented coders say about a passage: that a theme is in it, or is not.
    struct Decided {
        std::string theme;                 ///< Theme::id
        std::string words;                 ///< the passage: the first place where they stand
        std::vector<std::string> yes, no;  ///< names of coders
        bool operator==(const Decided&) const = default;
    };
    std::optional<Hidden> hidden;
    std::vector<Decided> decided;
    std::optional<Answered> complaint;
    bool taken_back = false;  ///< by its teller
    bool nothing() const { return *this == Since{}; }
    bool operator==(const Since&) const = default;
};

/// A batch description.
struct Batch {
    /// One file of the batch.
    struct Entry {
        std::string file;  ///< relative to the batch's own folder, and never outside it
        Details details;
        Since since;
    };
    std::string notice;         ///< shown on every page, for instance that the stories are invented
    std::string notice_beside;  ///< shown instead of `notice` while the collection has other stories, too
    std::vector<Partnership> partnerships;
    std::vector<Entry> stories;
};

/// Reads a batch description.  `moderation: passed`, for all stories or for one, says that somebody has read them.
/// `since` is accepted only in a batch with a notice, because it invents what a teller said.  With a form, roles and
/// partner types must be among its choices.  A story's consent is what the batch states, closed, with given_ms 0;
/// nullopt when the batch does not mention it. Throws Error{bad_schema} with file, line and the nearest valid word;
/// Unreadable when the file cannot be read.
Batch read_batch(const std::filesystem::path&, const Form* = nullptr);
Batch read_batch(std::string_view yaml, std::string_view file_name, const Form* = nullptr);

}  // namespace tangible
