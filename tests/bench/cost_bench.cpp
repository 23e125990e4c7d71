// The dearest question of 4 KiB or less that can be found: pieces of questions put together at random, and then the
// dearest so far changed piece by piece, by the processor time that it took.  One that was stopped as too wide counts
// with what it took until then.
#include "schemas/error.h"
#include "tests/bench/searched.h"

namespace {

using namespace tangible;
using namespace tangible::bench;

constexpr std::size_t max_bytes = 4096, tries = 1500, fresh_tries = 300;

using Pieces = std::vector<std::string>;

/// What costs most for its length, each in a way of its own.
std::string piece(Random& random) {
    static constexpr std::string_view small_words[] = {"the", "and", "we", "of", "a", "to", "in", "it", "was", "that"};
    auto word = [&] { return std::string(random.below(2) ? random.one_of(small_words) : random.one_of(nouns)); };
    switch (random.below(12)) {
    case 0:
        return word() + " OR " + word();
    case 1:
        return "\"" + word() + " " + word() + " " + word() + "\"";
    case 2:
        return word() + " NEAR/100 " + word();
    case 3:
        return word().substr(0, 3) + "*";
    case 4:
        return "-" + word();
    case 5:
        return "(" + word() + " OR " + word() + ")";
    case 6:
        return "year:1900..2100";
    case 7:
        return "theme:rel";
    case 8:
        return word() + "x" + word() + "q";  // no word: another spelling is looked for
    case 9:
        return word() + "-" + word() + "-" + word();  // also looked for as one word
    case 10:
        return "OR";
    default:
        return word();
    }
}

std::string joined(const Pieces& pieces) {
    std::string all;
    for (const auto& p : pieces)
        if (all.size() + p.size() < max_bytes) all += (all.empty() ? "" : " ") + p;
    return all;
}

Pieces changed(Pieces pieces, Random& random) {
    for (std::size_t n = 1 + random.below(4); n > 0; --n) {
        const auto at = pieces.begin() + static_cast<std::ptrdiff_t>(random.below(pieces.size() + 1));
        if (at == pieces.end() || random.below(3) == 0)
            pieces.insert(at, piece(random));
        else if (pieces.size() > 1 && random.below(2))
            pieces.erase(at);
        else
            *at = piece(random);
    }
    return pieces;
}

double cost_ms(index::Searcher& searcher, const std::string& words, bool& stopped) {
    Query query(Use::publish);
    query.words = words;
    return 1000 * timed([&] {
                      try {
                          searcher.search(query);
                      } catch (const Error& e) {
                          if (e.kind != ErrorKind::usage) throw;
                          stopped = true;
                      }
                  }).cpu();
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments(argc, argv);
    Searched searched(arguments);
    auto& searcher = searched.searcher;
    searcher.search(Query(Use::publish));

    Figures figures("cost", arguments);
    Random random(arguments.seed, 2);
    Pieces dearest{"the"};
    double most = 0;
    std::size_t stopped_count = 0;
    for (std::size_t k = 0; k < tries; ++k) {
        Pieces pieces;
        if (k < fresh_tries)
            for (std::size_t n = 1 + random.below(100); n > 0; --n) pieces.push_back(piece(random));
        else
            pieces = changed(dearest, random);
        bool stopped = false;
        const double ms = cost_ms(searcher, joined(pieces), stopped);
        stopped_count += stopped;
        if (ms > most) most = ms, dearest = pieces;
    }
    std::printf("dearest: %s\n", joined(dearest).c_str());
    figures.add("dearest_cpu", most, "ms");
    figures.add("stopped", static_cast<double>(stopped_count), "of_" + std::to_string(tries));
}
