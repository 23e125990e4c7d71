// A batch that was taken in by its description (receive --about): which of its stories are here, and the notice that
// stands on every page while any is.
#pragma once
#include "schemas/forms/batch.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <string>
#include <vector>

namespace tangible::serve {

/// A submission of a batch that is in the store, or was withdrawn from it.
struct Stored {
    std::string submission;  ///< its id
    Receipt receipt;
};

/// Returns those of one file of a batch, in order. Reads the file anew and recognises it by its bytes, so that it also
/// works long after the batch was taken in.
std::vector<Stored> stored_of(Store&, const std::filesystem::path& about, const Batch::Entry&);
/// Returns the references of all that were not withdrawn.
std::vector<StoryId> stored_of(Store&, const std::filesystem::path& about, const Batch&);

/// Puts the batch's notice on every page, or removes it when none of the batch's stories is left. Writes only what
/// differs.
void note_batch(Store&, const std::filesystem::path& about, const Batch&);

}  // namespace tangible::serve
