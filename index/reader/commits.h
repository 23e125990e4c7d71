// The stories that the last commits of an index touched, kept in its metadata, so that who holds something worked out
// from all stories can bring it up to date instead of working it out again.
#pragma once
#include "index/reader/docset.h"
#include <cstdint>
#include <optional>
#include <vector>

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace tangible::index {

/// How many commits there were.
std::uint64_t commits(const Xapian::Database&);
/// Part of the next commit.
void note_commit(Xapian::WritableDatabase&, const std::vector<DocId>& touched);
/// Those added, changed or removed since there were so many commits; nothing when that is too long ago, or they are too
/// many, to say.
std::optional<std::vector<DocId>> touched_since(const Xapian::Database&, std::uint64_t commits_then);

}  // namespace tangible::index
