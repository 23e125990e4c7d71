// Each task has a thread: follow(), read_on() for each of two paces, send_mails() and learn(). A thread opens its own
// store, logs what fails, and tries again after a pause. It closes the store after a failure: after a failed write only
// a new connection may write again (Connection::begin). Training runs in a further thread with the lowest priority.
#include "serve/background/background.h"
#include "index/building/catch_up.h"
#include "index/building/rebuild.h"
#include "ingest/arrival/receive.h"
#include "ingest/reading/read_pending.h"
#include "ingest/reading/reading_pool.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "serve/background/follow.h"
#include "serve/background/training.h"
#include "serve/coding/signs.h"
#include "serve/collection/codebook_file.h"
#include "serve/collection/log.h"
#include "serve/mail/mailer.h"
#include "serve/searches/digests.h"
#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <sys/resource.h>
#include <thread>
#include <vector>

namespace tangible::serve {
namespace {

using namespace std::chrono_literals;

constexpr int least_priority = 19;  // nice(2)
constexpr Revision none = -1;

// The follower wakes at once when a page changed the store, and within half a second when another process did. While
// stories keep arriving, the index is updated after `soon` all the same: otherwise the last stories would delay the
// first.
constexpr std::chrono::milliseconds soon{500};
// Erasing deleted drafts from the file's unused space may write the whole file anew, and any visitor can delete drafts.
constexpr std::chrono::minutes between_erasures{10};
std::mutex wake_mutex;
std::condition_variable wake_up;
bool awake = false;

}  // namespace

void wake_follower() {
    std::lock_guard lock(wake_mutex);
    awake = true;
    wake_up.notify_one();
}

struct Background::Impl {
    Impl(CurrentCollection& h, ingest::ReadingPool& p) : current(h), config(h.now()->collection.config), pool(p) {
        follower = std::thread([this] { follow(); });
        for (const auto pace : {Pace::slow, Pace::again}) readers.emplace_back([this, pace] { read_on(pace); });
        mailer = std::thread([this] { send_mails(); });
        if (config.retrain_after > 0) learner = std::thread([this] { learn(); });
    }

    ~Impl() {
        stopping = true;
        wake_follower();
        follower.join();
        readers.clear();
        mailer.join();
        if (learner.joinable()) learner.join();
    }

    /// The follower. Each round: load a changed codebook, rebuild a damaged index, and if the store has changed, read
    /// small arrivals and update the index; erase drafts whose time is over. Then sleep until somebody wakes it, at
    /// most half a second.
    void follow() {
        std::optional<Store> store;
        int followed = -1;
        Revision seen = none;
        Followed codebook(config.data_dir);
        auto next_erasure = std::chrono::steady_clock::now();
        while (!stopping) {
            if (codebook.changed()) renew();
            const auto one = current.now();
            auto& collection = one->collection;
            if (one->number != followed) followed = one->number, seen = none;  // a new edition: the index must follow
            try {
                if (!store) store.emplace(config.data_dir, Store::Access::write);
                store->note_time(now_ms());
                // The index may be lost or damaged although the store has not changed: its revision is then below the
                // one that we brought it to.
                const bool lost = index::reached(config.data_dir) < seen;
                if (collection.in_doubt.exchange(false) && index::repair(*store, collection.cues, config.data_dir))
                    log_note("the index was damaged and has been rebuilt");
                if (lost || store->revision() != seen || !store->pending(1, Pace::quick).empty())
                    seen = follow_once(*store, collection);
                if (store->forget_drafts(now_ms()) && std::chrono::steady_clock::now() >= next_erasure) {
                    next_erasure = std::chrono::steady_clock::now() + between_erasures;
                    store->erase_dropped_drafts();
                }
            } catch (const Error& e) {
                // Locked: another process updates the index. That is no failure; the next round tries again.
                if (e.kind != ErrorKind::locked) say(e), store.reset();
            } catch (...) {
                log_trouble("bringing the index up to date failed");
                store.reset();
            }
            std::unique_lock lock(wake_mutex);
            wake_up.wait_for(lock, 500ms, [] { return awake; });
            awake = false;
        }
    }

    // A reader of large or troublesome submissions, in a thread of its own so that short stories do not wait for them.
    void read_on(Pace pace) {
        std::optional<Store> store;
        while (!stopping) {
            try {
                if (!store) store.emplace(config.data_dir, Store::Access::write);
                const auto one = current.now();
                const auto count =
                    ingest::read_pending(*store, pool, config.data_dir, {}, 0ms, pace, rules_of(one->collection));
                if (count.stories + count.parked > 0) wake_follower();
            } catch (const Error& e) {
                if (e.kind != ErrorKind::locked) say(e), store.reset();
            } catch (...) {
                log_trouble("reading new submissions failed");
                store.reset();
            }
            rest(500ms);
        }
    }

    ingest::AdmissionRules rules_of(const Collection& collection) const {
        return admission_rules(config, collection.form, collection.codebook);
    }

    static void say(const Error& e) {
        log_trouble(e.hint.empty() ? std::string(e.what()) : std::string(e.what()) + " (" + e.hint + ")");
    }

    // If the new codebook cannot be read, the previous one stays in force.
    void renew() try { current.renew(); } catch (const std::exception& e) {
        log_trouble(e.what());
    }

    /// Reads small arrivals, updates the index, erases what was withdrawn, notes signs for moderators. Returns the
    /// store's revision before that, so that changes which come meanwhile count as new in the next round; `none` when
    /// the next round has more to do.
    Revision follow_once(Store& store, const Collection& collection) {
        auto revision = store.revision();
        const bool more =
            ingest::read_pending(store, pool, config.data_dir, {}, patience.next(), Pace::quick, rules_of(collection))
                .more;
        if (!more) patience = Patience(soon);
        index::catch_up(store, collection.cues, config.data_dir, {}, {.kept_days = config.index_kept_days});
        erase_withdrawn(store, revision);
        const bool all_noted = note_signs(store, collection.signs);
        if (more || !all_noted) wake_follower();
        return all_noted ? revision : none;
    }

    // The mailer, in a thread of its own because a relay may be slow. Looks for due mails every two seconds, with a
    // workspace of its own: digests have to search.
    void send_mails() {
        std::shared_ptr<CurrentCollection::One> one;
        std::optional<Workspace> work;
        while (!stopping) {
            if (auto now = current.now(); now != one) work.reset(), one = std::move(now);
            auto& collection = one->collection;
            try {
                if (!work) work.emplace(collection);
                send_owed(work->store, collection.config);
                send_digests(work->store, work->searcher, collection.config, collection.secret, false);
            } catch (const Error& e) {
                collection.suspect(e);
                log_trouble(e.what());
                work.reset();
            } catch (const std::exception& e) {
                log_trouble(e.what());
                work.reset();
            }
            rest(2s);
        }
    }

    /// The learner. Whenever the store has changed, checks whether to learn again, and does. Rests ten times as long as
    /// the work took, so that it takes at most a tenth of a processor; after a failure, ten minutes.
    void learn() {
        std::optional<index::Targets> targets;
        int taught = -1;
        std::optional<Store> store;
        Revision seen = -1;
        while (!stopping) {
            std::chrono::nanoseconds pause = 2s;
            auto one = current.now();
            const auto& collection = one->collection;
            if (one->number != taught)
                targets.emplace(collection.codebook, std::vector<std::string>()), taught = one->number, seen = -1;
            try {
                if (!store) store.emplace(config.data_dir, Store::Access::write);
                if (const auto revision = store->revision(); revision != seen) {
                    const auto began = std::chrono::steady_clock::now();
                    if (training_due(*store, targets->edition(), config.retrain_after))
                        store->put_model(beside_the_work(collection, *targets).learned);
                    else
                        seen = revision;
                    pause = std::max(pause, 10 * (std::chrono::steady_clock::now() - began));
                }
            } catch (const std::exception& e) {
                const auto* ours = dynamic_cast<const Error*>(&e);
                if (!stopping) log_trouble(ours ? ours->what() : "learning from decisions failed");
                store.reset();
                pause = 10min;
            }
            one.reset();
            rest(pause);
        }
    }

    // Learns in a thread with the lowest priority and with a store opened for reading, so that nobody waits for it. A
    // thread of its own, since without privileges a thread cannot raise its priority again.
    Trained beside_the_work(const Collection& collection, const index::Targets& targets) {
        std::packaged_task<Trained()> work([&] {
            ::setpriority(PRIO_PROCESS, 0, least_priority);  // on Linux, of this thread alone
            Store store(config.data_dir, Store::Access::read);
            return trained(store, {collection.cues, targets, config.demote_below_percent / 100.0, [this] {
                                       if (stopping) throw Error(ErrorKind::temporary, "the server is stopping");
                                   }});
        });
        auto result = work.get_future();
        std::thread(std::move(work)).join();
        return result.get();
    }

    /// Sleeps, but notices within 100 ms that the server stops.
    void rest(std::chrono::nanoseconds pause) const {
        const auto until = std::chrono::steady_clock::now() + pause;
        while (!stopping && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(100ms);
    }

    // Finishes withdrawals in the store, then in the index: withdrawn words stay in freed blocks of the index until it
    // is compacted. The store remembers that across a crash.
    void erase_withdrawn(Store& store, Revision revision) {
        store.finish_withdrawals();
        if (!store.index_erasure_due(revision)) return;
        index::compact(config.data_dir);
        store.note_index_erased(revision, now_ms());
    }

    CurrentCollection& current;
    const Config config;
    ingest::ReadingPool& pool;
    std::atomic<bool> stopping{false};
    Patience patience{soon};  // the follower's
    std::thread follower, mailer, learner;
    std::vector<std::jthread> readers;
};

Background::Background(CurrentCollection& current, ingest::ReadingPool& pool)
    : impl_(std::make_unique<Impl>(current, pool)) {}
Background::~Background() = default;

}  // namespace tangible::serve
