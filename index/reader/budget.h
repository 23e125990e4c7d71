// The processor time that one question may take on its thread.  Xapian cannot be told to stop a match, so what it
// reads of ours (matching.cpp) and our own loops ask here in passing.  A question that has used more than a quick one
// needs waits for its turn (turns.h), however much it asked for: nobody can tell beforehand.
#pragma once
#include <cstdint>
#include <limits>
#include <utility>

namespace tangible::index {

class Budget {
public:
    Budget() = default;
    ~Budget() { end(); }
    Budget(const Budget&) = delete;
    Budget& operator=(const Budget&) = delete;
    /// From now on: `limit_ms` of this thread's processor time.
    void begin(std::int64_t limit_ms);
    /// The question is answered, or given up: the turn is the next one's.
    void end();
    /// Waits for the turn of a long question, unless it is had.  Throws Error{temporary} (turns.h).
    void take_turn();
    /// Throws Error{usage} when the time is used up, and what take_turn() throws.  A step is about what it takes to
    /// read one posting; the clock, which is dear, is looked at after every few thousand of them.
    void spend(std::uint32_t steps = 1) {
        constexpr std::uint32_t steps_between_looks = 4096;
        if ((steps_ += steps) >= steps_between_looks) look();
    }
    /// Little is left: what is only a help (another spelling, a filter to drop) is to be left out.
    bool low() const;
    /// Runs what is done once for all questions, and not at the cost of the one that comes first.
    template <class Work> void uncounted(Work work) {
        const auto before = now_ms(), end = std::exchange(end_ms_, std::numeric_limits<std::int64_t>::max() / 2);
        work();
        end_ms_ = end + now_ms() - before;
    }

private:
    static std::int64_t now_ms();
    void look();
    std::int64_t end_ms_ = 0, limit_ms_ = 0;
    std::uint32_t steps_ = 0;
    bool has_turn_ = false;
};

}  // namespace tangible::index
