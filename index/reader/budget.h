// Limits the processor time that one question may take on its thread. Xapian has no way to stop a match, so our own
// loops, and what Xapian reads of ours (matching.cpp), call spend() in passing.
//
// A question that has used more time than a quick one needs waits for its turn (turns.h), whatever it looks for: nobody
// can tell beforehand how long it will take.
#pragma once
#include <cstdint>
#include <limits>
#include <utility>

namespace tangible::index {

/// The time limit of the question that a Reader is answering. One thread only; begin() must come before spend().
class Budget {
public:
    Budget() = default;
    ~Budget() { end(); }
    Budget(const Budget&) = delete;
    Budget& operator=(const Budget&) = delete;
    /// Starts a new question: it may take `limit_ms` of this thread's processor time from now on. Ends the one before.
    void begin(std::int64_t limit_ms);
    /// Ends the question, whether it was answered or given up, and hands its turn, if it has one, to the next.
    void end();
    /// Waits for the turn of a long question, unless this one has it already. Throws Error{temporary} when too many
    /// wait, or the turn does not come in time (turns.h).
    void take_turn();
    /// Counts work that was done, and now and then looks at the clock. One step is about the work of reading one
    /// posting. Throws Error{usage} when the time is used up, and what take_turn() throws.
    void spend(std::uint32_t steps = 1) {
        // Reading this clock is a system call, and costs as much as many steps.
        constexpr std::uint32_t steps_between_looks = 4096;
        if ((steps_ += steps) >= steps_between_looks) look();
    }
    /// Whether more than half of the time is used up. What only helps (another spelling, a filter to drop) is then left
    /// out.
    bool low() const;
    /// Runs `work` without charging its time to this question: it is done once for all questions, and the first one
    /// that needs it should not pay.
    template <class Work> void uncounted(Work work) {
        const auto before = now_ms(), end = std::exchange(end_ms_, std::numeric_limits<std::int64_t>::max() / 2);
        work();
        end_ms_ = end + now_ms() - before;
    }

private:
    static std::int64_t now_ms();
    void look();
    /// Processor time of the thread at which the limit is reached; the limit.
    std::int64_t end_ms_ = 0, limit_ms_ = 0;
    std::uint32_t steps_ = 0;  ///< since the last look at the clock
    bool has_turn_ = false;
};

}  // namespace tangible::index
