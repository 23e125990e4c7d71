// LibraryLists asks Xapian. OwnLists reads the tables itself and skips chunks of postings that cannot contain a wanted
// story.
//
// OwnLists reads blocks that a later commit may reuse. Xapian notices this by the revision in each block,
// and so do we; in addition, what looks like damage counts as damage only while the database's state is still the one
// on the disk. Otherwise the state is merely gone, and the question is asked again.
#include "index/reader/lists.h"
#include "index/glass/cursor.h"
#include "index/glass/packing.h"
#include "index/glass/places.h"
#include "index/glass/stored.h"
#include "index/reader/columns.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <optional>
#include <xapian.h>

namespace tangible::index {
namespace {

// Budget steps for one walk down a tree of blocks, compared with reading one posting in passing.
constexpr std::uint32_t steps_a_seek = 16;

class LibraryLists : public Lists {
public:
    explicit LibraryLists(const Xapian::Database& db) : db_(db) {}
    void follow() override {}

    std::vector<DocId> all(const std::string& term, Budget& budget) override {
        budget.spend(1 + db_.get_termfreq(term));
        return postings(db_, term);
    }

    // Few stories are sought one by one; for many it is quicker to read the whole list. Both cost the same where the
    // list is `steps_a_seek` times as long as the stories.
    Occurring among(const DocSet& stories, const std::string& term, Budget& budget) override {
        Occurring found;
        auto p = db_.postlist_begin(term);
        const auto end = db_.postlist_end(term);
        const auto add = [&] {
            found.docs.push_back(*p);
            found.times.push_back(p.get_wdf());
        };
        if (stories.size() * steps_a_seek < db_.get_termfreq(term)) {
            for (auto doc : stories.docs()) {
                budget.spend(steps_a_seek);
                if (p == end || (p.skip_to(doc), p == end)) break;
                if (*p == doc) add();
            }
            return found;
        }
        for (; p != end; ++p) {
            budget.spend();
            if (stories.has(*p)) add();
        }
        return found;
    }

    void places(const std::vector<DocId>& stories, const std::string& term, Budget& budget, const With& with) override {
        std::vector<std::uint32_t> places;
        for (std::size_t n = 0; n < stories.size(); ++n) {
            places.assign(db_.positionlist_begin(stories[n], term), db_.positionlist_end(stories[n], term));
            budget.spend(steps_a_seek + static_cast<std::uint32_t>(places.size()));
            with(n, places);
        }
    }

private:
    const Xapian::Database& db_;
};

class OwnLists : public Lists {
public:
    OwnLists(const Xapian::Database& db, const std::filesystem::path& folder)
        : db_(db), folder_(folder), postings_(folder, glass::postlist), positions_(folder, glass::position) {
        follow();
    }

    void follow() override {
        const auto version = shown();
        if (!version) gone();
        postings_.at(version->roots[glass::postlist], version->revision);
        positions_.at(version->roots[glass::position], version->revision);
    }

    std::vector<DocId> all(const std::string& term, Budget& budget) override {
        std::vector<DocId> docs;
        steadily([&] {
            Chunks chunks(postings_, term);
            for (bool more = chunks.begin(); more; more = chunks.next())
                glass::each_entry(chunks.chunk(), [&](DocId doc, std::uint32_t) {
                    budget.spend();
                    docs.push_back(doc);
                });
        });
        return docs;
    }

    // Walks along the chunks and the stories together, and skips chunks that none of the stories can be in.
    Occurring among(const DocSet& stories, const std::string& term, Budget& budget) override {
        Occurring found;
        found.docs.reserve(std::min<std::size_t>(stories.size(), db_.get_termfreq(term)));
        found.times.reserve(found.docs.capacity());
        const auto add = [&](DocId doc, std::uint32_t times) {
            budget.spend();
            if (!stories.has(doc)) return;
            found.docs.push_back(doc);
            found.times.push_back(times);
        };
        steadily([&] {
            Chunks chunks(postings_, term);
            auto wanted = stories.docs().begin();
            const auto end = stories.docs().end();
            for (bool more = chunks.begin(); more;) {
                // The first story that this chunk or a later one could have.
                wanted = std::lower_bound(wanted, end, chunks.chunk().first);
                if (wanted == end) break;
                budget.spend(steps_a_seek);
                // The story is beyond this chunk: go to the chunk that could have it.
                if (*wanted > chunks.chunk().last && !chunks.skip_to(*wanted)) break;
                if (chunks.chunk().first <= *wanted) glass::each_entry(chunks.chunk(), add);
                more = chunks.next();
            }
        });
        return found;
    }

    void places(const std::vector<DocId>& stories, const std::string& term, Budget& budget, const With& with) override {
        // The key of a position list: term, a zero byte, document (layout.h). Only the document changes from story to
        // story.
        std::string key;
        glass::add_term(key, term);
        key += '\0';
        const auto of_term = key.size();
        std::vector<std::uint32_t> places;
        steadily([&] {
            glass::Cursor cursor(positions_);
            for (std::size_t n = 0; n < stories.size(); ++n) {
                key.resize(of_term);
                glass::add_sortable(key, stories[n]);
                places.clear();
                if (cursor.seek(key) && cursor.key() == key) glass::take_places(cursor.value(), places);
                budget.spend(steps_a_seek + static_cast<std::uint32_t>(places.size()));
                with(n, places);
            }
        });
    }

private:
    /// The postings of a term, chunk by chunk.
    class Chunks {
    public:
        Chunks(const glass::Tree& postings, const std::string& term) : cursor_(postings) {
            glass::add_term(key_, term);
        }
        /// Moves to the first chunk; false when no story has the term.
        bool begin() { return cursor_.seek(key_) && take(); }
        /// Moves to the next chunk; false when there are no more.
        bool next() { return cursor_.next() && take(); }
        /// Moves from an earlier chunk to the chunk that the story would be in, or else to the next one. False at the
        /// end.
        bool skip_to(DocId doc) {
            auto key = key_ + '\0';
            glass::add_sortable(key, doc);
            if (!cursor_.seek_back(key) || !take()) glass::damaged();
            return doc <= chunk_.last || next();
        }
        const glass::StoredChunk& chunk() const { return chunk_; }

    private:
        // Decodes the entry under the cursor; false when it belongs to another term.
        bool take() {
            const auto list = glass::list_in(cursor_.key());
            if (list.kind != glass::ListKind::postings || list.name != key_) return false;
            chunk_ = glass::chunk_in(list, cursor_.value());
            return true;
        }
        std::string key_;
        glass::Cursor cursor_;
        glass::StoredChunk chunk_;
    };

    // Returns the state of the folder, or nullopt when it is not the one that the database shows.
    std::optional<glass::Version> shown() const {
        auto version = glass::version_of(folder_);
        if (version && version->revision != db_.get_revision()) version.reset();
        return version;
    }
    [[noreturn]] static void gone() { throw Xapian::DatabaseModifiedError("the state that was read is gone"); }

    // Runs `read`, and reports a state that is gone as such. What looks like damage may be a block that a writer was
    // replacing.
    void steadily(const auto& read) const try { read(); } catch (const glass::Overwritten&) {
        gone();
    } catch (const Error& e) {
        if (e.kind == ErrorKind::storage && !shown()) gone();
        throw;
    }

    const Xapian::Database& db_;
    std::filesystem::path folder_;
    glass::Tree postings_, positions_;
};

}  // namespace

std::unique_ptr<Lists> library_lists(const Xapian::Database& db) { return std::make_unique<LibraryLists>(db); }

std::unique_ptr<Lists> own_lists(const Xapian::Database& db, const std::filesystem::path& folder) {
    return glass::version_of(folder) ? std::make_unique<OwnLists>(db, folder) : nullptr;
}

std::unique_ptr<Lists> lists(const Xapian::Database& db, const std::filesystem::path& folder) {
    auto own = own_lists(db, folder);
    return own ? std::move(own) : library_lists(db);
}

}  // namespace tangible::index
