// Walks along the postlist and position tables with glass::TableReader and decodes keys and values. In the postlist
// table it skips everything that is not a list of postings.
#include "index/reader/tables.h"
#include "index/glass/packing.h"
#include "index/glass/places.h"
#include "index/glass/stored.h"

namespace tangible::index {

std::optional<Tables> Tables::opened(const std::filesystem::path& folder) {
    const auto version = glass::version_of(folder);
    if (!version) return std::nullopt;
    const auto table = [&](glass::Table which) { return glass::TableFile(folder, which, version->roots[which]); };
    return Tables(table(glass::postlist), table(glass::position));
}

void Tables::each_posting(std::size_t from, std::size_t to,
                          const std::function<EachPosting(std::string_view)>& term) const {
    for (glass::TableReader in(postings_, from, to); in.next();) {
        const auto list = glass::list_in(in.key());
        // The table also has metadata, values and lengths of documents, whose keys begin with a zero byte.
        if (list.kind != glass::ListKind::postings) continue;
        auto name = list.name;
        glass::each_entry(glass::chunk_in(list, in.value()), term(glass::take_term(name)));
    }
}

void Tables::each_places(std::size_t from, std::size_t to, const EachPlaces& each) const {
    for (glass::TableReader in(positions_, from, to); in.next();) {
        auto key = in.key();
        const auto term = glass::take_term(key);
        const auto docid = glass::take_sortable(key);
        // Xapian never compresses positions, so a compressed one is damage.
        if (!key.empty() || in.compressed()) glass::damaged();
        each(term, docid, glass::places_in(in.value()));
    }
}

}  // namespace tangible::index
