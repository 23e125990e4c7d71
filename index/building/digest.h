// What an index holds, in a few numbers a story, so that the whole of it can be compared with the store in one pass.
// Xapian keeps what it knows three times: by document (terms, values, data), by term (which documents, how often) and
// by both (positions).  Each has a digest of its own, a sum over what is in it, so that the order of reading does not
// matter.  64 bits find accidents, not enemies.
#pragma once
#include "index/document/terms.h"
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tangible::index {

struct Digest {
    std::uint64_t document = 0;  ///< terms and how often, values, data
    std::uint64_t postings = 0;  ///< terms and how often
    std::uint64_t places = 0;    ///< terms and where
    std::uint32_t terms = 0;     ///< counted
    bool operator==(const Digest&) const = default;
};

class TermNumbers;

/// Of what the index must hold of a story.
Digest digest_of(const Document&);
/// `terms` as the numbers give them.
Digest digest_of(const Contents&, std::span<const std::uint32_t> terms, TermNumbers&);

struct Digested {
    StoryId story;  ///< "document 7" when its data does not say
    Digest digest;
};

/// Of each document that is in the index, in no order, by so many threads.  What is of no document is given as one
/// of a story "document 7".
std::vector<Digested> digests_in(const std::filesystem::path& folder, std::size_t threads);

}  // namespace tangible::index
