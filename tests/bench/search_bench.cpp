// Questions of every kind, warm, in process: to the last facet and snippet of the first page of ten.
#include "index/catch_up.h"
#include "index/search.h"
#include "tests/bench/collection.h"
#include <iterator>
#include <ranges>
#include <sstream>

namespace {

using namespace tangible;
using namespace tangible::bench;

/// What questions are made from: the generator's lists, and one story that is really there.
struct Matter {
    Random& random;
    std::vector<std::string> words;  ///< of that story's text

    std::string of(const auto& list) { return std::string(random.one_of(list)); }
    std::string longest() {
        return *std::ranges::max_element(words, {}, [](const std::string& w) { return w.size(); });
    }
    std::string three_in_a_row() {
        const std::size_t at = random.below(words.size() - 2);
        return words[at] + " " + words[at + 1] + " " + words[at + 2];
    }
};

struct Kind {
    const char* name;
    std::string (*words)(Matter&);
};

const Kind kinds[] = {
    {"common_word", [](Matter& m) { return m.of(nouns); }},
    {"rare_word", [](Matter& m) { return m.longest(); }},
    {"two_words", [](Matter& m) { return m.of(nouns) + " " + m.of(verbs); }},
    {"any_of_four",
     [](Matter& m) {
         return m.of(nouns) + " OR " + m.of(verbs) + " OR " + m.of(adjectives) + " OR " + m.of(given_names);
     }},
    {"phrase", [](Matter& m) { return "\"" + m.three_in_a_row() + "\""; }},
    {"near", [](Matter& m) { return m.of(nouns) + " NEAR/6 " + m.of(adjectives); }},
    {"start_of_word", [](Matter& m) { return m.of(nouns).substr(0, 4) + "*"; }},
    {"year_and_word",
     [](Matter& m) { return "year:" + std::to_string(2016 + m.random.below(10)) + " " + m.of(nouns); }},
    {"theme_and_partner", [](Matter& m) { return "theme:rel.trust partner:" + m.of(partner_types); }},
    {"all_but", [](Matter& m) { return m.of(nouns) + " -" + m.of(nouns); }},
    {"misspelt", [](Matter& m) { return m.of(nouns).insert(2, "x"); }},
    {"everything", [](Matter&) { return std::string(); }},
};

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

constexpr std::size_t samples = 40;

Clock ask(index::Searcher& searcher, const Query& query) {
    return timed([&] { searcher.search(query); });
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments(argc, argv);
    const Folder data(arguments.data);
    const Generator generator(arguments.seed);
    Store store = collection(data.path(), generator, arguments.stories);
    const Codebook codebook = partnership_codebook();
    index::catch_up(store, index::Cues(codebook), data.path());
    index::Searcher searcher(data.path(), store, codebook);

    Figures figures("search", arguments);
    std::vector<double> all, all_cpu;
    for (const Kind& kind : kinds) {
        Random random(arguments.seed, 1);
        std::vector<double> ms;
        for (std::size_t k = 0; k < samples; ++k) {
            Query query(Use::publish);
            Matter matter{random, words_of(generator.story(random.below(arguments.stories)).text)};
            query.words = kind.words(matter);
            if (k == 0) ask(searcher, query);
            const Clock asked = ask(searcher, query);
            ms.push_back(1000 * asked.wall());
            all_cpu.push_back(1000 * asked.cpu());
        }
        figures.add(std::string(kind.name) + "_p50", quantile(ms, 0.50), "ms");
        figures.add(std::string(kind.name) + "_p95", quantile(ms, 0.95), "ms");
        all.insert(all.end(), ms.begin(), ms.end());
    }
    for (const auto& [name, share] : {std::pair{"p50", 0.50}, {"p95", 0.95}, {"p99", 0.99}}) {
        figures.add(std::string("all_") + name, quantile(all, share), "ms");
        figures.add(std::string("all_cpu_") + name, quantile(all_cpu, share), "ms");
    }
}
