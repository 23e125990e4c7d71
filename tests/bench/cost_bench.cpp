// Looks for the question of 4 KiB or less that costs most processor time: puts pieces of questions together at random,
// and then changes the dearest so far piece by piece.  A question that was stopped as too wide counts with the time
// that it took until then.  Ends after --tries or --seconds (wall time), whichever comes first, since the time for one
// question depends on how many stories there are.
#include "schemas/ground/error.h"
#include "tests/bench/helpers/searched.h"

namespace {

using namespace tangible;
using namespace tangible::bench;

constexpr std::size_t max_bytes = 4096;
constexpr double fresh_share = 0.2;

using Pieces = std::vector<std::string>;

/// Kinds of pieces that cost most for their length, each in a way of its own.
constexpr std::size_t piece_kinds = 12;
std::string piece(Random& random, std::size_t kind) {
    static constexpr std::string_view small_words[] = {"the", "and", "we", "of", "a", "to", "in", "it", "was", "that"};
    auto word = [&] { return std::string(random.below(2) ? random.one_of(small_words) : random.one_of(nouns)); };
    switch (kind) {
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
        return word() + "x" + word() + "q";  // not a word: another spelling is looked for
    case 9:
        return word() + "-" + word() + "-" + word();  // also looked for as one word
    case 10:
        return "OR";
    default:
        return word();
    }
}

std::string piece(Random& random) { return piece(random, random.below(piece_kinds)); }

/// Returns pieces of all kinds, or many of one kind joined by OR.
Pieces fresh(Random& random) {
    Pieces pieces;
    const bool of_one = random.below(2);
    const std::size_t kind = random.below(piece_kinds);
    for (std::size_t n = 1 + random.below(of_one ? 30 : 100); n > 0; --n) {
        if (of_one && !pieces.empty()) pieces.emplace_back("OR");
        pieces.push_back(of_one ? piece(random, kind) : piece(random));
    }
    return pieces;
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
    std::size_t tries = 1500, seconds = 600;
    const Arguments arguments(argc, argv, {{"--seconds", &seconds}, {"--tries", &tries}});
    Searched searched(arguments);
    auto& searcher = searched.searcher;
    searcher.search(Query(Use::publish));

    Figures figures("cost", arguments);
    Random random(arguments.seed, 2);
    Pieces dearest{"the"};
    double most = 0;
    std::size_t tried = 0, stopped_count = 0, over_a_second = 0;
    const double from = Clock::wall_now();
    for (double share = 0; share < 1; ++tried) {
        const Pieces pieces = share < fresh_share ? fresh(random) : changed(dearest, random);
        bool stopped = false;
        const double ms = cost_ms(searcher, joined(pieces), stopped);
        stopped_count += stopped;
        over_a_second += ms > 1000;
        if (ms > most) most = ms, dearest = pieces;
        share = std::max(static_cast<double>(tried + 1) / static_cast<double>(tries),
                         (Clock::wall_now() - from) / static_cast<double>(seconds));
    }
    std::printf("dearest: %s\n", joined(dearest).c_str());
    figures.add("dearest_cpu", most, "ms");
    figures.add("tried", static_cast<double>(tried), "questions");
    figures.add("stopped", static_cast<double>(stopped_count), "questions");
    figures.add("over_1000_ms", static_cast<double>(over_a_second), "questions");
}
