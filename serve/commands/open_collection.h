// The collection over a data folder, as its files are now.
#pragma once
#include "serve/collection/collection.h"

namespace tangible::serve {

/// Reads the codebook, the form and the pages that the settings name, and keeps the form's wording. Throws what reading
/// them and Store::note_wording() throw.
Collection opened(Config, Store&, ingest::ReadingPool* = nullptr);

}  // namespace tangible::serve
