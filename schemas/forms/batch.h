// A batch of material as an administrator describes it: the partnerships it speaks of, and
// the files with what is known about each.  Read from YAML.
#pragma once
#include "schemas/forms/form.h"
#include "schemas/shapes/partnership.h"
#include "schemas/shapes/story.h"
#include <filesystem>
#include <string>
#include <vector>

namespace tangible {

struct Batch {
    struct Entry {
        std::string file;  ///< relative to the batch's own folder, never outside it
        Details details;
    };
    std::string notice;         ///< shown on every page, e.g. that the stories are invented
    std::string notice_beside;  ///< shown instead while there are other stories too
    std::vector<Partnership> partnerships;
    std::vector<Entry> stories;
};

/// Throws Error{bad_schema} with file, line and the nearest valid word.  With a form, roles and partner
/// types must be among its choices; consent is what the batch says, closed, not yet dated.
Batch read_batch(const std::filesystem::path&, const Form* = nullptr);
Batch read_batch(std::string_view yaml, std::string_view file_name, const Form* = nullptr);

}  // namespace tangible
