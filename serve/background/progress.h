// Reports on stderr how far a long command is: on a terminal one line that is rewritten, elsewhere a new line every ten
// seconds.
//
//     ProgressLine reading("Reading");
//     for (std::size_t i = 0; i < total; ++i) read(i), reading.at(i + 1, total);
#pragma once
#include <chrono>
#include <cstddef>
#include <string>

namespace tangible::serve {

/// The progress of one command. One thread at a time.
class ProgressLine {
public:
    /// `what` begins the line: "Reading".
    explicit ProgressLine(std::string what);
    /// Ends the line, if one was printed on a terminal.
    ~ProgressLine();
    /// Reports that `done` of `total` steps are done. Cheap: prints only now and then, and at the end.
    void at(std::size_t done, std::size_t total);

private:
    void print(std::size_t done, std::size_t total);
    using Clock = std::chrono::steady_clock;
    std::string what_;
    static constexpr std::size_t nothing = static_cast<std::size_t>(-1);
    bool terminal_, printed_ = false;
    std::size_t first_ = nothing;  ///< steps done before this run; `nothing` until the first call of at()
    Clock::time_point began_, last_;
};

/// Returns " [######----]  61 %  812/1331  97/s  00:05 left" (minutes and seconds). `seconds` is the time of this run;
/// the `done_before` steps were done earlier and do not count for the rate.
std::string progress_text(std::size_t done, std::size_t total, double seconds, std::size_t done_before = 0);

}  // namespace tangible::serve
