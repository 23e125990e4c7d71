// How soon the index follows the store: one new story, one verdict and one withdrawal on a base of n stories, from the
// commit in the store to the commit in the index, and 200 new stories at once.
#include "index/building/catch_up.h"
#include "tests/bench/helpers/collection.h"

namespace {

using namespace tangible;
using namespace tangible::bench;

constexpr std::size_t samples = 50, batch = 200;

struct Base {
    std::filesystem::path data;
    Store store;
    const Generator generator;
    const index::Cues cues{partnership_codebook()};
    std::size_t next;

    Clock follow() {
        return timed([&] { index::catch_up(store, cues, data); });
    }
    StoryId add() { return put_story(store, generator, next++); }
};

/// Measures how long the index takes to follow `change`, which happens in the store outside the measured time.
template <class Change> void latency(Figures& figures, const std::string& name, Base& base, Change&& change) {
    std::vector<double> ms, cpu_ms;
    for (std::size_t k = 0; k < samples; ++k) {
        change();
        const auto took = base.follow();
        ms.push_back(1000 * took.wall()), cpu_ms.push_back(1000 * took.cpu());
    }
    figures.add(name + "_p50", quantile(ms, 0.50), "ms");
    figures.add(name + "_p95", quantile(ms, 0.95), "ms");
    figures.add(name + "_cpu_p50", quantile(cpu_ms, 0.50), "ms");
}

void judge(Store& store, const StoryId& id, const std::string& edition) {
    const std::string text = store.story(id, Use::own)->text;
    Decision d;
    d.story = id, d.theme = "REL.TRUST", d.span = {0, static_cast<std::uint32_t>(text.find(' '))},
    d.verdict = Verdict::added;
    d.quote = cut(text, d.span);
    d.coder = "bench", d.edition = edition, d.decided_ms = 1'700'000'000'000;
    store.note(d);
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments(argc, argv);
    const Folder data(arguments.data);
    const Generator generator(arguments.seed);
    Base base{data.path(), collection(data.path(), generator, arguments.stories), generator,
              index::Cues(partnership_codebook()), arguments.stories};
    base.follow();
    Figures figures("catch_up", arguments);
    std::vector<StoryId> added;
    latency(figures, "new_story", base, [&] { added.push_back(base.add()); });
    latency(figures, "verdict", base,
            [&, k = std::size_t{0}]() mutable { judge(base.store, added[k++], base.cues.codebook().edition); });
    latency(figures, "withdrawal", base, [&, k = std::size_t{0}]() mutable { base.store.withdraw(added[k++]); });
    for (std::size_t k = 0; k < batch; ++k) base.add();
    figures.add("batch_of_200", 1000 * base.follow().wall(), "ms");
}
