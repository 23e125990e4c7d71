// The stories that each of the last commits touched, kept in the metadata of the index. Whoever has worked something
// out from all stories can bring it up to date with these, instead of working it out again.
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

/// Returns how many commits were noted in this index; 0 for one that is new.
std::uint64_t commits(const Xapian::Database&);
/// Notes a commit and the stories it touches. The note is written with the writer's next commit, so call it just
/// before.
void note_commit(Xapian::WritableDatabase&, const std::vector<DocId>& touched);
/// Returns the stories that were added, changed or removed since the index had `commits_then` commits; some may occur
/// twice. Returns nullopt when that is too long ago, or there are too many: work it out from all stories then.
std::optional<std::vector<DocId>> touched_since(const Xapian::Database&, std::uint64_t commits_then);

}  // namespace tangible::index
