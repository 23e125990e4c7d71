// catch_up() rebuilds an index that does not fit, makes a fresh one when very many changes wait, and then applies the
// remaining changes in commits of limited size. If this fails with a storage error, the index is rebuilt.
#include "index/building/catch_up.h"
#include "index/building/building.h"
#include "index/building/rules.h"
#include "index/building/unfinished.h"
#include "index/reader/checks.h"
#include "index/reader/folders.h"
#include "schemas/ground/error.h"

namespace tangible::index {
namespace {

constexpr std::size_t changes_in_a_commit = 200;
constexpr RebuildSettings damaged_is_not_kept{.kept_days = 0};

void apply(Writer& writer, Store& store, const Cues& cues, const Demoted& demoted, Analyser& analyser,
           const Change& change) {
    const auto ready = change.gone ? std::nullopt : prepared(store, cues, demoted, analyser, change.story);
    if (ready)
        writer.replace(ready->story, ready->analysis, analyser, ready->codings);
    else
        writer.remove(change.story);
}

// Adding a story to the index costs four times what making its part of a fresh one does, and all that is there already
// is made afresh as well: with a third as many waiting both cost the same by processor time (tests/bench/README.md).
// Fewer than a thousand are added before a fresh index is begun, proved and synced.
bool best_made_anew(Store& store, const std::filesystem::path& data_dir) {
    constexpr std::size_t few = 1000, all_of_them = 1'000'000'000;
    const auto since = reached(data_dir);
    if (store.changes_since(since, few).size() < few || !free_rebuilder_lock(data_dir)) return false;
    return store.changes_since(since, all_of_them).size() * 4 > store.live().size();
}

}  // namespace

bool fits(const std::filesystem::path& folder, Store& store, const Cues& cues) {
    try {
        if (!Checks().unharmed(folder)) return false;
        const Writer writer(folder);
        return writer.edition() == edition(cues.codebook(), store.demotions()) && writer.revision() <= store.revision();
    } catch (const Error& e) {
        if (e.kind != ErrorKind::storage) throw;
        return false;
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
    // From here on the index is at `goal`: revisions that changed no story left nothing to apply.
    if (writer.revision() < goal) writer.commit(goal, edition);
    return applied;
}

std::optional<Prepared> prepared(Store& store, const Cues& cues, const Demoted& demoted, Analyser& analyser,
                                 const StoryId& id) {
    auto story = store.story(id, Use::own);
    if (!story || !belongs(*story)) return std::nullopt;
    auto analysis = analyser.analyse(story->text, story->language);
    auto codings = settle(story->text, cues.tag(story->text, analysis, analyser, demoted), store.decisions(story->id));
    return Prepared{std::move(*story), std::move(analysis), std::move(codings)};
}

std::vector<Coding> settled_codings(Store& store, const Cues& cues, Analyser& analyser, const Story& story) {
    const auto analysis = analyser.analyse(story.text, story.language);
    const auto demoted = demoted_in(store, cues.codebook());
    return settle(story.text, cues.tag(story.text, analysis, analyser, demoted), store.decisions(story.id));
}

std::size_t catch_up(Store& store, const Cues& cues, const std::filesystem::path& data_dir,
                     const OnProgress& on_progress, const RebuildSettings& settings) {
    const auto lock = follower_lock(data_dir, 0);
    sweep(data_dir);
    forget_unfinished(data_dir, store);
    std::size_t applied = 0;
    if (!fits(live(data_dir), store, cues))
        applied += rebuilt(data_dir, cues, on_progress, settings).stories;
    else if (best_made_anew(store, data_dir))
        applied += grown(data_dir, cues, on_progress, settings).stories;
    try {
        return applied + apply_changes(store, cues, live(data_dir), on_progress);
    } catch (const Error& e) {
        if (e.kind != ErrorKind::storage) throw;
    }
    // The index broke under our hands: it is made anew from the store, which nothing has touched.
    applied += rebuilt(data_dir, cues, on_progress, damaged_is_not_kept).stories;
    return applied + apply_changes(store, cues, live(data_dir), on_progress);
}

bool repair(Store& store, const Cues& cues, const std::filesystem::path& data_dir) {
    const auto lock = follower_lock(data_dir, 0);
    sweep(data_dir);
    const auto folder = live(data_dir);
    if (fits(folder, store, cues) && sound(folder)) return false;
    rebuilt(data_dir, cues, {}, damaged_is_not_kept);
    return true;
}

}  // namespace tangible::index
