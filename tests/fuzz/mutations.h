// Seeded mutations of small invented inputs: what a fuzzer would try first, as an ordinary test.
#pragma once
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::fuzz {

class Mutator {
public:
    /// `words`: pieces that mean something in the format.
    Mutator(std::uint64_t seed, std::vector<std::string> inputs, std::vector<std::string> words)
        : random_(seed), inputs_(std::move(inputs)), words_(std::move(words)) {}

    std::string next() {
        std::string bytes = any_of(inputs_);
        for (std::size_t steps = 1 + below(8); steps > 0; --steps) change(bytes);
        return bytes;
    }

private:
    std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n ? n - 1 : 0)(random_); }
    const std::string& any_of(const std::vector<std::string>& list) { return list[below(list.size())]; }

    void change(std::string& bytes) {
        const std::size_t at = below(bytes.size() + 1),
                          length = below(std::min<std::size_t>(bytes.size() - at, 200) + 1);
        switch (below(7)) {
        case 0:
            if (at < bytes.size()) bytes[at] = static_cast<char>(below(256));
            break;
        case 1:
            bytes.erase(at, length);
            break;
        case 2:
            bytes.insert(at, any_of(words_));
            break;
        case 3:
            bytes.insert(below(bytes.size() + 1), bytes.substr(at, length));
            break;
        case 4:
            bytes.resize(at);
            break;
        case 5:
            bytes.insert(at, below(200), any_of(words_).front());
            break;
        case 6: {
            const std::string& other = any_of(inputs_);
            bytes.insert(at, other.substr(below(other.size() + 1)));
            break;
        }
        }
        if (bytes.size() > 200'000) bytes.resize(200'000);
    }

    std::mt19937_64 random_;
    std::vector<std::string> inputs_, words_;
};

/// Calls `each` with mutated inputs for about this time; returns how many there were.
template <class Each> int mutate_for(std::chrono::milliseconds time, Mutator mutator, Each each) {
    const auto until = std::chrono::steady_clock::now() + time;
    int count = 0;
    for (; std::chrono::steady_clock::now() < until; ++count) each(mutator.next());
    return count;
}

}  // namespace tangible::fuzz
