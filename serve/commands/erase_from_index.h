// For commands after which words must leave the disk: withdrawals, and redactions.
#pragma once
#include "schemas/store/store.h"
#include <filesystem>

namespace tangible::serve {

/// Removes withdrawn stories and hidden words from the index and rewrites its files, so that the words leave the disk.
/// Returns false when a running server has the index; the server then does it.
bool erase_from_index(Store&, const std::filesystem::path& data_dir);

}  // namespace tangible::serve
