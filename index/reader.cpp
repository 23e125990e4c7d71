#include "index/reader.h"
#include "index/index.h"
#include "index/terms.h"
#include "schemas/error.h"
#include <algorithm>
#include <charconv>
#include <chrono>
#include <map>
#include <optional>
#include <xapian.h>

namespace tangible::index {
namespace {

constexpr int tries = 3;
constexpr std::size_t many_frequencies = 10'000;
/// To list so many words anew after each commit would cost more than the newest of them are worth.
constexpr std::size_t many_words = 50'000;
constexpr std::chrono::seconds many_words_last{30};

// Words are the terms without a prefix, and prefixes begin with a capital.
bool is_word(const std::string& term) { return !term.empty() && !(term[0] >= 'A' && term[0] <= 'Z'); }

}  // namespace

struct Reader::Impl {
    std::filesystem::path data_dir, folder;
    Xapian::Database db;
    std::map<Sight, Visible> visible;
    std::map<std::string, Columns> columns;
    std::optional<Numbers> numbers;
    std::map<std::pair<Sight, std::vector<std::string>>, std::uint32_t> frequencies;
    WordList words;
    std::chrono::steady_clock::time_point words_made;
    bool words_old = true;
    Budget budget;
    std::int64_t limit_ms = 0;

    void forget() {
        visible.clear();
        columns.clear();
        numbers.reset();
        frequencies.clear();
        words_old = true;
    }
    // Reading the name of the live folder each time is what makes a swap seen at once.
    void follow() {
        const auto now = live(data_dir);
        if (now == folder) {
            if (db.reopen()) forget();
            return;
        }
        forget();
        folder.clear();
        db = opened(now);
        folder = now;
    }
    void see(Sight, Visible&);
    const Numbers& all_numbers() { return numbers ? *numbers : numbers.emplace(db); }
    // One without an edition was begun and never committed.
    static Xapian::Database opened(const std::filesystem::path& folder) {
        try {
            Xapian::Database db(folder.string());
            if (!db.get_metadata(terms::edition).empty()) return db;
        } catch (const Xapian::DatabaseNotFoundError&) {
        }
        throw Error(ErrorKind::temporary, "The index is being made",
                    "Stories are taken in and can be read meanwhile. Please search again in a moment.");
    }
};

Reader::Reader(const std::filesystem::path& data_dir, std::int64_t limit_ms) : impl_(std::make_unique<Impl>()) {
    impl_->data_dir = data_dir;
    impl_->limit_ms = limit_ms;
}
Reader::~Reader() = default;

void Reader::steadily(const std::function<void()>& ask) {
    for (int left = tries; left > 0; --left) try {
            impl_->follow();
            impl_->budget.begin(impl_->limit_ms);
            return ask();
        } catch (const Xapian::DatabaseModifiedError&) {
            impl_->forget();
        } catch (const Xapian::DatabaseOpeningError&) {  // swapped away between its name and its opening
            impl_->folder.clear();
        } catch (const Xapian::Error& e) {
            impl_->folder.clear();
            throw Error(ErrorKind::storage, "the index cannot be read: " + std::string(e.get_type()),
                        "tangible reindex makes it anew");
        }
    throw Error(ErrorKind::temporary, "the index changes faster than it can be read", "Ask again in a moment.");
}

Budget& Reader::budget() { return impl_->budget; }

Revision Reader::revision() const {
    const auto text = impl_->db.get_metadata(terms::revision);
    Revision revision = 0;
    std::from_chars(text.data(), text.data() + text.size(), revision);
    return revision;
}

bool Reader::narrowed(Sight sight) { return sight.until_ms != 0 && visible(sight.use).newest_ms > sight.until_ms; }

const Visible& Reader::visible(Sight sight) {
    if (sight.until_ms != 0 && !narrowed(sight))
        sight.until_ms = 0;  // nothing came since: what all see is kept already
    auto [at, is_new] = impl_->visible.try_emplace(sight);
    if (!is_new) return at->second;
    if (sight.until_ms == 0) {
        impl_->budget.uncounted([&] { impl_->see(sight, at->second); });
    } else {  // any time may be asked for: only the last one is kept
        std::erase_if(impl_->visible,
                      [&](const auto& kept) { return kept.first.until_ms != 0 && kept.first != sight; });
        impl_->see(sight, at->second);
    }
    return at->second;
}

void Reader::Impl::see(Sight sight, Visible& visible) {
    const auto& numbers = all_numbers();
    auto docs = index::postings(db, terms::allowed(sight.use));
    std::erase_if(docs, [&](DocId d) {
        return sight.until_ms != 0 && numbers.received_ms[d] > static_cast<double>(sight.until_ms);
    });
    double length = 0, newest_ms = 0;
    for (auto d : docs) {
        length += numbers.words[d];
        newest_ms = std::max(newest_ms, numbers.received_ms[d]);
    }
    visible.newest_ms = static_cast<std::int64_t>(newest_ms);
    visible.average_length = docs.empty() ? 1 : std::max(1.0, length / static_cast<double>(docs.size()));
    visible.stories = DocSet(std::move(docs));
}

std::vector<DocId> Reader::postings(const std::string& term) const { return index::postings(impl_->db, term); }

bool Reader::has(const std::string& term, Sight sight) {
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
    std::vector<DocId> docs;
    for (const auto& t : terms) {
        auto more = postings(t);
        impl_->budget.spend(1 + static_cast<std::uint32_t>(more.size()));
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

const Columns& Reader::columns(const std::string& prefix) {
    auto at = impl_->columns.find(prefix);
    if (at == impl_->columns.end())
        impl_->budget.uncounted([&] { at = impl_->columns.try_emplace(prefix, impl_->db, prefix).first; });
    return at->second;
}

const Numbers& Reader::numbers() {
    if (!impl_->numbers) impl_->budget.uncounted([&] { impl_->all_numbers(); });
    return *impl_->numbers;
}

const WordList& Reader::words() {
    const auto now = std::chrono::steady_clock::now();
    const bool kept = impl_->words.size() > many_words && now - impl_->words_made < many_words_last;
    if (!impl_->words_old || kept) return impl_->words;
    impl_->words_made = now, impl_->words_old = false;
    impl_->budget.uncounted([&] {
        impl_->words.clear();
        for (auto t = impl_->db.allterms_begin(); t != impl_->db.allterms_end(); ++t)
            if (is_word(*t)) impl_->words.add(*t);
    });
    return impl_->words;
}

Indexed Reader::story(DocId doc) const { return terms::decoded(impl_->db.get_document(doc).get_data()); }

DocId Reader::find(const StoryId& id) const {
    const auto docs = postings(terms::reference(id));
    return docs.empty() ? 0 : docs.front();
}

const Xapian::Database& Reader::database() const { return impl_->db; }

}  // namespace tangible::index
