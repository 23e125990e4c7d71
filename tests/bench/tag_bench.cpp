// Analysis (tokens, folds, stems, sentences) and tagging after it, one thread, in bytes of normal text.
#include "index/tagging/cues.h"
#include "tests/bench/collection.h"

int main(int argc, char** argv) {
    using namespace tangible;
    using namespace tangible::bench;
    const Arguments arguments(argc, argv);
    const Generator generator(arguments.seed);
    const Codebook codebook = partnership_codebook();
    const index::Cues cues(codebook);
    index::Analyser analyser;
    std::size_t bytes = 0, tokens = 0, codings = 0;
    Clock analysis, tagging;
    for (std::size_t i = 0; i < arguments.stories; ++i) {
        const Story story = generator.story(i);
        bytes += story.text.size();
        analysis.start();
        const index::Analysis analysed = analyser.analyse(story.text, story.language);
        analysis.stop();
        tokens += analysed.tokens.size();
        tagging.start();
        codings += cues.tag(story.text, analysed, analyser).size();
        tagging.stop();
    }
    const double mb = static_cast<double>(bytes) / 1e6;
    Figures figures("tag", arguments);
    figures.add("themes", static_cast<double>(codebook.themes.size()), "themes");
    figures.add("analysis", mb / analysis.wall(), "MB_per_s");
    figures.add("tagging", mb / tagging.wall(), "MB_per_s");
    figures.add("tokens", static_cast<double>(tokens) / analysis.wall() / 1e6, "million_per_s");
    figures.add("suggestions_per_story", static_cast<double>(codings) / static_cast<double>(arguments.stories),
                "codings");
}
