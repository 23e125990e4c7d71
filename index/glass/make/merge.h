// Makes one database of several: the documents of each come after those of the one before.  Termlists, data and
// positions are copied as they are stored; the chunks of a term's postings, too, and small ones are joined.  Each table
// is read once and written once, so merging takes little memory whatever their size.
#pragma once
#include "index/glass/version.h"
#include <span>

namespace tangible::index::glass {

/// Merges databases into a folder that exists and is empty, with one thread for each table (four at most are of use).
/// Where databases have metadata under the same key, the last one wins.  Returns false, and does nothing, when one of
/// them has a layout that version_of() does not know, or has spellings or synonyms.  Throws Error{storage}.
bool merge(std::span<const std::filesystem::path> from, const std::filesystem::path& to, std::size_t threads);

}  // namespace tangible::index::glass
