// Finds stories that may be the same story: candidates by shared fingerprints in the index, then measured by their
// texts (likeness.h). Fingerprints miss few and may meet by chance, which is why the texts decide.
#include "index/search/searcher.h"
#include "index/words/likeness.h"
#include <algorithm>
#include <map>
#include <tuple>

namespace tangible::index {
namespace {

// Measuring reads and analyses a story, so only the best candidates are measured.
constexpr std::size_t most_measured = 60, most_shown = 20;

using Hashes = std::vector<std::uint64_t>;

Hashes shingles_of(const Story& story, Analyser& analyser) {
    return shingles(analyser.analyse(story.text, story.language), analyser);
}

// Returns the stories that share most fingerprints, without `but` itself.
std::vector<StoryId> candidates(Reader& reader, const Hashes& fingerprints, const StoryId& but) {
    std::map<DocId, std::size_t> shared;
    for (const auto f : fingerprints)
        for (const auto doc : reader.postings(terms::fingerprint(f))) ++shared[doc];
    // The story shares all fingerprints with itself.
    shared.erase(reader.find(but));
    std::vector<std::pair<DocId, std::size_t>> ranked(shared.begin(), shared.end());
    std::stable_sort(ranked.begin(), ranked.end(), [](auto a, auto b) { return a.second > b.second; });
    ranked.resize(std::min(ranked.size(), most_measured));
    std::vector<StoryId> out;
    for (const auto& [doc, n] : ranked) out.push_back(reader.story(doc).story);
    return out;
}

}  // namespace

std::vector<Alike> Searcher::alike(const StoryId& id) {
    auto& store = impl_->store;
    const auto story = store.story(id, Use::team);
    if (!story) return {};
    // Its own, since the words of whole texts would fill that of the Searcher.
    Analyser analyser;
    const auto own = shingles_of(*story, analyser);
    std::vector<StoryId> near;
    impl_->reader.steadily([&] { near = candidates(impl_->reader, fingerprints(own), id); });
    std::vector<Alike> out;
    for (const auto& other : near) {
        // The store decides whether the story may be read, whatever the index still says.
        const auto there = store.story(other, Use::team);
        if (!there || store.apart(id, other)) continue;
        const auto o = overlap(own, shingles_of(*there, analyser));
        if (worth_asking(o)) out.push_back({other, o});
    }
    std::stable_sort(out.begin(), out.end(), [](const Alike& a, const Alike& b) {
        return std::tie(a.overlap.jaccard, a.overlap.contained) > std::tie(b.overlap.jaccard, b.overlap.contained);
    });
    out.resize(std::min(out.size(), most_shown));
    return out;
}

}  // namespace tangible::index
