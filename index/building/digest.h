// Describes what an index holds of each story in a few numbers, so that all of it can be compared with the store in one
// pass.
//
// Xapian stores what it knows three times: by document (terms, values, data), by term (which documents, and how often)
// and by both (positions). Each of the three has a digest of its own, a sum of hashes, so that the order of reading
// does not matter. With 64 bits they find accidents; they do not protect against someone who wants two stories to look
// alike.
#pragma once
#include "index/document/terms.h"
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tangible::index {

/// The digests of one document.
struct Digest {
    std::uint64_t document = 0;  ///< by document: terms and how often, values, data
    std::uint64_t postings = 0;  ///< by term: terms and how often
    std::uint64_t places = 0;    ///< by both: terms and positions
    std::uint32_t terms = 0;     ///< how many terms it has
    bool operator==(const Digest&) const = default;
};

class TermNumbers;

/// Returns the digest of what the index must hold of a story.
Digest digest_of(const Document&);
/// As above, without building the terms. `terms` is what numbers.of() returned for these contents.
Digest digest_of(const Contents&, std::span<const std::uint32_t> terms, TermNumbers&);

/// A story and its digest.
struct Digested {
    StoryId story;  ///< "document 7" when the document's data does not name one
    Digest digest;
};

/// Returns the digests of all documents in the index in `folder`, in no order; `threads` read it. Postings or positions
/// of a document that does not exist are returned under the story "document 7". Throws Error{storage} when the index
/// cannot be read.
std::vector<Digested> digests_in(const std::filesystem::path& folder, std::size_t threads);

}  // namespace tangible::index
