// What every benchmark needs: its arguments, a clock that can be stopped, peak memory, and figures printed twice:
// a table line for people and one line of JSON for programs.
#pragma once
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <utility>
#include <vector>

namespace tangible::bench {

/// Wall and processor seconds, while it runs, of this process and of children that were waited for.
class Clock {
public:
    void start() { wall_from_ = wall_now(), cpu_from_ = cpu_now(); }
    void stop() { wall_ += wall_now() - wall_from_, cpu_ += cpu_now() - cpu_from_; }
    double wall() const { return wall_; }
    double cpu() const { return cpu_; }

    static double wall_now() { return now(CLOCK_MONOTONIC); }

private:
    static double now(clockid_t clock) {
        timespec t{};
        clock_gettime(clock, &t);
        return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
    }
    static double of(const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); }
    static double cpu_now() {
        rusage children{};
        getrusage(RUSAGE_CHILDREN, &children);
        return now(CLOCK_PROCESS_CPUTIME_ID) + of(children.ru_utime) + of(children.ru_stime);
    }
    double wall_from_ = 0, cpu_from_ = 0, wall_ = 0, cpu_ = 0;
};

template <class Work> Clock timed(Work&& work) {
    Clock clock;
    clock.start();
    work();
    clock.stop();
    return clock;
}

/// Peak memory of the largest single process, in MB.
inline double peak_memory_mb() {
    rusage self{}, children{};
    getrusage(RUSAGE_SELF, &self);
    getrusage(RUSAGE_CHILDREN, &children);
    return static_cast<double>(std::max(self.ru_maxrss, children.ru_maxrss)) / 1024;
}

/// The value below which `share` of the samples lie.
inline double quantile(std::vector<double> samples, double share) {
    if (samples.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1) + 0.5);
    std::nth_element(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(at), samples.end());
    return samples[at];
}

/// --stories N, --data DIR, --seed S, and the benchmark's own options, each with a number.
struct Arguments {
    std::size_t stories = 1000;
    std::uint64_t seed = 7;
    std::filesystem::path data;

    Arguments(int argc, char** argv, const std::map<std::string_view, std::size_t*>& own = {}) {
        for (int k = 1; k < argc; k += 2) {
            const std::string_view option = argv[k];
            if (k + 1 == argc) usage(own);
            const auto number = std::strtoull(argv[k + 1], nullptr, 10);
            if (option == "--stories")
                stories = number;
            else if (option == "--seed")
                seed = number;
            else if (option == "--data")
                data = argv[k + 1];
            else if (own.contains(option))
                *own.at(option) = number;
            else
                usage(own);
        }
        if (stories == 0) usage(own);
    }

private:
    [[noreturn]] static void usage(const std::map<std::string_view, std::size_t*>& own) {
        std::fprintf(stderr, "usage: [--stories N] [--data DIR] [--seed S]");
        for (const auto& [option, number] : own) std::fprintf(stderr, " [%s N]", std::string(option).c_str());
        std::fprintf(stderr, "\n");
        std::exit(64);
    }
};

/// The figures of one benchmark.  The destructor prints them as JSON.
class Figures {
public:
    Figures(std::string bench, const Arguments& a) : bench_(std::move(bench)), stories_(a.stories) {}
    ~Figures() {
        add("peak_memory", peak_memory_mb(), "MB");
        std::string json = "{\"bench\":\"" + bench_ + "\",\"stories\":" + std::to_string(stories_);
        for (const auto& f : all_) json += ",\"" + f.name + "_" + f.unit + "\":" + text(f.value);
        std::printf("%s}\n", json.c_str());
    }
    Figures(const Figures&) = delete;
    Figures& operator=(const Figures&) = delete;

    /// `unit` is a word: "s", "ms", "MB", "stories_per_s", "ratio".
    void add(const std::string& name, double value, const std::string& unit) {
        all_.push_back({name, unit, value});
        std::printf("%-14s %8zu  %-28s %12s %s\n", bench_.c_str(), stories_, name.c_str(), text(value).c_str(),
                    unit.c_str());
        std::fflush(stdout);
    }
    void add(const std::string& name, const Clock& clock) {
        add(name, clock.wall(), "s");
        add(name + "_cpu", clock.cpu(), "s");
    }

private:
    struct Figure {
        std::string name, unit;
        double value;
    };
    static std::string text(double value) {
        char out[32];
        std::snprintf(out, sizeof out, "%.4g", value);
        return out;
    }
    std::string bench_;
    std::size_t stories_;
    std::vector<Figure> all_;
};

inline double bytes_below(const std::filesystem::path& folder) {
    double bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
    return bytes;
}

}  // namespace tangible::bench
