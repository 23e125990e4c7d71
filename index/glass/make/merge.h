// One database of several: documents of each come after those of the one before.  Termlists, data and positions are
// taken over as they are stored; of a term's postings the chunks are, and joined where they are small.  Each table is
// read once and written once, so that it takes little memory, whatever their size.
#pragma once
#include "index/glass/version.h"
#include <span>

namespace tangible::index::glass {

/// Into a folder that is there and empty; one table a thread.  False, and nothing done, when one of them is laid out in
/// a way that is not known here.  Throws Error{storage}.
bool merge(std::span<const std::filesystem::path> from, const std::filesystem::path& to, std::size_t threads);

}  // namespace tangible::index::glass
