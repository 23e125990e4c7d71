// A whole index from the store: read, analysed, tagged, indexed, compacted, proved equal, swapped in.
#include "index/rebuild.h"
#include "tests/bench/collection.h"

int main(int argc, char** argv) {
    using namespace tangible;
    using namespace tangible::bench;
    const Arguments arguments(argc, argv);
    const Folder data(arguments.data);
    const Generator generator(arguments.seed);
    const double text = static_cast<double>(text_bytes(generator, arguments.stories));
    { Store made = collection(data.path(), generator, arguments.stories); }
    const index::Cues cues(partnership_codebook());

    Figures figures("reindex", arguments);
    index::Proof proof;
    const Clock rebuild = timed([&] { proof = index::rebuild(data.path(), cues); });
    if (!proof.equal() || proof.stories != arguments.stories)
        throw std::runtime_error("the index is not what the store says");
    figures.add("all", rebuild);
    Store store(data.path(), Store::Access::read);
    figures.add("proof_alone", timed([&] { index::prove(store, cues, index::live(data.path())); }));
    figures.add("rate", static_cast<double>(arguments.stories) / rebuild.wall(), "stories_per_s");
    figures.add("text_rate", text / rebuild.wall() / 1e6, "MB_per_s");
    figures.add("index_to_text", bytes_below(data.path() / "index") / text, "ratio");
}
