// A batch of material as an administrator describes it in YAML: the partnerships it is about, and the files with what
// is known about each.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/story.h"
#include <filesystem>
#include <string>
#include <vector>

namespace tangible {

/// A batch description.
struct Batch {
    /// One file of the batch.
    struct Entry {
        std::string file;  ///< relative to the batch's own folder, and never outside it
        Details details;
    };
    std::string notice;         ///< shown on every page, for instance that the stories are invented
    std::string notice_beside;  ///< shown instead of `notice` while the collection has other stories, too
    std::vector<Partnership> partnerships;
    std::vector<Entry> stories;
};

/// Reads a batch description.  `moderation: passed`, for all stories or for one, says that somebody has read them. With
/// a form, roles and partner types must be among its choices.  A story's consent is what the batch states, closed, with
/// given_ms 0; nullopt when the batch does not mention it. Throws Error{bad_schema} with file, line and the nearest
/// valid word; Unreadable when the file cannot be read.
Batch read_batch(const std::filesystem::path&, const Form* = nullptr);
Batch read_batch(std::string_view yaml, std::string_view file_name, const Form* = nullptr);

}  // namespace tangible
