// A rebuild makes the missing parts in parallel, merges them, proves the result, applies later changes, and goes live.
// If a story was withdrawn meanwhile, the index is first compacted into a second folder, which goes live instead.
//
// The live index is followed and searched until the last moment: the rebuilder's lock is held all the time, and the
// follower's lock only for the last changes and the swap.
#include "index/building/rebuild.h"
#include "index/building/building.h"
#include "index/building/parts.h"
#include "index/building/unfinished.h"
#include "index/document/documents.h"
#include "index/glass/layout.h"
#include "index/reader/folders.h"
#include "schemas/ground/error.h"
#include "schemas/system/parallel.h"
#include <algorithm>
#include <functional>
#include <xapian.h>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

// How long to wait for another process that has a lock.
constexpr int lock_timeout_ms = 30'000;
// An interruption costs each thread the part that it was making, so parts are not too large; each part costs some files
// and syncs, so they are not too small either. `parts_at_once` limits how many files a merge has open.
constexpr std::size_t most_threads = 12, fewest_in_a_part = 50, most_in_a_part = 1600, parts_at_once = 64;

/// Counts the steps of all threads together, and reports them one at a time.
class Counting {
public:
    Counting(const char* step, std::size_t total, const OnProgress& tell) : progress_{0, total, step}, tell_(tell) {}
    void add(std::size_t steps = 1) {
        const std::lock_guard turn(turn_);
        progress_.done += steps;
        if (tell_) tell_(progress_);
    }

private:
    std::mutex turn_;
    Progress progress_;
    const OnProgress& tell_;
};

// Returns how many threads fit into the memory. References and digests of all stories take 64 MiB and 1 MiB more for
// each 4,000 stories; each thread takes 72 MiB for its words and one slice. Measured (tests/bench/README.md) and
// rounded up.
std::size_t threads_within(std::size_t memory_mb, std::size_t stories) {
    constexpr std::size_t base_mb = 64, stories_a_mb = 4000, thread_mb = 72;
    const auto rest = memory_mb - std::min(memory_mb, base_mb + stories / stories_a_mb);
    return std::clamp<std::size_t>(std::min(rest / thread_mb, cores()), 1, most_threads);
}

// Four parts for each thread, so that all threads end at about the same time.
std::size_t stories_in_a_part(std::size_t stories, std::size_t threads) {
    return std::clamp(stories / (threads * 4) + 1, fewest_in_a_part, most_in_a_part);
}

void build_parts(const Unfinished& work, const fs::path& data_dir, const Cues& cues, std::size_t threads,
                 Counting& counting) {
    // Parts from an interrupted rebuild are counted as done.
    std::vector<std::size_t> missing;
    for (std::size_t part = 0; part < work.parts(); ++part) {
        if (work.made(part))
            counting.add(work.stories(part).size());
        else
            missing.push_back(part);
    }
    in_parallel(threads, missing.size(), [&](auto next) {
        PartBuilder builder(data_dir, cues);
        while (const auto at = next()) {
            const auto part = missing[*at];
            work.keep(part, builder.build(work.stories(part), work.begin(part), [&] { counting.add(); }));
        }
    });
}

void merge_parts(const Unfinished& work, const fs::path& to, std::size_t threads) {
    std::vector<fs::path> parts;
    for (std::size_t part = 0; part < work.parts(); ++part) parts.push_back(work.folder(part));
    if (!parts.empty()) merge(std::move(parts), to, work.scratch(), parts_at_once, threads);
}

std::vector<Digested> all_digests(const Unfinished& work) {
    std::vector<Digested> all;
    for (std::size_t part = 0; part < work.parts(); ++part)
        for (auto& digest : work.digests(part)) all.push_back(std::move(digest));
    return all;
}

void compact_into(const fs::path& from, const fs::path& to) {
    with_xapian("the index cannot be compacted", [&] {
        // An index that Xapian never committed has no tables to compact; a commit makes them.
        Xapian::WritableDatabase(from.string(), Xapian::DB_CREATE_OR_OPEN, glass::block_bytes).commit();
        Xapian::Database(from.string()).compact(to.string(), 0, glass::block_bytes);
    });
}

// 1. Make the missing parts.
// 2. Merge all parts into the folder `to`.
//
// If the disk fails, the parts are removed, since a damaged part would fail every later rebuild as well.
void build(const Unfinished& work, const fs::path& to, const fs::path& data_dir, const Cues& cues,
           const OnProgress& tell, std::size_t threads) {
    Counting indexing("Indexing", work.stories(), tell);
    try {
        with_xapian("the new index cannot be written", [&] {
            build_parts(work, data_dir, cues, threads, indexing);
            if (tell) tell({0, work.stories(), "Merging"});
            merge_parts(work, to, threads);
        });
    } catch (const Error& e) {
        if (e.kind == ErrorKind::storage) work.remove();
        throw;
    }
}

// Makes a whole index in `to` and proves it equal to the store, as the store was at the revision that the index names:
//
// 1. Plan the parts, or take up those of an interrupted rebuild.
// 2. Build and merge them.
// 3. Commit the revision and the edition.
// 4. Compare all documents with the digests that were taken when the parts were made.
// 5. Remove the parts, whether the index is right or not.
Proof made(const fs::path& to, const fs::path& data_dir, Store& store, const Cues& cues, const OnProgress& tell,
           std::size_t memory_mb) {
    const auto stories = store.live().size();
    const auto threads = threads_within(memory_mb, stories);
    const auto made_with = edition(cues.codebook(), store.demotions());
    const Unfinished work(data_dir, store, made_with, stories_in_a_part(stories, threads));
    build(work, to, data_dir, cues, tell, threads);
    Writer(to).commit(work.revision(), made_with);
    if (tell) tell({0, work.stories(), "Proving"});
    auto proof = compared(all_digests(work), store, to, threads);
    if (tell) tell({work.stories(), work.stories(), "Proving"});
    work.remove();
    if (proof.equal()) return proof;
    throw Error(ErrorKind::storage, "the new index does not equal the store (" + proof.differences.front() + ")",
                "The index in use was not changed. Please report this.");
}

// For a caller who has both locks. Applies what changed meanwhile before anybody searches the new index. If a story was
// withdrawn meanwhile, its words are still in blocks that nothing leads to; compacting leaves these blocks behind.
// Nothing is kept in that case, since the replaced index has the words, too.
void go_live(FreshFolder& fresh, Revision made_at, const fs::path& data_dir, Store& store, const Cues& cues,
             const std::function<void(FreshFolder&)>& name_live) {
    const auto changes = store.changes_since(made_at);
    const bool gone = std::any_of(changes.begin(), changes.end(), [](const Change& c) { return c.gone; });
    apply_changes(store, cues, fresh.path());
    if (!gone) return name_live(fresh);
    FreshFolder clean(data_dir);
    compact_into(fresh.path(), clean.path());
    clean.go_live(0);
}

// For a caller who has the follower's lock: the live index does not move meanwhile, and little is left to apply.
Proof made_live(const fs::path& data_dir, const Cues& cues, const OnProgress& tell, std::size_t memory_mb,
                const std::function<void(FreshFolder&)>& name_live) {
    const auto turn = rebuilder_lock(data_dir, 0);
    Store store(data_dir, Store::Access::read);
    FreshFolder fresh(data_dir);
    auto proof = made(fresh.path(), data_dir, store, cues, tell, memory_mb);
    const auto made_at = Writer(fresh.path()).revision();
    go_live(fresh, made_at, data_dir, store, cues, name_live);
    return proof;
}

}  // namespace

Proof rebuilt(const fs::path& data_dir, const Cues& cues, const OnProgress& tell, const RebuildSettings& settings) {
    return made_live(data_dir, cues, tell, settings.memory_mb,
                     [&](FreshFolder& fresh) { fresh.go_live(settings.kept_days); });
}

Proof grown(const fs::path& data_dir, const Cues& cues, const OnProgress& tell, const RebuildSettings& settings) {
    return made_live(data_dir, cues, tell, settings.memory_mb, [](FreshFolder& fresh) { fresh.replace_live(); });
}

Proof rebuild(const fs::path& data_dir, const Cues& cues, const OnProgress& tell, const RebuildSettings& settings) {
    // 1. With the rebuilder's lock alone: make a whole index, and apply most of what changed meanwhile.
    const auto turn = rebuilder_lock(data_dir, lock_timeout_ms);
    Store store(data_dir, Store::Access::read);
    FreshFolder fresh(data_dir);
    auto proof = made(fresh.path(), data_dir, store, cues, tell, settings.memory_mb);
    const auto made_at = Writer(fresh.path()).revision();
    apply_changes(store, cues, fresh.path());  // most of them, while others may still follow the live index
    // 2. With both locks: apply the rest, and put the index in place.
    const auto follower = follower_lock(data_dir, lock_timeout_ms);
    go_live(fresh, made_at, data_dir, store, cues, [&](FreshFolder& f) { f.go_live(settings.kept_days); });
    return proof;
}

void go_back(const fs::path& data_dir, Store& store, const Cues& cues, const RebuildSettings& settings) {
    const auto follower = follower_lock(data_dir, lock_timeout_ms);
    const auto folder = kept(data_dir);
    if (!folder)
        throw Error(ErrorKind::not_found, "there is no earlier index",
                    "tangible reindex builds a new one from the stories");
    const auto fit = fit_of(*folder, store, cues);
    if (fit == Fit::damaged)
        throw Error(ErrorKind::storage, "the earlier index is damaged", "Build a new index with tangible reindex.");
    if (fit == Fit::other)
        throw Error(ErrorKind::usage,
                    "the earlier index was built with another codebook or by another version of this program",
                    "Put that codebook back first, then run tangible reindex --back. Or build a new index with "
                    "tangible reindex.");
    // Before it is live, so that nobody searches an old state.
    apply_changes(store, cues, *folder);
    swap_with_kept(data_dir, settings.kept_days);
}

void compact(const fs::path& data_dir) {
    const auto lock = follower_lock(data_dir, lock_timeout_ms);
    // Words of withdrawn stories are in these, too. They go first, so that an interruption leaves fewer copies.
    drop_kept(data_dir);
    sweep(data_dir);
    FreshFolder fresh(data_dir);
    compact_into(live(data_dir), fresh.path());
    fresh.go_live(0);
}

}  // namespace tangible::index
