// Impl follows the live folder, drops its caches when the state changes, and hides stories that the store has closed.
// steadily() tries a question again when the index moves on, and turns Xapian's errors into our own.
#include "index/reader/reader.h"
#include "index/document/terms.h"
#include "index/glass/version.h"
#include "index/reader/checks.h"
#include "index/reader/folders.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>
#include <xapian.h>

namespace tangible::index {
namespace {

// A commit is seldom faster than a question; three in a row mean that the index does not hold still.
constexpr int tries = 3;
// Above these sizes a cache is emptied: anybody may ask for any words, and memory must not grow with them.
constexpr std::size_t many_frequencies = 10'000, many_totals = 100;

}  // namespace

struct Reader::Impl {
    std::filesystem::path data_dir, folder;
    Snapshots own, *snapshots = &own;
    Checks checks;
    Xapian::Database db;
    std::unique_ptr<Lists> lists;
    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const WordList> words;
    ClosedSince closed;
    /// What the store has closed to one use since the index's revision.
    struct Fewer {
        bool asked = false;         ///< in this question
        std::vector<DocId> closed;  ///< in the index still; ascending
        Visible left;               ///< what the use may see without these; unused when `closed` is empty
    };
    std::map<Use, Fewer> fewer;
    std::optional<std::pair<Sight, Visible>> until;  ///< any time may be asked for: the last one is kept
    std::map<std::pair<Sight, std::vector<std::string>>, std::uint32_t> frequencies;
    std::map<std::pair<Sight, std::string>, std::vector<std::uint32_t>> totals;
    Budget budget;
    std::int64_t limit_ms = 0;

    void forget() {
        snapshot.reset();
        words.reset();
        fewer.clear();
        forget_counts();
    }
    void forget_counts() {
        until.reset();
        frequencies.clear();
        totals.clear();
    }
    // Returns the stories that a use may see, without those that the store closed after the index's revision. The store
    // is asked once in each question. Only when its answer is another than before are the counts that depend on it
    // dropped.
    const Visible& open(Use use) {
        const auto& all = state().visible.at(use);
        auto& less = fewer[use];
        if (!std::exchange(less.asked, true)) {
            auto now = closed_in(all.stories, use);
            if (now != less.closed) {
                forget_counts();
                auto left = all.stories.docs();
                std::erase_if(left, [&](DocId d) { return std::ranges::binary_search(now, d); });
                less = {true, std::move(now), index::visible(std::move(left), state().numbers)};
            }
        }
        return less.closed.empty() ? all : less.left;
    }
    // Returns those of `stories` that the store has closed to the use, ascending.
    std::vector<DocId> closed_in(const DocSet& stories, Use use) {
        std::vector<DocId> docs;
        if (!closed) return docs;
        for (const auto& id : closed(revision(), use))
            for (auto doc : lists->all(terms::reference(id), budget))
                if (stories.has(doc)) docs.push_back(doc);
        std::sort(docs.begin(), docs.end());
        return docs;
    }
    Revision revision() const {
        const auto text = db.get_metadata(terms::revision);
        Revision revision = 0;
        std::from_chars(text.data(), text.data() + text.size(), revision);
        return revision;
    }
    // Opens the newest state. The name of the live folder is read each time, so that a swap is seen at once.
    //
    // 1. Check the files (checks.h). Harm in a folder that is no longer live is none: it may be half removed.
    // 2. If the folder is the same, reopen it, and drop the caches when there was a commit.
    // 3. Otherwise drop everything and open the new folder.
    void follow() {
        const auto now = live(data_dir);
        if (!checks.unharmed(now) && now == live(data_dir)) {
            forget();
            folder.clear();
            throw Error(ErrorKind::storage, "the index is damaged", "rebuild the index with tangible reindex");
        }
        if (now == folder) {
            if (!db.reopen()) return;
            forget();
            lists->follow();
            return;
        }
        forget();
        // While `folder` is empty nothing counts as open, should one of the next two lines throw.
        folder.clear();
        db = opened(now);
        lists = index::lists(db, now);
        folder = now;
    }
    const Snapshot& state() {
        if (!snapshot) budget.uncounted([&] { snapshot = snapshots->of(db); });
        return *snapshot;
    }
    // A database without an edition was begun and never committed, so it has nothing to find.
    static Xapian::Database opened(const std::filesystem::path& folder) {
        try {
            Xapian::Database db(folder.string());
            if (!db.get_metadata(terms::edition).empty()) return db;
        } catch (const Xapian::DatabaseNotFoundError&) {
        }
        throw Error(
            ErrorKind::temporary, "Search is not ready yet",
            "We are building the search index. You can still tell and read stories. Please search again in a moment.");
    }
};

Reader::Reader(const std::filesystem::path& data_dir, std::int64_t limit_ms, Snapshots* shared, ClosedSince closed)
    : impl_(std::make_unique<Impl>()) {
    impl_->data_dir = data_dir;
    impl_->limit_ms = limit_ms;
    impl_->closed = std::move(closed);
    if (shared) impl_->snapshots = shared;
}
Reader::~Reader() = default;

// Phases of one question, up to three times:
//
// 1. Follow the index to its newest state.
// 2. Forget what the store said in the question before, so that a withdrawal made since is honoured.
// 3. Start the budget and run `ask`.
// 4. When the state was overwritten under it, or the folder went away, begin again.
//
// If all fail, the version before and after decides whether the index moved or is damaged.
void Reader::steadily(const std::function<void()>& ask) {
    const auto before = glass::version_of(live(impl_->data_dir));
    struct Ending {
        Budget& budget;
        ~Ending() { budget.end(); }
    } ending{impl_->budget};
    for (int left = tries; left > 0; --left) try {
            impl_->follow();
            for (auto& [use, less] : impl_->fewer) less.asked = false;
            impl_->budget.begin(impl_->limit_ms);
            return ask();
        } catch (const Xapian::DatabaseModifiedError&) {
            impl_->forget();
        } catch (const Xapian::DatabaseOpeningError&) {
            impl_->folder.clear();  // it was swapped away after its name was read
        } catch (const Xapian::Error& e) {
            impl_->folder.clear();
            throw Error(ErrorKind::storage, "the index cannot be read: " + std::string(e.get_type()),
                        "rebuild the index with tangible reindex");
        }
    // Xapian found blocks of a later state. When nobody has made a commit meanwhile, these blocks are damage.
    const auto now = glass::version_of(live(impl_->data_dir));
    if (before && now && before->revision == now->revision && before->uuid == now->uuid)
        throw Error(ErrorKind::storage, "the index is damaged", "rebuild the index with tangible reindex");
    throw Error(ErrorKind::temporary, "the index changes faster than the program can read it",
                "Try again in a moment.");
}

Budget& Reader::budget() { return impl_->budget; }

Revision Reader::revision() const { return impl_->revision(); }

std::string Reader::state() { return impl_->state().uuid + " " + std::to_string(impl_->state().commits); }

bool Reader::narrowed(Sight sight) { return sight.until_ms != 0 && visible(sight.use).newest_ms > sight.until_ms; }

const Visible& Reader::visible(Sight sight) {
    // Most questions have no time limit, or one after the newest story, and need no list of their own.
    const auto& all = impl_->open(sight.use);
    if (sight.until_ms == 0 || all.newest_ms <= sight.until_ms) return all;  // nothing came since
    auto& kept = impl_->until;
    if (kept && kept->first == sight) return kept->second;
    auto docs = all.stories.docs();
    const auto& received_ms = numbers().received_ms;
    std::erase_if(docs, [&](DocId d) { return received_ms[d] > static_cast<double>(sight.until_ms); });
    return kept.emplace(sight, index::visible(std::move(docs), numbers())).second;
}

Lists& Reader::lists() { return *impl_->lists; }

std::vector<DocId> Reader::postings(const std::string& term) { return impl_->lists->all(term, impl_->budget); }

bool Reader::has(const std::string& term, Sight sight) {
    // Stops at the first story in sight, so the library's list is read only as far as needed.
    const auto& seen = visible(sight).stories;
    for (auto p = impl_->db.postlist_begin(term); p != impl_->db.postlist_end(term); ++p) {
        impl_->budget.spend();
        if (seen.has(*p)) return true;
    }
    return false;
}

std::vector<DocId> Reader::seen(const std::string& term, Sight sight, std::size_t limit) {
    const auto& stories = visible(sight).stories;
    std::vector<DocId> docs;
    for (auto p = impl_->db.postlist_begin(term); p != impl_->db.postlist_end(term) && docs.size() < limit; ++p) {
        impl_->budget.spend();
        if (stories.has(*p)) docs.push_back(*p);
    }
    return docs;
}

std::uint32_t Reader::frequency(const std::vector<std::string>& terms, Sight sight) {
    auto& kept = impl_->frequencies;
    const std::pair key(sight, terms);
    if (const auto at = kept.find(key); at != kept.end()) return at->second;
    // A story with several of the terms counts once. Hidden stories are in these lists, and are not counted at the end.
    std::vector<DocId> docs;
    for (const auto& t : terms) {
        const auto more = postings(t);
        docs.insert(docs.end(), more.begin(), more.end());
    }
    if (terms.size() > 1) {
        std::sort(docs.begin(), docs.end());
        docs.erase(std::unique(docs.begin(), docs.end()), docs.end());
    }
    if (kept.size() == many_frequencies) kept.clear();
    return kept[key] = visible(sight).stories.count(docs);
}

std::vector<std::string> Reader::terms(const std::string& beginning) const {
    return {impl_->db.allterms_begin(beginning), impl_->db.allterms_end(beginning)};
}

const Columns& Reader::columns(const std::string& prefix) { return impl_->state().columns.at(prefix); }

const std::vector<std::uint32_t>& Reader::totals(const std::string& prefix, Sight sight) {
    auto& kept = impl_->totals;
    const std::pair key(sight, prefix);
    if (const auto at = kept.find(key); at != kept.end()) return at->second;
    if (kept.size() == many_totals) kept.clear();
    return kept[key] = columns(prefix).counts(visible(sight).stories.docs());
}

const Numbers& Reader::numbers() { return impl_->state().numbers; }

const WordList& Reader::words() {
    if (!impl_->words) impl_->budget.uncounted([&] { impl_->words = impl_->snapshots->words(impl_->db); });
    return *impl_->words;
}

Indexed Reader::story(DocId doc) const { return terms::decoded(impl_->db.get_document(doc).get_data()); }

DocId Reader::find(const StoryId& id) {
    const auto docs = postings(terms::reference(id));
    return docs.empty() ? 0 : docs.front();
}

const Xapian::Database& Reader::database() const { return impl_->db; }

}  // namespace tangible::index
