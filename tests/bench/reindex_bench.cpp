// A whole index from the store: read, analysed, tagged, indexed, compacted, proved equal, swapped in.  Then --proofs
// proofs alone.  The stories are those from number --first on.
#include "index/building/rebuild.h"
#include "tests/bench/helpers/collection.h"

int main(int argc, char** argv) {
    using namespace tangible;
    using namespace tangible::bench;
    std::size_t first = 0, proofs = 1;
    const Arguments arguments(argc, argv, {{"--first", &first}, {"--proofs", &proofs}});
    const Folder data(arguments.data);
    const Generator generator(arguments.seed);
    const double text = static_cast<double>(text_bytes(generator, arguments.stories, first));
    { Store made = collection(data.path(), generator, arguments.stories, first); }
    const index::Cues cues(partnership_codebook());

    Figures figures("reindex", arguments);
    index::Proof proof;
    const Clock rebuild = timed([&] { proof = index::rebuild(data.path(), cues); });
    if (!proof.equal() || proof.stories != arguments.stories)
        throw std::runtime_error("the index is not what the store says");
    figures.add("all", rebuild);
    Store store(data.path(), Store::Access::read);
    for (std::size_t k = 0; k < proofs; ++k)
        figures.add("proof_alone", timed([&] { index::prove(store, cues, index::live(data.path())); }));
    figures.add("rate", static_cast<double>(arguments.stories) / rebuild.wall(), "stories_per_s");
    figures.add("text_rate", text / rebuild.wall() / 1e6, "MB_per_s");
    const double index_bytes = bytes_below(index::live(data.path()));
    figures.add("index_to_text", index_bytes / text, "ratio");
    figures.add("index", index_bytes / 1e6, "MB");
    figures.add("store", (bytes_below(data.path()) - bytes_below(data.path() / "index")) / 1e6, "MB");
}
