// The peer of reindex: Xapian's own TermGenerator over the same texts, in the plainest way its manual shows. English
// stemmer, positions, facets as boolean terms, the reference as document data, one database, one commit at the end. It
// is given its texts in memory, and does not read a store, tag, prove or swap.
#include "tests/bench/helpers/collection.h"
#include <xapian.h>

namespace {

using namespace tangible;
using namespace tangible::bench;

Xapian::Document document_of(const Story& story, const std::string& reference, Xapian::TermGenerator& terms) {
    Xapian::Document document;
    terms.set_document(document);
    terms.index_text(story.title, 1, "S");
    terms.index_text(story.title);
    terms.increase_termpos();
    terms.index_text(story.text);
    for (const std::string& partner : story.partners) document.add_boolean_term("XP" + partner);
    document.add_boolean_term("XL" + story.place);
    document.add_boolean_term("XG" + story.partnership);
    document.add_boolean_term("Y" + std::to_string(story.year));
    document.add_boolean_term("L" + story.language);
    document.add_boolean_term("Q" + reference);
    document.set_data(reference);
    return document;
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments(argc, argv);
    const Folder data{{}};
    const Generator generator(arguments.seed);
    Xapian::WritableDatabase database((data.path() / "db").string(), Xapian::DB_CREATE);
    Xapian::TermGenerator terms;
    terms.set_stemmer(Xapian::Stem("en"));
    Clock clock;
    double text = 0;
    for (std::size_t i = 0; i < arguments.stories; ++i) {
        const Story story = generator.story(i);
        text += static_cast<double>(story.title.size() + story.text.size());
        clock.start();
        database.add_document(document_of(story, std::to_string(i), terms));
        clock.stop();
    }
    clock.start();
    database.commit();
    clock.stop();
    Figures figures("termgenerator", arguments);
    figures.add("all", clock);
    figures.add("rate", static_cast<double>(arguments.stories) / clock.wall(), "stories_per_s");
    figures.add("text_rate", text / clock.wall() / 1e6, "MB_per_s");
    figures.add("index_to_text", bytes_below(data.path()) / text, "ratio");
}
