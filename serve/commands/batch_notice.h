// A batch that was taken in by its description (receive --about): which of its stories are here, and the notice that
// stands on every page while any is.
#pragma once
#include "schemas/forms/batch.h"
#include "schemas/store/store.h"
#include <filesystem>
#include <vector>

namespace tangible::serve {

/// Returns the references of a batch's submissions that are in the store and were not withdrawn. Reads the files anew
/// and recognises them by their bytes, so that it also works long after the batch was taken in.
std::vector<StoryId> stored_of(Store&, const std::filesystem::path& about, const Batch&);

/// Puts the batch's notice on every page, or removes it when none of the batch's stories is left. Writes only what
/// differs.
void note_batch(Store&, const std::filesystem::path& about, const Batch&);

}  // namespace tangible::serve
