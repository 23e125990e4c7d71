// The processor time that one question may take on its thread.  Xapian cannot be told to stop a match, so what it
// reads of ours (matching.cpp) and our own loops ask here in passing.
#pragma once
#include <cstdint>

namespace tangible::index {

class Budget {
public:
    /// From now on: `limit_ms` of this thread's processor time.
    void begin(std::int64_t limit_ms);
    /// Throws Error{usage} when the time is used up.  A step is about what it takes to read one posting; the clock,
    /// which is dear, is looked at after every few thousand of them.
    void spend(std::uint32_t steps = 1) {
        constexpr std::uint32_t steps_between_looks = 4096;
        if ((steps_ += steps) >= steps_between_looks) look();
    }
    /// Little is left: what is only a help (another spelling, a filter to drop) is to be left out.
    bool low() const;
    /// Runs what is done once for all questions, and not at the cost of the one that comes first.
    template <class Work> void uncounted(Work work) {
        const auto before = now_ms();
        work();
        end_ms_ += now_ms() - before;
    }

private:
    static std::int64_t now_ms();
    void look();
    std::int64_t end_ms_ = 0, limit_ms_ = 0;
    std::uint32_t steps_ = 0;
};

}  // namespace tangible::index
