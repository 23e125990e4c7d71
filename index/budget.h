// The processor time that one question may take on its thread.  Xapian cannot be told to stop a match, so what it
// reads of ours (matching.cpp) and our own loops ask here in passing.
#pragma once
#include <cstdint>

namespace tangible::index {

class Budget {
public:
    /// From now on: `limit_ms` of this thread's processor time.
    void begin(std::int64_t limit_ms);
    /// Throws Error{usage} when the time is used up.  Looks at the clock at every 64th call only.
    void spend();
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
    std::int64_t end_ms_ = 0, limit_ms_ = 0;
    std::uint32_t calls_ = 0;
};

}  // namespace tangible::index
