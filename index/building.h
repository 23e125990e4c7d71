// What catching up and rebuilding share: from the store's story to what the index must hold of it.  Inside index/ only.
#pragma once
#include "index/rebuild.h"
#include "index/terms.h"
#include <optional>
#include <span>
#include <utility>

namespace tangible::index {

struct Prepared {
    Story story;
    Analysis analysis;
    std::vector<Coding> codings;  ///< settled
};

/// nullopt when the story is gone, or no use may see it.
std::optional<Prepared> prepared(Store&, const Cues&, Analyser&, const StoryId&);

/// As rebuild(), for one who has the follower's lock.
Proof rebuilt(const std::filesystem::path& data_dir, const Cues&, const OnProgress&);

/// Half a proof: stories compared one by one, and what the posting lists must say of each of their documents.
struct Compared {
    Proof proof;
    std::vector<std::pair<std::uint32_t, std::uint64_t>> digests;  ///< document, sum of the digests of its postings
};

/// Compares documents with what the store gives for `ids`; `step` is called after each.
Compared compared(Store&, const Cues&, const std::filesystem::path& folder, std::span<const StoryId> ids,
                  const std::function<void()>& step);

/// Terms that cut the index into runs of about the same size; the first is "".
std::vector<std::string> borders(const std::filesystem::path& folder);
/// By document, the sum of the digests of its postings, of the terms from `from` to before `to` ("": to the end).
std::vector<std::uint64_t> posting_digests(const std::filesystem::path& folder, const std::string& from,
                                           const std::string& to);

/// Both halves together.  Stories that changed since the index was made are catch_up's, and left out.
Proof concluded(Compared, const std::vector<std::uint64_t>& posting_digests, Store&,
                const std::filesystem::path& folder, std::span<const StoryId> ids);

}  // namespace tangible::index
