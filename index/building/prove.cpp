// An index is equal to the store when both hold the same stories, each once and with the same digests.
//
// compared() sorts what there should be and what there is, and walks the two side by side. Then it asks the store for
// stories that belong in the index but were never asked for. A story that changed since the index's revision is no
// difference.
#include "index/building/building.h"
#include "index/building/digest.h"
#include "index/building/rules.h"
#include "index/document/documents.h"
#include <algorithm>
#include <set>
#include <xapian.h>

namespace tangible::index {
namespace {

constexpr std::size_t differences_shown = 20;

// A difference begins with the story's reference, by which it can be looked up. It contains none of the story's words.
std::string difference(const StoryId& id, const char* what) { return id + ": " + what; }
StoryId story_of(const std::string& difference) { return difference.substr(0, difference.find(':')); }

bool before(const Digested& a, const Digested& b) { return a.story < b.story; }

const char* difference_of(const Digest& wanted, const Digest& there) {
    if (wanted.document != there.document || wanted.terms != there.terms) return "different words, fields or codings";
    if (wanted.postings != there.postings) return "different posting lists";
    return wanted.places != there.places ? "other positions" : nullptr;
}

// Both lists are in order by story. A story twice in a row in `there` is in the index more than once.
std::vector<std::string> differences(const std::vector<Digested>& wanted, const std::vector<Digested>& there) {
    std::vector<std::string> out;
    auto want = wanted.begin();
    for (auto have = there.begin(); have != there.end(); ++have) {
        for (; want != wanted.end() && want->story < have->story; ++want)
            out.push_back(difference(want->story, "is not in the index"));
        if (have != there.begin() && std::prev(have)->story == have->story)
            out.push_back(difference(have->story, "is in the index more than once"));
        else if (want == wanted.end() || want->story != have->story)
            out.push_back(difference(have->story, "is in the index, but must not be"));
        else if (const char* what = difference_of((want++)->digest, have->digest))
            out.push_back(difference(have->story, what));
    }
    for (; want != wanted.end(); ++want) out.push_back(difference(want->story, "is not in the index"));
    return out;
}

// Returns the stories of the store that belong in the index and that `wanted` lacks.
std::vector<std::string> forgotten(Store& store, const std::vector<Digested>& wanted) {
    std::vector<std::string> out;
    for (const auto& id : store.live()) {
        if (std::binary_search(wanted.begin(), wanted.end(), Digested{id, {}}, before)) continue;
        const auto story = store.story(id, Use::own);
        if (story && belongs(*story)) out.push_back(difference(id, "was left out"));
    }
    return out;
}

Revision reached_in(const std::filesystem::path& folder) {
    Revision revision = 0;
    with_xapian("the index cannot be read", [&] { revision = revision_of(Xapian::Database(folder.string())); });
    return revision;
}

}  // namespace

Proof compared(std::vector<Digested> wanted, Store& store, const std::filesystem::path& folder, std::size_t threads) {
    auto there = digests_in(folder, threads);
    std::sort(wanted.begin(), wanted.end(), before);
    std::sort(there.begin(), there.end(), before);
    Proof proof{wanted.size(), 0, differences(wanted, there)};
    for (const auto& w : wanted) proof.terms += w.digest.terms;
    for (auto& d : forgotten(store, wanted)) proof.differences.push_back(std::move(d));
    // Only when something differs is it worth asking what changed meanwhile.
    if (proof.equal()) return proof;
    // The store may have moved on while the index was made. What catch_up() will apply anyway is left out.
    std::set<StoryId> changed;
    for (const auto& change : store.changes_since(reached_in(folder))) changed.insert(change.story);
    std::erase_if(proof.differences, [&](const std::string& d) { return changed.contains(story_of(d)); });
    if (proof.differences.size() > differences_shown) proof.differences.resize(differences_shown);
    return proof;
}

Proof prove(Store& store, const Cues& cues, const std::filesystem::path& folder) {
    std::vector<Digested> wanted;
    auto analyser = std::make_unique<Analyser>();
    const auto demoted = demoted_in(store, cues.codebook());
    for (const auto& id : store.live()) {
        if (analyser->words() > Analyser::many_words) analyser = std::make_unique<Analyser>();
        if (const auto ready = prepared(store, cues, demoted, *analyser, id))
            wanted.push_back(
                {id, digest_of(document_of(ready->story, ready->analysis, *analyser, ready->codings, ready->meant))});
    }
    return compared(std::move(wanted), store, folder, 1);
}

}  // namespace tangible::index
