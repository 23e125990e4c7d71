// A line that says how far a long command is: a bar with rate and time left on a terminal, a plain line
// every ten seconds elsewhere.  On stderr.
#pragma once
#include <chrono>
#include <cstddef>
#include <string>

namespace tangible::serve {

class ProgressLine {
public:
    explicit ProgressLine(std::string what);
    ~ProgressLine();
    void at(std::size_t done, std::size_t total);

private:
    void print(std::size_t done, std::size_t total);
    using Clock = std::chrono::steady_clock;
    std::string what_;
    static constexpr std::size_t nothing = static_cast<std::size_t>(-1);
    bool terminal_, printed_ = false;
    std::size_t first_ = nothing;  ///< done before this run
    Clock::time_point began_, last_;
};

/// "  61 %  812/1331  97/s  00:05 left".  What was done before this run says nothing of the rate.
std::string progress_text(std::size_t done, std::size_t total, double seconds, std::size_t done_before = 0);

}  // namespace tangible::serve
