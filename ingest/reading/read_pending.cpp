// Reads pending submissions with as many threads as there are readers. The phases:
//
// 1. read_pending() goes through the lanes, one for each pace, and skips a lane whose lock another process holds.
//
// 2. read_lane() takes one batch after the other from the store.
//
// 3. Round::read() reads a batch. Each thread loads a submission, has a confined child read it, and queues the result.
//
// 4. settle_all() commits queued results together: stories, follow-ups, parked submissions, counted attempts.
//
// The store has one writer, so one mutex guards everything except the reading itself, which takes nearly all the time.
// Each commit costs a sync of the disk, so results are committed together: with the first one that is ready
// after 200 ms or makes 8 MiB, and at the end of the batch. A crash loses at most the queued results, and their
// submissions are still pending.
#include "ingest/reading/read_pending.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/system/lock.h"
#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <vector>

namespace tangible::ingest {
namespace {

using Clock = std::chrono::steady_clock;

// For the first attempt at a submission. One that takes longer waits until all others have had their turn.
constexpr std::chrono::milliseconds first_look{4'000};
// After one second a batch ends, so that submissions that arrived meanwhile, newest among them, are taken up.
constexpr std::chrono::milliseconds longest_round{1'000};
// How long, and how many bytes of, results are queued before they are committed.
constexpr std::chrono::milliseconds longest_unsettled{200};
constexpr std::size_t most_unsettled_bytes = std::size_t{8} << 20;

/// Decides whether another attempt may succeed. A reader that was killed may have been short of time or memory; a
/// reason that the reader gave itself stays the same.
bool worth_another_try(const Rejection& why) { return why.reason == "crashed" || why.reason == "too_slow"; }

/// What the drafts of one submission become.
struct Admitted {
    std::vector<Story> stories;
    Rejection first_rejection;
};

/// Admits the drafts in order, numbers the stories, and keeps the first rejection: it is the reason when there is no
/// story at all, and a problem of the first story when there are some.
Admitted admitted(const Submission& submission, std::vector<Draft> drafts, const std::vector<Partnership>& partnerships,
                  const AdmissionRules& rules) {
    Admitted all;
    std::uint32_t ordinal = 0;
    for (Draft& draft : drafts) {
        Admission admission = admit(submission, std::move(draft), ordinal, partnerships, rules);
        if (Story* story = std::get_if<Story>(&admission))
            all.stories.push_back(std::move(*story)), ++ordinal;
        else if (all.first_rejection.reason.empty())
            all.first_rejection = std::get<Rejection>(admission);
    }
    if (drafts.empty()) all.first_rejection = {"empty", "There is no text in what arrived."};
    if (!all.stories.empty() && !all.first_rejection.reason.empty())
        all.stories[0].problems.push_back("Some of what arrived did not become a story. " + all.first_rejection.detail);
    return all;
}

/// Reads one batch of pending submissions. Each is read within `most` by one of up to `readers` threads. Everything but
/// the reading is done under the mutex `turn_`.
class Round {
public:
    Round(Store& store, ReadingPool& pool, int readers, std::chrono::milliseconds most,
          const std::function<void()>& step, const AdmissionRules& rules)
        : store_(store), pool_(pool), readers_(readers), most_(most), step_(step), rules_(rules),
          partnerships_(store.partnerships()) {}

    ReadingCount read(std::span<const Pending> pending) {
        const std::size_t readers = std::min(static_cast<std::size_t>(std::max(readers_, 1)), pending.size());
        const std::size_t at_least = 2 * readers;  // in any case: the oldest, and the newest after it
        const auto until = Clock::now() + longest_round;
        std::atomic<std::size_t> next = 0;
        // Each thread takes the next submission until none is left, time is over, or a thread has failed. The first
        // exception is kept and thrown again after all threads have ended.
        auto work = [&] {
            try {
                for (std::size_t i;
                     !failure_ && (i = next++) < pending.size() && (i < at_least || Clock::now() < until);)
                    read(pending[i]);
            } catch (...) {
                std::lock_guard turn(turn_);
                failure_ = true;
                if (!what_failed_) what_failed_ = std::current_exception();
            }
        };
        {
            // This thread is one of the readers. The end of the block joins the others.
            std::vector<std::jthread> threads;
            for (std::size_t i = 1; i < readers; ++i) threads.emplace_back(work);
            work();
        }
        if (what_failed_) std::rethrow_exception(what_failed_);
        settle_all();
        return count_;
    }

private:
    struct Done {
        const Pending* pending;
        Submission submission;
        Reading reading;
    };

    // The lock is held to load the submission, released while a child reads it, and taken again to queue the result.
    void read(const Pending& pending) {
        Done done{&pending, {}, {}};
        std::string transcript;
        {
            std::lock_guard turn(turn_);
            done.submission = store_.submission(pending.submission);
            transcript = store_.transcript(pending.submission);
        }
        done.reading = reading_of(done.submission, transcript);
        std::lock_guard turn(turn_);
        if (done_.empty()) settle_by_ = Clock::now() + longest_unsettled;
        unsettled_bytes_ += done.submission.bytes.size();
        done_.push_back(std::move(done));
        if (unsettled_bytes_ >= most_unsettled_bytes || Clock::now() >= settle_by_) settle_all();
    }

    /// Reads a submission with its transcript. If the bytes kill their reader, the transcript is read alone.
    Reading reading_of(const Submission& submission, const std::string& transcript) {
        Reading reading = pool_.read(submission, transcript, most_);
        if (std::holds_alternative<std::vector<Draft>>(reading) || transcript.empty()) return reading;
        Submission nothing = submission;
        nothing.bytes.clear();
        return pool_.read(nothing, transcript, most_);
    }

    /// Commits all queued results in one transaction, then reports each submission that is dealt with.
    void settle_all() {
        store_.together([&] {
            for (Done& done : done_) settle(*done.pending, done.submission, std::move(done.reading));
        });
        done_.clear();
        unsettled_bytes_ = 0;
        for (; step_ && steps_ > 0; --steps_) step_();
    }

    /// Stores the result of one submission: counts an attempt, parks it, or puts its stories; queues the answer to a
    /// mail.
    void settle(const Pending& pending, const Submission& submission, Reading reading) {
        const Rejection* rejection = std::get_if<Rejection>(&reading);
        // Only the death of its own reader counts. This program may be ended at any time, whatever it is reading.
        if (rejection && worth_another_try(*rejection)) {
            store_.count_attempt(pending.submission);
            if (pending.attempts + 1 < max_attempts) return;
        }
        ++steps_;
        if (rejection) return park(pending, *rejection);
        auto& drafts = std::get<std::vector<Draft>>(reading);
        const std::optional<Answering> answering = drafts.empty() ? std::nullopt : drafts.front().answering;
        Admitted found = admitted(submission, std::move(drafts), partnerships_, rules_);
        // A mail that answers our acknowledgement adds to its story, and gets no second acknowledgement.
        const std::optional<StoryId> answered = answering ? followed_by(*answering) : std::nullopt;
        const StoryId& follows = submission.details.follows;
        const bool added = !follows.empty() && is_there(follows);  // on the teller's own page
        const std::optional<StoryId> followed = added ? follows : answered;
        if (answering && !followed) store_.owe(pending.submission, *answering, now_ms());
        if (found.stories.empty()) return park(pending, found.first_rejection);
        count_.stories += found.stories.size();
        if (followed)
            store_.put_follow_up(pending.submission, *followed, found.stories.front(), added);
        else
            store_.put_stories(pending.submission, std::move(found.stories));
    }

    /// Returns the story whose acknowledgement the mail answers. Only its teller received that mail, and nobody can
    /// guess its Message-ID.
    std::optional<StoryId> followed_by(const Answering& answering) {
        for (const std::string& id : answering.answers)
            if (auto story = store_.story_acknowledged_by(id); story && is_there(*story)) return story;
        return std::nullopt;
    }

    bool is_there(const StoryId& story) { return store_.standing_of(story).state == Standing::State::story; }

    void park(const Pending& pending, const Rejection& why) {
        store_.park(pending.submission, why);
        ++count_.parked;
    }

    Store& store_;
    ReadingPool& pool_;
    const int readers_;
    const std::chrono::milliseconds most_;
    const std::function<void()>& step_;
    const AdmissionRules& rules_;
    const std::vector<Partnership> partnerships_;
    std::mutex turn_;
    std::vector<Done> done_;  ///< read, not yet in the store
    std::size_t unsettled_bytes_ = 0, steps_ = 0;
    Clock::time_point settle_by_;
    std::atomic<bool> failure_ = false;
    std::exception_ptr what_failed_;
    ReadingCount count_;
};

/// A queue of submissions of one pace, read in batches by one process at a time.
struct Lane {
    Pace pace;
    const char* lock;
    std::size_t batch;
    std::chrono::milliseconds most;        ///< time for each submission
    int left_to_others = 0, at_most = 64;  ///< of the readers, when threads read the lanes side by side
};
/// Quick submissions come in large batches; slow ones in small batches, so that new arrivals are seen soon. The slow
/// lane leaves 2 readers free, and the last lane uses 1: what may kill or exhaust a reader never takes them all.
constexpr Lane lanes[] = {{Pace::quick, "reading.lock", 256, first_look},
                          {Pace::slow, "reading.slow.lock", 16, first_look, 2},
                          {Pace::again, "reading.again.lock", 16, std::chrono::milliseconds::max(), 0, 1}};

/// Reads batches of one lane until nothing is pending or the time is over. At least one batch is read, so that even a
/// call with no time makes progress.
ReadingCount read_lane(const Lane& lane, Store& store, ReadingPool& pool, int readers,
                       const std::filesystem::path& data_dir, const std::function<void()>& step,
                       Clock::time_point until, const AdmissionRules& rules) {
    ReadingCount total;
    const std::optional<FileLock> reading = FileLock::take(data_dir / lane.lock, 0);
    if (!reading) return total;
    bool read_one = false;
    for (std::vector<Pending> pending; !(pending = store.pending(lane.batch, lane.pace)).empty(); read_one = true) {
        if ((total.more = read_one && Clock::now() >= until)) break;
        const ReadingCount count = Round(store, pool, readers, lane.most, step, rules).read(pending);
        total.stories += count.stories;
        total.parked += count.parked;
    }
    return total;
}

}  // namespace

ReadingCount read_pending(Store& store, ReadingPool& pool, const std::filesystem::path& data_dir,
                          const std::function<void()>& step, std::chrono::milliseconds most, Pace pace,
                          const AdmissionRules& rules) {
    ReadingCount total;
    const auto until = Clock::now() + most;
    for (const Lane& lane : lanes) {
        if (pace != Pace::any && pace != lane.pace) continue;
        const int all = pool.children(), some = std::min(all - lane.left_to_others, lane.at_most);
        const ReadingCount count =
            read_lane(lane, store, pool, pace == Pace::any ? all : some, data_dir, step, until, rules);
        total = {total.stories + count.stories, total.parked + count.parked, count.more};
        if (total.more) break;
    }
    return total;
}

}  // namespace tangible::ingest
