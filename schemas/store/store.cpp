// Opens the store, makes it if there is none, and brings it to the present format; then what several parts need:
// revisions, digests, settings.
//
// To open for writing: check the rights, make the folder, take a share of `writers.lock` (which tells the last writer
// that it is the last), take `write.lock`, make store.sqlite, run the format files of schemas/sql that have not run
// yet, sync the folder. To open for reading: only check that the store is there and of a format that we know.
#include "schemas/store/store.h"
#include "schemas/ground/clock.h"
#include "schemas/ground/error.h"
#include "schemas/shapes/rights.h"
#include "schemas/store/common/store_impl.h"
#include "schemas/system/own_file.h"
#include "schemas/system/owner.h"
#include "schemas/system/share.h"
#include <algorithm>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tangible {
namespace fs = std::filesystem;
namespace {

/// Returns the files that make the format, in the order of their numbers. A store's PRAGMA user_version counts how many
/// have run.
std::vector<fs::path> format_files() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(shared_file("schemas/sql")))
        if (entry.path().extension() == ".sql") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    if (files.empty())
        throw Error(ErrorKind::not_found, "there is no .sql file in schemas/sql", "install the program again");
    return files;
}

/// Throws with the reason in errno.
[[noreturn]] void refuse_data_dir(const std::string& what) {
    throw Error(ErrorKind::storage, what + ": " + std::generic_category().message(errno),
                "check the owner and permissions of the data folder");
}

void sync(const fs::path& dir) {
    if (synced(dir) || errno == EACCES) return;  // we may lack the right to open the folder above ours
    refuse_data_dir("the data folder cannot be written to the disk");
}

// Makes the data folder and returns its path without links. A folder that we make, or find empty, is closed to other
// users, whatever the umask is. A folder with other things in it is not ours to close; the store's own files are closed
// all the same.
fs::path made(const fs::path& dir) {
    std::error_code failed;
    if (fs::create_directories(dir, failed); failed)
        throw Error(ErrorKind::storage, "the data folder " + dir.string() + " cannot be created: " + failed.message());
    if (fs::is_empty(dir)) fs::permissions(dir, fs::perms::owner_all);
    return fs::canonical(dir);
}

// Makes the empty file, readable by its owner only. SQLite gives the log and its index the mode of this file.
void make_file(const fs::path& file) {
    int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) refuse_data_dir("store.sqlite cannot be created");
    ::fchmod(fd, 0600);
    ::close(fd);
    keep_owner(file.parent_path(), file);
}

/// Checks that the store may be opened, and returns its folder's path without links.
fs::path checked(const fs::path& dir, bool writes) {
    check_rights(dir, writes);
    if (writes) return made(dir);
    if (!fs::exists(dir / "store.sqlite"))
        throw Error(ErrorKind::not_found, "there is no store in " + dir.string(),
                    "add a story first, or name another folder with --data");
    return fs::canonical(dir);
}

std::size_t format_of(Connection& db) { return std::stoul(db.run_all("PRAGMA user_version")); }

[[noreturn]] void refuse_format(const std::string& what, const std::string& hint) {
    throw Error(ErrorKind::bad_schema, what, hint);
}

// Runs the format files that have not run yet, each in a transaction of its own together with its number: after a crash
// the next start goes on where this one stopped. The caller holds `write.lock`.
void bring_to_format(Connection& db, const FileLock& turn) {
    const auto files = format_files();
    for (std::size_t at = format_of(db); at < files.size(); ++at) {
        Transaction change(db, turn);
        db.run_all(content_of(files[at]));
        db.run_all("PRAGMA user_version = " + std::to_string(at + 1));
        change.commit();
    }
}

void check_format(Connection& db) {
    const auto is = format_of(db), known = format_files().size();
    if (is > known) refuse_format("the store was made by a later version of this program", "run that version");
    if (is == 0) throw Error(ErrorKind::not_found, "there is no store yet", "add a story first");
    if (is < known)
        refuse_format("the store was made by an earlier version of this program",
                      "run a command that writes, such as receive");
}

std::optional<FileLock> writers_of(const fs::path& dir, bool writes) {
    return writes ? FileLock::share(dir / "writers.lock", 30'000) : std::nullopt;
}

Connection connection_to(const fs::path& dir, bool writes) {
    refuse_without_log(dir);
    if (!writes) return Connection(dir, false);
    auto turn = FileLock::take(dir / "write.lock", 30'000);
    if (!turn)
        throw Error(ErrorKind::temporary, "another program has been writing to the store for half a minute",
                    "try again later");
    if (!fs::exists(dir / "store.sqlite")) make_file(dir / "store.sqlite");
    Connection db(dir, true);
    bring_to_format(db, *turn);
    // Each time, not only for new files: whoever made them may have been killed before it came to this.
    sync(dir);
    sync(dir.parent_path());
    return db;
}

}  // namespace

StoreImpl::StoreImpl(const fs::path& dir, bool writes)
    : data_dir(checked(dir, writes)), writers(writers_of(data_dir, writes)), db(connection_to(data_dir, writes)) {
    check_format(db);
    auto head = db.ask("SELECT secret FROM head");
    head.next();
    secret = head.text(0);
    if (sodium_init() < 0 || secret.size() != crypto_auth_hmacsha256_KEYBYTES)
        throw Error(ErrorKind::storage, "the store is damaged: it has no secret key");
}

// The last writer to close the store leaves a file that can be copied alone (sqlite/log.cpp). What cannot be carried
// over stays in the log, where nothing is lost.
StoreImpl::~StoreImpl() {
    try {
        if (writers && writers->alone()) db.fold_log();
    } catch (const std::exception&) {
    }
}

StoreOwner::StoreOwner(std::unique_ptr<StoreImpl> impl) : impl_(std::move(impl)) {}
StoreOwner::~StoreOwner() = default;
StoreOwner::StoreOwner(StoreOwner&&) noexcept = default;
StoreOwner& StoreOwner::operator=(StoreOwner&&) noexcept = default;

Store::Store(const fs::path& data_dir, Access access)
    : StoreOwner(std::make_unique<StoreImpl>(data_dir, access == Access::write)), Arrivals(*impl_), Stories(*impl_),
      Judgements(*impl_), Tellers(*impl_), Moderations(*impl_), Complaints(*impl_), Mail(*impl_), Models(*impl_),
      Searches(*impl_), Accounts(*impl_), Drafts(*impl_) {}

void Store::together(const std::function<void()>& changes) {
    Transaction change(impl_->db);
    changes();
    change.commit();
}

// ---- what several parts need ----

std::int64_t StoreImpl::number_of(const StoryId& id) {
    auto story = db.ask("SELECT number FROM stories WHERE reference = ?", id);
    if (!story.next()) throw Error(ErrorKind::not_found, "there is no story " + id, "check the reference");
    return story.number(0);
}

std::optional<std::int64_t> StoreImpl::arrival_of(const std::string& submission) {
    const auto known = digest(submission);
    auto row = db.ask("SELECT arrival FROM submissions WHERE digest = ? AND state NOT IN ('erasing', 'withdrawn')",
                      Blob{known});
    if (!row.next()) return std::nullopt;
    return row.number(0);
}

std::string StoreImpl::digest(std::string_view id) const {
    std::string out(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(out.data()),
                           reinterpret_cast<const unsigned char*>(id.data()), id.size(),
                           reinterpret_cast<const unsigned char*>(secret.data()));
    return out;
}

Revision StoreImpl::revision() {
    auto head = db.ask("SELECT revision FROM head");
    head.next();
    return head.number(0);
}

Revision StoreImpl::next_revision() {
    auto next = db.ask("UPDATE head SET revision = revision + 1 RETURNING revision");
    next.next();
    return next.number(0);
}

void StoreImpl::make_pending(std::int64_t arrival) {
    db.run("UPDATE submissions SET state = 'pending', attempts = 0 WHERE arrival = ?", arrival);
}

std::int64_t StoreImpl::next_judgement() {
    auto next = db.ask("UPDATE head SET judged = judged + 1 RETURNING judged");
    next.next();
    return next.number(0);
}

void StoreImpl::touch(std::int64_t story) {
    db.run("UPDATE stories SET revision = ? WHERE number = ?", next_revision(), story);
}

Uses StoreImpl::open_to(std::int64_t story) {
    auto row = db.ask("SELECT uses FROM stories WHERE number = ? AND live = 1", story);
    return row.next() ? uses_from(row.text(0)) : Uses{};
}

// `came` and `opened` tell digests which stories are new to whom (schemas/sql/004_searches.sql).
void StoreImpl::note_opened(std::int64_t story, Uses before) {
    const auto now = open_to(story);
    if ((now & before) == now) return;  // no use that was not allowed before
    db.run("UPDATE stories SET opened = revision, opened_ms = ?, came = CASE WHEN ? THEN revision ELSE came END"
           " WHERE number = ?",
           now_ms(), std::int64_t{before.empty()}, story);
}

void StoreImpl::drop_stories(std::int64_t arrival, std::int64_t from_ordinal) {
    std::vector<std::pair<std::int64_t, std::int64_t>> dropped;  // story, and the story that it was an addition to or 0
    for (auto s = db.ask("SELECT number, coalesce(follows, 0) FROM stories JOIN texts ON story = number"
                         " WHERE arrival = ? AND ordinal >= ?",
                         arrival, from_ordinal);
         s.next();)
        dropped.push_back({s.number(0), s.number(1)});
    for (auto [number, followed] : dropped) {
        db.run("DELETE FROM texts WHERE story = ?", number);
        db.run("UPDATE stories SET live = 0, follows = NULL, joined = NULL WHERE number = ?", number);
        touch(number);
        if (followed) touch(followed);
    }
}

// ---- following ----

Revision Store::revision() { return impl_->revision(); }

std::uint64_t Store::state() { return impl_->db.state(); }

std::vector<Change> Store::changes_since(Revision since, std::size_t limit) {
    std::vector<Change> changes;
    const auto most = static_cast<std::int64_t>(std::min<std::size_t>(limit, INT64_MAX));
    auto rows = impl_->db.ask(
        "SELECT revision, reference, live FROM stories WHERE revision > ? ORDER BY revision LIMIT ?", since, most);
    while (rows.next()) changes.push_back({rows.number(0), rows.text(1), rows.number(2) == 0});
    return changes;
}

// ---- settings ----

void Store::set(const std::string& name, const std::string& value) {
    Transaction change(impl_->db);
    impl_->set(name, value);
    change.commit();
}

void StoreImpl::set(std::string_view name, std::string_view value) {
    db.run("INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", name, value);
}

std::string Store::get(const std::string& name) {
    auto row = impl_->db.ask("SELECT value FROM settings WHERE name = ?", name);
    return row.next() ? row.text(0) : std::string();
}

}  // namespace tangible
