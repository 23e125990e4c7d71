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
    bool terminal_, printed_ = false;
    Clock::time_point began_, last_;
};

/// "  61 %  812/1331  97/s  00:05 left"
std::string progress_text(std::size_t done, std::size_t total, double seconds);

}  // namespace tangible::serve
