// The edition and the checks of an index come first, then Writer. It makes all changes in one Xapian transaction, and
// commit() adds the revision, the edition and the list of touched stories.
#include "index/building/index.h"
#include "index/document/documents.h"
#include "index/glass/layout.h"
#include "index/reader/checks.h"
#include "index/reader/columns.h"
#include "index/reader/commits.h"
#include "index/reader/folders.h"
#include "schemas/ground/hash.h"
#include "schemas/system/owner.h"
#include <unicode/uversion.h>
#include <xapian.h>

namespace tangible::index {
namespace {

// Raise this when words, terms, fingerprints, positions or values come out differently than before: every index is then
// made anew. Adding or removing a field needs nothing, since fields_version() follows the table.
constexpr int analysis_version = 6;

// A short hash of the prefixes and names of all fields.
std::string fields_version() {
    std::string all = "a year that is not known is a value ";  // change this text when a field's values change
    for (const auto& f : fields()) all.append(f.prefix).append(f.name).append(" ");
    return sha256_hex(all).substr(0, 8);
}

}  // namespace

std::string edition(const Codebook& book, std::int64_t demotions) {
    return book.edition + " | analysis " + std::to_string(analysis_version) + ", ICU " U_ICU_VERSION ", Xapian " +
           Xapian::version_string() + " | fields " + fields_version() +
           (demotions ? " | demotions " + std::to_string(demotions) : "");
}

Revision reached(const std::filesystem::path& data_dir) {
    // The follower asks twice a second, and monitors may, too. Files that were found unharmed are not read again.
    thread_local Checks checks;
    try {
        const auto folder = live(data_dir);
        return checks.unharmed(folder) ? revision_of(Xapian::Database(folder.string())) : 0;
    } catch (const Xapian::Error&) {
        return 0;
    }
}

bool sound(const std::filesystem::path& folder) {
    try {
        return Xapian::Database::check(folder.string()) == 0;
    } catch (const Xapian::Error&) {
        return false;
    }
}

struct Writer::Impl {
    std::filesystem::path folder;
    Xapian::WritableDatabase db;
    std::vector<DocId> touched;  ///< since the last commit
};

// All changes are one transaction. Without it Xapian commits by itself now and then, and in its destructor, and such a
// commit would have no revision.
Writer::Writer(const std::filesystem::path& folder) : impl_(std::make_unique<Impl>()) {
    impl_->folder = folder;
    if (std::filesystem::is_directory(folder)) must_be_writable(folder);
    with_xapian("the index cannot be opened", [&] {
        impl_->db = Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE_OR_OPEN, glass::block_bytes);
        impl_->db.begin_transaction();
    });
}

Writer::~Writer() {
    try {
        // Drops what was not committed.
        impl_->db.cancel_transaction();
    } catch (const Xapian::Error&) {
    }  // no transaction is open
}

Revision Writer::revision() const {
    Revision revision = 0;
    with_xapian("the index cannot be read", [&] { revision = revision_of(impl_->db); });
    return revision;
}

std::string Writer::edition() const {
    std::string text;
    with_xapian("the index cannot be read", [&] { text = impl_->db.get_metadata(terms::edition); });
    return text;
}

void Writer::replace(const Story& story, const Analysis& analysis, Analyser& analyser,
                     const std::vector<Coding>& settled, const std::vector<std::string>& meant) {
    if (!belongs(story)) return remove(story.id);
    const auto document = document_of(story, analysis, analyser, settled, meant);
    with_xapian("the index cannot be written", [&] {
        impl_->touched.push_back(impl_->db.replace_document(terms::reference(story.id), xapian_of(document)));
    });
}

void Writer::remove(const StoryId& id) {
    with_xapian("the index cannot be written", [&] {
        // The numbers are noted before the documents go, since readers must drop them from their snapshots.
        for (auto doc : postings(impl_->db, terms::reference(id))) impl_->touched.push_back(doc);
        impl_->db.delete_document(terms::reference(id));
    });
}

void Writer::commit(Revision revision, const std::string& edition) {
    with_xapian("the index cannot be written", [&] {
        // Metadata is part of the transaction, so documents and revision change in one step.
        impl_->db.set_metadata(terms::revision, std::to_string(revision));
        impl_->db.set_metadata(terms::edition, edition);
        note_commit(impl_->db, impl_->touched);
        impl_->db.commit_transaction();
        impl_->db.begin_transaction();
    });
    impl_->touched.clear();
    note_checks(impl_->folder);
    sync_names(impl_->folder);  // Xapian syncs its files, but not the folder, which has the name of the new root
}

}  // namespace tangible::index
