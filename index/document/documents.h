// Documents to Xapian's and back, and Xapian's errors made ours.
#pragma once
#include "index/document/terms.h"
#include "schemas/ground/error.h"
#include <functional>

namespace Xapian {
class Database;
class Document;
}  // namespace Xapian

namespace tangible::index {

Xapian::Document xapian_of(const Document&);
/// What the index holds of one story, without positions: those are kept by term, and to read them by story is slow.
Document document_in(const Xapian::Database&, std::uint32_t docid);

/// Runs `work`; throws Error{locked} or Error{storage} for what Xapian or the file system throws.  Its words are
/// Xapian's names of errors only, since its messages may quote terms.
void with_xapian(const char* what, const std::function<void()>& work);

}  // namespace tangible::index
