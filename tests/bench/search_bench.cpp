// Questions of every kind, warm and within this process, with all facets and snippets of the first page of ten.  A
// question that is stopped counts with the time that it took until then.
#include "schemas/ground/error.h"
#include "tests/bench/helpers/questions.h"
#include "tests/bench/helpers/searched.h"

int main(int argc, char** argv) {
    using namespace tangible;
    using namespace tangible::bench;
    constexpr std::size_t samples = 40;
    const Arguments arguments(argc, argv);
    Searched searched(arguments);
    auto& [data, generator, store, codebook, searcher] = searched;
    std::size_t stopped = 0;
    const auto ask = [&](const std::string& words) {
        Query query(Use::publish);
        query.words = words;
        return timed([&] {
            try {
                searcher.search(query);
            } catch (const Error& e) {
                if (e.kind != ErrorKind::usage) throw;
                ++stopped;
            }
        });
    };

    Figures figures("search", arguments);
    std::vector<double> all, all_cpu;
    for (const Kind& kind : kinds) {
        std::vector<double> ms;
        for (const auto& question : questions(kind, generator, arguments.seed, arguments.stories, samples)) {
            if (ms.empty()) ask(question.words), stopped = 0;
            const Clock asked = ask(question.words);
            ms.push_back(1000 * asked.cpu());
            all.push_back(1000 * asked.wall());
        }
        figures.add(std::string(kind.name) + "_p50", quantile(ms, 0.50), "ms");
        figures.add(std::string(kind.name) + "_p95", quantile(ms, 0.95), "ms");
        if (stopped > 0) figures.add(std::string(kind.name) + "_stopped", static_cast<double>(stopped), "questions");
        all_cpu.insert(all_cpu.end(), ms.begin(), ms.end());
    }
    for (const auto& [name, share] : {std::pair{"p50", 0.50}, {"p95", 0.95}, {"p99", 0.99}}) {
        figures.add(std::string("all_") + name, quantile(all, share), "ms");
        figures.add(std::string("all_cpu_") + name, quantile(all_cpu, share), "ms");
    }
}
