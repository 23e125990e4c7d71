// Analysis (tokens, folds, stems, sentences) and tagging after it, on one thread, in bytes of normal text by processor
// time: with the codebook's themes and with --themes themes, a hundred stories with each in turn; and beside them one
// search for each cue on our index of the same stories, which finds only stories and knows no guards.
#include "index/document/terms.h"
#include "index/tagging/cues.h"
#include "tests/bench/helpers/many_themes.h"
#include "tests/bench/helpers/searched.h"
#include <xapian.h>

namespace {

using namespace tangible;
using namespace tangible::bench;

struct Tagged {
    explicit Tagged(const Codebook& book) : cues(book) {}
    index::Cues cues;
    Clock clock;
    double codings = 0;
};

struct Slice {
    std::vector<Story> stories;
    std::vector<index::Analysis> analysed;
};

void tag(Tagged& by, const Slice& slice, index::Analyser& analyser) {
    by.clock.start();
    for (std::size_t i = 0; i < slice.stories.size(); ++i)
        by.codings += static_cast<double>(by.cues.tag(slice.stories[i].text, slice.analysed[i], analyser).size());
    by.clock.stop();
}

Xapian::Query query_of(const std::string& phrase, const std::string& language, index::Analyser& analyser) {
    std::vector<std::string> terms;
    for (const auto& token : analyser.analyse(phrase, language).tokens)
        terms.push_back(index::terms::stem(std::string(analyser.stem(token.word, language))));
    const auto window = static_cast<Xapian::termcount>(terms.size());
    return Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), window);
}

Xapian::Query query_of(const Cue& cue, index::Analyser& analyser) {
    std::vector<Xapian::Query> sides;
    for (const auto& phrase : cue.phrases) sides.push_back(query_of(phrase, cue.language, analyser));
    if (sides.size() == 1) return sides[0];
    // The library has NEAR only for single words: longer sides only have to be in the same story.
    if (sides[0].get_num_subqueries() + sides[1].get_num_subqueries() > 0)
        return Xapian::Query(Xapian::Query::OP_AND, sides[0], sides[1]);
    const auto window = static_cast<Xapian::termcount>(cue.within + 1);
    return Xapian::Query(Xapian::Query::OP_NEAR, sides.begin(), sides.end(), window);
}

/// Times one search for each cue, for all stories that have it.
Clock searched_one_by_one(const std::filesystem::path& data, const Codebook& book, index::Analyser& analyser) {
    const Xapian::Database db(index::live(data).string());
    return timed([&] {
        for (const auto& theme : book.themes)
            for (const auto& cue : theme.cues) {
                Xapian::Enquire enquire(db);
                enquire.set_query(query_of(cue, analyser));
                enquire.set_weighting_scheme(Xapian::BoolWeight());
                enquire.get_mset(0, db.get_doccount());
            }
    });
}

}  // namespace

int main(int argc, char** argv) {
    constexpr std::size_t slice_stories = 100;
    std::size_t themes = 400;
    const Arguments arguments(argc, argv, {{"--themes", &themes}});
    Searched searched(arguments);
    const auto& [data, generator, store, codebook, searcher] = searched;
    const Codebook grown = ManyThemes(codebook, generator).of(themes);
    Tagged few(codebook), many(grown);
    index::Analyser analyser;
    std::size_t bytes = 0, tokens = 0;
    Clock analysis;
    for (std::size_t from = 0; from < arguments.stories; from += slice_stories) {
        Slice slice;
        for (std::size_t i = from; i < std::min(arguments.stories, from + slice_stories); ++i) {
            slice.stories.push_back(generator.story(i));
            bytes += slice.stories.back().text.size();
        }
        analysis.start();
        for (const auto& story : slice.stories) slice.analysed.push_back(analyser.analyse(story.text, story.language));
        analysis.stop();
        for (const auto& analysed : slice.analysed) tokens += analysed.tokens.size();
        const bool few_first = from / slice_stories % 2;
        tag(few_first ? few : many, slice, analyser);
        tag(few_first ? many : few, slice, analyser);
    }
    const auto loop = searched_one_by_one(data.path(), codebook, analyser);

    const double mb = static_cast<double>(bytes) / 1e6, stories = static_cast<double>(arguments.stories);
    Figures figures("tag", arguments);
    figures.add("analysis", mb / analysis.cpu(), "MB_per_s");
    figures.add("tokens", static_cast<double>(tokens) / analysis.cpu() / 1e6, "million_per_s");
    for (const auto& [name, by] : {std::pair{"few", &few}, {"many", &many}}) {
        figures.add(std::string(name) + "_themes", static_cast<double>(by->cues.codebook().themes.size()), "themes");
        figures.add(std::string(name) + "_tagging", mb / by->clock.cpu(), "MB_per_s");
        figures.add(std::string(name) + "_suggestions_per_story", by->codings / stories, "codings");
    }
    figures.add("many_to_few", many.clock.cpu() / few.clock.cpu(), "ratio");
    figures.add("search_per_cue", mb / loop.cpu(), "MB_per_s");
    figures.add("search_per_cue_to_few", loop.cpu() / few.clock.cpu(), "ratio");
}
