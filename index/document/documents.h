// Converts between our Document and Xapian's, and turns Xapian's errors into ours.
//
//     with_xapian("the index cannot be written", [&] {
//         db.replace_document(terms::reference(story.id), xapian_of(document));
//     });
#pragma once
#include "index/document/terms.h"
#include "schemas/ground/error.h"
#include "schemas/store/common/part.h"
#include <functional>

namespace Xapian {
class Database;
class Document;
}  // namespace Xapian

namespace tangible::index {

/// Returns the same document in Xapian's form. Numbers in `values` become Xapian's sortable strings.
Xapian::Document xapian_of(const Document&);
/// Returns what the index holds of the document `docid`, without positions: Xapian stores positions by term, so reading
/// them by story is slow. Throws Xapian::DocNotFoundError when there is no such document.
Document document_in(const Xapian::Database&, std::uint32_t docid);

/// Returns the revision of the store that the index has reached; 0 for an empty index.
Revision revision_of(const Xapian::Database&);

/// Runs `work`, and turns what Xapian or the file system throws into Error{locked} (another process writes the index)
/// or Error{storage}. `what` begins the message. The message names Xapian's error by its type only: Xapian's own
/// messages may quote terms, which are words of stories.
void with_xapian(const char* what, const std::function<void()>& work);

}  // namespace tangible::index
