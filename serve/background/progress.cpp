// at() is called for every step. It prints at most ten times a second on a terminal, where it rewrites the line, and
// every ten seconds elsewhere. The rate counts only the steps of this run.
#include "serve/background/progress.h"
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <unistd.h>

namespace tangible::serve {

std::string progress_text(std::size_t done, std::size_t total, double seconds, std::size_t done_before) {
    double rate = seconds > 0 ? static_cast<double>(done - done_before) / seconds : 0;
    // Seconds that are left at this rate, rounded.
    auto left = rate > 0 && total > done ? static_cast<long>(static_cast<double>(total - done) / rate + 0.5) : 0;
    constexpr std::size_t wide = 30;
    auto filled = total ? std::min(wide, done * wide / total) : wide;
    char text[160];
    std::snprintf(text, sizeof text, " [%s%s] %3zu %%  %zu/%zu  %.0f/s  %02ld:%02ld left",
                  std::string(filled, '#').c_str(), std::string(wide - filled, '-').c_str(),
                  total ? done * 100 / total : 100, done, total, rate, left / 60, left % 60);
    return text;
}

ProgressLine::ProgressLine(std::string what)
    : what_(std::move(what)), terminal_(isatty(STDERR_FILENO)), began_(Clock::now()), last_(began_) {}

ProgressLine::~ProgressLine() {
    if (terminal_ && printed_) std::cerr << '\n';
}

void ProgressLine::at(std::size_t done, std::size_t total) {
    auto now = Clock::now();
    auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10'000);
    if (first_ == nothing) first_ = done > 0 ? done - 1 : 0;  // the first call reports the first step of this run
    if (now - last_ < pause && done < total) return;
    last_ = now;
    print(done, total);
}

void ProgressLine::print(std::size_t done, std::size_t total) {
    const double seconds = std::chrono::duration<double>(Clock::now() - began_).count();
    auto text = what_ + progress_text(done, total, seconds, first_);
    // Not through std::cerr, which is filtered and lets no "\r" through (serve/terminal/terminal.h).
    std::fputs(((terminal_ ? "\r" : "") + text + (terminal_ ? "" : "\n")).c_str(), stderr);
    printed_ = true;
}

}  // namespace tangible::serve
