// Each pace has a lane with its own lock, batch size and time limit. Round reads one batch with several threads; access
// to the store is serialised by a mutex, and results are committed together after 200 ms or 8 MiB.
#include "ingest/reading/read_pending.h"
#include "ingest/reading/admit.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/ground/lock.h"
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

constexpr std::chrono::milliseconds first_look{4'000};
// Whatever arrived meanwhile is asked for as soon as that.
constexpr std::chrono::milliseconds longest_round{1'000};
// What was read is in the store before long, and takes no more memory than this before.
constexpr std::chrono::milliseconds longest_unsettled{200};
constexpr std::size_t most_unsettled_bytes = std::size_t{8} << 20;

/// A reader that was killed may have been short of time or memory; what it said itself holds.
bool worth_another_try(const Rejection& why) { return why.reason == "crashed" || why.reason == "too_slow"; }

struct Admitted {
    std::vector<Story> stories;
    Rejection first_rejection;
};

Admitted admitted(const Submission& submission, std::vector<Draft> drafts,
                  const std::vector<Partnership>& partnerships) {
    Admitted all;
    std::uint32_t ordinal = 0;
    for (Draft& draft : drafts) {
        Admission admission = admit(submission, std::move(draft), ordinal, partnerships);
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

/// One batch of pending submissions, each read within `most` by one of as many threads as `readers`.  The store has one
/// writer, so that everything but the reading itself is done by turns; what was read is committed many at a time.
class Round {
public:
    Round(Store& store, ReadingPool& pool, int readers, std::chrono::milliseconds most,
          const std::function<void()>& step)
        : store_(store), pool_(pool), readers_(readers), most_(most), step_(step), partnerships_(store.partnerships()) {
    }

    ReadingCount read(std::span<const Pending> pending) {
        const std::size_t readers = std::min(static_cast<std::size_t>(std::max(readers_, 1)), pending.size());
        const std::size_t at_least = 2 * readers;  // however long it takes: the oldest, and the newest after it
        const auto until = Clock::now() + longest_round;
        std::atomic<std::size_t> next = 0;
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

    /// Words that a person typed stand for bytes that kill their reader.
    Reading reading_of(const Submission& submission, const std::string& transcript) {
        Reading reading = pool_.read(submission, transcript, most_);
        if (std::holds_alternative<std::vector<Draft>>(reading) || transcript.empty()) return reading;
        Submission nothing = submission;
        nothing.bytes.clear();
        return pool_.read(nothing, transcript, most_);
    }

    void settle_all() {
        store_.together([&] {
            for (Done& done : done_) settle(*done.pending, done.submission, std::move(done.reading));
        });
        done_.clear();
        unsettled_bytes_ = 0;
        for (; step_ && steps_ > 0; --steps_) step_();
    }

    void settle(const Pending& pending, const Submission& submission, Reading reading) {
        const Rejection* rejection = std::get_if<Rejection>(&reading);
        // Only what its own reader died of counts: this program may be ended at any time, whatever it reads.
        if (rejection && worth_another_try(*rejection)) {
            store_.count_attempt(pending.submission);
            if (pending.attempts + 1 < max_attempts) return;
        }
        ++steps_;
        if (rejection) return park(pending, *rejection);
        auto& drafts = std::get<std::vector<Draft>>(reading);
        const std::optional<Answering> answering = drafts.empty() ? std::nullopt : drafts.front().answering;
        Admitted found = admitted(submission, std::move(drafts), partnerships_);
        const std::optional<StoryId> followed = answering ? followed_by(*answering) : std::nullopt;
        if (answering && !followed) store_.owe(pending.submission, *answering, now_ms());
        if (found.stories.empty()) return park(pending, found.first_rejection);
        count_.stories += found.stories.size();
        if (followed)
            store_.put_follow_up(pending.submission, *followed, found.stories.front());
        else
            store_.put_stories(pending.submission, std::move(found.stories));
    }

    /// The story whose acknowledgement the mail answers; only its teller got that, with an id that nobody guesses.
    std::optional<StoryId> followed_by(const Answering& answering) {
        for (const std::string& id : answering.answers)
            if (auto story = store_.story_acknowledged_by(id);
                story && store_.standing_of(*story).state == Standing::State::story)
                return story;
        return std::nullopt;
    }

    void park(const Pending& pending, const Rejection& why) {
        store_.park(pending.submission, why);
        ++count_.parked;
    }

    Store& store_;
    ReadingPool& pool_;
    const int readers_;
    const std::chrono::milliseconds most_;
    const std::function<void()>& step_;
    const std::vector<Partnership> partnerships_;
    std::mutex turn_;
    std::vector<Done> done_;  ///< read, not yet in the store
    std::size_t unsettled_bytes_ = 0, steps_ = 0;
    Clock::time_point settle_by_;
    std::atomic<bool> failure_ = false;
    std::exception_ptr what_failed_;
    ReadingCount count_;
};

/// What is read one round after the other, by one process at a time.
struct Lane {
    Pace pace;
    const char* lock;
    std::size_t batch;
    std::chrono::milliseconds most;        ///< for each
    int left_to_others = 0, at_most = 64;  ///< of the readers, when the lanes are read side by side
};
constexpr Lane lanes[] = {{Pace::quick, "reading.lock", 256, first_look},
                          {Pace::slow, "reading.slow.lock", 16, first_look, 2},
                          {Pace::again, "reading.again.lock", 16, std::chrono::milliseconds::max(), 0, 1}};

ReadingCount read_lane(const Lane& lane, Store& store, ReadingPool& pool, int readers,
                       const std::filesystem::path& data_dir, const std::function<void()>& step,
                       Clock::time_point until) {
    ReadingCount total;
    const std::optional<FileLock> reading = FileLock::take(data_dir / lane.lock, 0);
    if (!reading) return total;
    for (std::vector<Pending> pending; !(pending = store.pending(lane.batch, lane.pace)).empty();) {
        if ((total.more = Clock::now() >= until && total.stories + total.parked > 0)) break;
        const ReadingCount count = Round(store, pool, readers, lane.most, step).read(pending);
        total.stories += count.stories;
        total.parked += count.parked;
    }
    return total;
}

}  // namespace

ReadingCount read_pending(Store& store, ReadingPool& pool, const std::filesystem::path& data_dir,
                          const std::function<void()>& step, std::chrono::milliseconds most, Pace pace) {
    ReadingCount total;
    const auto until = Clock::now() + most;
    for (const Lane& lane : lanes) {
        if (pace != Pace::any && pace != lane.pace) continue;
        const int all = pool.children(), some = std::min(all - lane.left_to_others, lane.at_most);
        const ReadingCount count = read_lane(lane, store, pool, pace == Pace::any ? all : some, data_dir, step, until);
        total = {total.stories + count.stories, total.parked + count.parked, count.more};
        if (total.more) break;
    }
    return total;
}

}  // namespace tangible::ingest
