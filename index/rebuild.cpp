#include "index/rebuild.h"
#include "index/building.h"
#include "index/documents.h"
#include "index/folders.h"
#include "schemas/error.h"
#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <xapian.h>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;
using Ids = std::span<const StoryId>;

// Xapian adds to a small fresh database three times as fast as to a large one, and compacting many is cheap.
constexpr std::size_t stories_in_a_slice = 200, slices_in_a_part = 16, databases_at_once = 64;
constexpr int lock_timeout_ms = 30'000;
constexpr int for_a_while = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;  // synced when all is done

/// Counts steps of all threads; one thread at a time tells.
class Counting {
public:
    Counting(std::size_t total, const OnProgress& tell) : progress_{0, total}, tell_(tell) {}
    void step() {
        const std::lock_guard turn(turn_);
        ++progress_.done;
        if (tell_) tell_(progress_);
    }

private:
    std::mutex turn_;
    Progress progress_;
    const OnProgress& tell_;
};

std::vector<Ids> cut_up(Ids ids, std::size_t size) {
    std::vector<Ids> out;
    for (std::size_t at = 0; at < ids.size(); at += size)
        out.push_back(ids.subspan(at, std::min(size, ids.size() - at)));
    return out;
}

std::size_t threads() { return std::clamp(std::thread::hardware_concurrency(), 1u, 16u); }

// Enough parts that all threads end at about the same time.
std::size_t stories_in_a_part(std::size_t stories) {
    return std::clamp(stories / (threads() * 4) + 1, stories_in_a_slice / 4, stories_in_a_slice * slices_in_a_part);
}

// Runs `work` on each thread with a function that gives it part after part until there are none.
// The first error ends all of them.
template <class Work> void in_parallel(std::size_t parts, Work work) {
    std::atomic<std::size_t> given{0};
    std::mutex turn;
    std::exception_ptr error;
    const auto next = [&]() -> std::optional<std::size_t> {
        const auto part = given++;
        return part < parts ? std::optional(part) : std::nullopt;
    };
    const auto run = [&] {
        try {
            work(next);
        } catch (...) {
            given = parts;
            const std::lock_guard hold(turn);
            if (!error) error = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min(threads(), parts); ++i) others.emplace_back(run);
        run();
    }
    if (error) std::rethrow_exception(error);
}

void compact_into(const fs::path& to, const std::vector<fs::path>& from) {
    Xapian::Database all;
    for (const auto& folder : from) all.add_database(Xapian::Database(folder.string()));
    all.compact(to.string());
    for (const auto& folder : from) fs::remove_all(folder);
}

// In rounds, since each open database holds several files.
fs::path merged(std::vector<fs::path> from, const fs::path& work) {
    for (int round = 0; from.size() > 1; ++round) {
        std::vector<fs::path> next;
        for (std::size_t at = 0; at < from.size(); at += databases_at_once) {
            const auto end = std::min(at + databases_at_once, from.size());
            next.push_back(work / ("round" + std::to_string(round) + "-" + std::to_string(at)));
            compact_into(next.back(), {from.begin() + static_cast<std::ptrdiff_t>(at),
                                       from.begin() + static_cast<std::ptrdiff_t>(end)});
        }
        from = std::move(next);
    }
    return from.front();
}

/// One thread's part of a build.
class Builder {
public:
    Builder(const fs::path& data_dir, const Cues& cues, Counting& counting)
        : store_(data_dir, Store::Access::read), cues_(cues), counting_(counting) {}

    /// A compacted database of some stories.
    void build(Ids ids, const fs::path& to) {
        if (analyser_->words() > Analyser::many_words) analyser_ = std::make_unique<Analyser>();
        std::vector<fs::path> slices;
        for (auto slice_ids : cut_up(ids, stories_in_a_slice)) {
            slices.push_back(to.string() + "-slice" + std::to_string(slices.size()));
            slice(slice_ids, slices.back());
        }
        if (slices.size() == 1)
            fs::rename(slices.front(), to);
        else
            compact_into(to, slices);
    }

private:
    void slice(Ids ids, const fs::path& to) {
        Xapian::WritableDatabase db(to.string(), for_a_while);
        for (const auto& id : ids) {
            if (const auto ready = prepared(store_, cues_, *analyser_, id))
                db.add_document(xapian_of(document_of(ready->story, ready->analysis, *analyser_, ready->codings)));
            counting_.step();
        }
        db.commit();
    }

    Store store_;
    const Cues& cues_;
    Counting& counting_;
    std::unique_ptr<Analyser> analyser_ = std::make_unique<Analyser>();
};

// One database of all stories in `to`; what it took on the way is gone.
void build(const fs::path& data_dir, const Cues& cues, Ids ids, const fs::path& to, Counting& counting) {
    const auto parts = cut_up(ids, stories_in_a_part(ids.size()));
    if (parts.empty()) return;
    const auto work = to / "work";
    fs::create_directories(work);
    std::vector<fs::path> folders;
    for (std::size_t part = 0; part < parts.size(); ++part) folders.push_back(work / ("part" + std::to_string(part)));
    in_parallel(parts.size(), [&](auto next) {
        Builder builder(data_dir, cues, counting);
        while (auto part = next()) builder.build(parts[*part], folders[*part]);
    });
    for (const auto& entry : fs::directory_iterator(merged(folders, work)))
        fs::rename(entry.path(), to / entry.path().filename());
    fs::remove_all(work);
}

// The first half of the proof, by stories.
Compared stories_compared(const fs::path& data_dir, const Cues& cues, Ids ids, const fs::path& folder,
                          Counting& counting) {
    const auto parts = cut_up(ids, stories_in_a_part(ids.size()));
    Compared all;
    std::mutex turn;
    in_parallel(parts.size(), [&](auto next) {
        Store store(data_dir, Store::Access::read);
        while (auto part = next()) {
            const auto some = compared(store, cues, folder, parts[*part], [&] { counting.step(); });
            const std::lock_guard hold(turn);
            all.proof.stories += some.proof.stories;
            all.proof.terms += some.proof.terms;
            all.proof.differences.insert(all.proof.differences.end(), some.proof.differences.begin(),
                                         some.proof.differences.end());
            all.digests.insert(all.digests.end(), some.digests.begin(), some.digests.end());
        }
    });
    return all;
}

// The second half, by terms.
std::vector<std::uint64_t> all_posting_digests(const fs::path& folder) {
    auto runs = borders(folder);
    const auto parts = runs.size();
    runs.emplace_back();
    std::vector<std::uint64_t> all;
    std::mutex turn;
    in_parallel(parts, [&](auto next) {
        while (auto part = next()) {
            const auto some = posting_digests(folder, runs[*part], runs[*part + 1]);
            const std::lock_guard hold(turn);
            all.resize(some.size());
            std::transform(some.begin(), some.end(), all.begin(), all.begin(), std::plus<>());
        }
    });
    return all;
}

}  // namespace

Proof rebuilt(const fs::path& data_dir, const Cues& cues, const OnProgress& on_progress) {
    Store store(data_dir, Store::Access::read);
    // The revision first: what changes from here on is found again by catch_up.
    const auto revision = store.revision();
    const auto ids = store.live();
    Counting counting(2 * ids.size(), on_progress);
    FreshFolder fresh(data_dir);
    with_xapian("the new index cannot be written", [&] { build(data_dir, cues, ids, fresh.path(), counting); });
    Writer(fresh.path()).commit(revision, edition(cues.codebook()));

    auto compared = stories_compared(data_dir, cues, ids, fresh.path(), counting);
    auto proof = concluded(std::move(compared), all_posting_digests(fresh.path()), store, fresh.path(), ids);
    if (!proof.equal())
        throw Error(ErrorKind::storage, "the new index does not equal the store (" + proof.differences.front() + ")",
                    "The index in use stays. Please report this.");
    fresh.go_live();
    return proof;
}

Proof rebuild(const fs::path& data_dir, const Cues& cues, const OnProgress& on_progress) {
    const auto lock = follower_lock(data_dir, lock_timeout_ms);
    sweep(data_dir);
    return rebuilt(data_dir, cues, on_progress);
}

void compact(const fs::path& data_dir) {
    const auto lock = follower_lock(data_dir, lock_timeout_ms);
    sweep(data_dir);
    FreshFolder fresh(data_dir);
    const auto folder = live(data_dir);
    with_xapian("the index cannot be compacted", [&] {
        Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE_OR_OPEN).commit();
        Xapian::Database(folder.string()).compact(fresh.path().string());
    });
    fresh.go_live();
}

}  // namespace tangible::index
