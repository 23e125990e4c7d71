// Our search beside PostgreSQL's text search and Xapian Omega on the same stories and questions, in turn, by processor
// time.  postgres.h and omega.h say what each of them does; ours makes all ten facets and ten snippets.  Started by
// tests/bench/peers.  --omega 0 leaves Omega out: its index takes the library minutes of processor time.
#include "tests/bench/helpers/omega.h"
#include "tests/bench/helpers/postgres.h"
#include "tests/bench/helpers/searched.h"

namespace {

using namespace tangible;
using namespace tangible::bench;

constexpr std::size_t samples = 10;

struct Answers {
    std::vector<double> ms;
    double found = 0;
};

void tell(Figures& figures, const std::string& what, const std::map<std::string, Answers>& answers) {
    for (const auto& [who, all] : answers) {
        figures.add(what + "_" + who + "_found", all.found / static_cast<double>(all.ms.size()), "stories");
        for (const auto& [label, share] : {std::pair{"_p50", 0.50}, {"_p95", 0.95}}) {
            const double theirs = quantile(all.ms, share), ours = quantile(answers.at("ours").ms, share);
            figures.add(what + "_" + who + label, theirs, "ms");
            if (who != "ours") figures.add(what + "_ours_to_" + who + label, ours / theirs, "ratio");
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t with_omega = 1;
    const Arguments arguments(argc, argv, {{"--omega", &with_omega}});
    Searched searched(arguments);
    auto& [data, generator, store, codebook, searcher] = searched;
    std::unique_ptr<Postgres> postgres;
    if (std::getenv("PGHOST")) postgres = std::make_unique<Postgres>(store);
    std::unique_ptr<Omega> omega;
    if (with_omega && std::filesystem::exists(Omega::program))
        omega = std::make_unique<Omega>(data.path() / "omega", store);

    const auto ours = [&](const Question& question, Answers& to) {
        Query query(Use::publish);
        query.words = question.words;
        to.ms.push_back(1000 * timed([&] { to.found += searcher.search(query).stories; }).cpu());
    };
    const auto ask = [&](const Question& question, std::map<std::string, Answers>& to) {
        ours(question, to["ours"]);
        if (postgres) {
            const double before = postgres->used_ms();
            to["postgres"].found += postgres->ask(question);
            to["postgres"].ms.push_back(postgres->used_ms() - before);
        }
        if (omega) {
            auto& its = to["omega"];
            its.ms.push_back(1000 * timed([&] { its.found += omega->ask(question); }).cpu());
        }
    };

    std::map<std::string, Answers> warming, all;
    for (const char* word : {"garden", "gardxen"}) ask(said(word), warming);
    Figures figures("peers", arguments);
    for (const Kind& kind : kinds) {
        std::map<std::string, Answers> answers;
        for (const auto& question : questions(kind, generator, arguments.seed, arguments.stories, samples))
            ask(question, answers);
        tell(figures, kind.name, answers);
        for (const auto& [who, some] : answers) {
            all[who].found += some.found;
            all[who].ms.insert(all[who].ms.end(), some.ms.begin(), some.ms.end());
        }
    }
    tell(figures, "all", all);
}
