// catch_up() rebuilds an index that does not fit, makes a fresh one when very many changes wait, and then applies the
// remaining changes in commits of limited size. If this fails with a storage error, the index is rebuilt.
//
// A crash needs no code of its own. The index names the revision that its last commit reached, and the next call goes
// on from there; applying a change twice gives the same document.
#include "index/building/catch_up.h"
#include "index/building/building.h"
#include "index/building/rules.h"
#include "index/building/unfinished.h"
#include "index/reader/checks.h"
#include "index/reader/folders.h"
#include "schemas/forms/questions.h"
#include "schemas/ground/error.h"

namespace tangible::index {
namespace {

constexpr std::size_t changes_in_a_commit = 200;  // a commit syncs the disk, and a crash costs at most this work

// Writes the story as it is now. Several changes of a story may wait; the store returns each story once.
void apply(Writer& writer, Store& store, const Cues& cues, const Demoted& demoted, Analyser& analyser,
           const Change& change) {
    const auto ready = change.gone ? std::nullopt : prepared(store, cues, demoted, analyser, change.story);
    if (ready)
        writer.replace(ready->story, ready->analysis, analyser, ready->codings, ready->meant);
    else
        writer.remove(change.story);
}

// Decides whether a fresh index costs less than applying the changes that wait. Adding a story to the index costs four
// times as much as making its part of a fresh one; but a fresh one contains all the stories that are there already,
// too. The two cost the same when the stories that wait are a third of those in the index, by processor time
// (tests/bench/README.md).
//
// With fewer than 1,000 changes the answer is always no, since proving and syncing a fresh index costs something as
// well. While another process makes an index, it is no, too.
bool best_made_anew(Store& store, const std::filesystem::path& data_dir) {
    constexpr std::size_t few = 1000;
    const auto since = reached(data_dir);
    if (store.changes_since(since, few).size() < few || !free_rebuilder_lock(data_dir)) return false;
    return store.changes_since(since).size() * 4 > store.live().size();
}

}  // namespace

Fit fit_of(const std::filesystem::path& folder, Store& store, const Cues& cues) {
    try {
        if (!Checks().unharmed(folder)) return Fit::damaged;
        const Writer writer(folder);
        const bool ours = writer.edition() == edition(cues.codebook(), store.demotions());
        return ours && writer.revision() <= store.revision() ? Fit::good : Fit::other;
    } catch (const Error& e) {
        if (e.kind != ErrorKind::storage) throw;
        return Fit::damaged;
    }
}

std::size_t apply_changes(Store& store, const Cues& cues, const std::filesystem::path& folder,
                          const OnProgress& on_progress) {
    Writer writer(folder);
    auto analyser = std::make_unique<Analyser>();
    const auto start = writer.revision(), goal = store.revision();
    const auto edition = writer.edition();
    const auto demoted = demoted_in(store, cues.codebook());
    std::size_t applied = 0;
    for (;;) {
        // Each commit starts from the revision that the one before reached.
        const auto changes = store.changes_since(writer.revision(), changes_in_a_commit);
        if (changes.empty()) break;
        if (analyser->words() > Analyser::many_words) analyser = std::make_unique<Analyser>();
        for (const auto& change : changes) apply(writer, store, cues, demoted, *analyser, change);
        writer.commit(changes.back().revision, edition);
        applied += changes.size();
        if (on_progress)
            on_progress(
                {static_cast<std::size_t>(changes.back().revision - start), static_cast<std::size_t>(goal - start)});
    }
    // From here on no change waits. Revisions that changed no story still count, so that the index is seen to be at
    // `goal`.
    if (writer.revision() < goal) writer.commit(goal, edition);
    return applied;
}

std::optional<Prepared> prepared(Store& store, const Cues& cues, const Demoted& demoted, Analyser& analyser,
                                 const StoryId& id) {
    // The index has stories for every use, and the filter on uses is a term of each document. So the store is asked as
    // for the teller, who may always read.
    auto story = store.story(id, Use::own);
    if (!story || !belongs(*story)) return std::nullopt;
    auto analysis = analyser.analyse(story->text, story->language);
    auto codings = settle(story->text, cues.tag(story->text, analysis, analyser, demoted), store.decisions(story->id));
    auto meant = themes_meant(story->answers, cues.codebook());
    return Prepared{std::move(*story), std::move(analysis), std::move(codings), std::move(meant)};
}

std::vector<Coding> settled_codings(Store& store, const Cues& cues, Analyser& analyser, const Story& story) {
    const auto analysis = analyser.analyse(story.text, story.language);
    const auto demoted = demoted_in(store, cues.codebook());
    return settle(story.text, cues.tag(story.text, analysis, analyser, demoted), store.decisions(story.id));
}

std::size_t catch_up(Store& store, const Cues& cues, const std::filesystem::path& data_dir,
                     const OnProgress& on_progress, const RebuildSettings& settings) {
    // 1. Take the follower's lock, and remove what interrupted work left behind.
    const auto lock = follower_lock(data_dir, 0);
    sweep(data_dir);
    forget_unfinished(data_dir, store);
    // 2. Make a fresh index if the live one cannot be used, or many changes wait. A damaged one is replaced: nobody
    //    wants to go back to it, and the one that is kept may be whole.
    std::size_t applied = 0;
    const auto fit = fit_of(live(data_dir), store, cues);
    if (fit == Fit::other)
        applied += rebuilt(data_dir, cues, on_progress, settings).stories;
    else if (fit == Fit::damaged || best_made_anew(store, data_dir))
        applied += grown(data_dir, cues, on_progress, settings).stories;
    // 3. Apply the changes that remain.
    try {
        return applied + apply_changes(store, cues, live(data_dir), on_progress);
    } catch (const Error& e) {
        if (e.kind != ErrorKind::storage) throw;
    }
    // 4. The index broke while it was written. The store is untouched, so the index is made anew from it.
    applied += grown(data_dir, cues, on_progress, settings).stories;
    return applied + apply_changes(store, cues, live(data_dir), on_progress);
}

bool repair(Store& store, const Cues& cues, const std::filesystem::path& data_dir) {
    const auto lock = follower_lock(data_dir, 0);
    sweep(data_dir);
    const auto folder = live(data_dir);
    const auto fit = fit_of(folder, store, cues);
    if (fit == Fit::good && sound(folder)) return false;
    if (fit == Fit::other)
        rebuilt(data_dir, cues, {}, {});
    else
        grown(data_dir, cues, {}, {});
    return true;
}

}  // namespace tangible::index
