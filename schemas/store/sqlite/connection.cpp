// Opens SQLite with options that are checked one by one, runs statements, and keeps writers apart.
//
// Why writers are kept apart: up to 3.51.2, SQLite can lose a committed transaction. When one connection copies the log
// into the file (a checkpoint) while another commits and starts the log anew, SQLite takes a part of that commit as
// copied already. Debian 12 has 3.40.1. So commit and checkpoint of different connections must never overlap:
//   * a writer holds `write.lock` from before BEGIN until COMMIT has returned; the automatic checkpoint runs inside
//   that
//     COMMIT, and a checkpoint by hand is made under the same lock;
//   * readers open read-only and never checkpoint, and no connection checkpoints when it closes.
// The log file is never removed. Making it again would depend on a sync of the folder, and SQLite ignores when that
// fails.
#include "schemas/store/sqlite/connection.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <cassert>
#include <vector>

namespace tangible {
namespace {

// For `write.lock`, which a long import may hold for a while; and for readers that are in the way of a checkpoint.
constexpr int lock_timeout_ms = 30'000, busy_timeout_ms = 5'000;

/// What a result code of SQLite means for a person.
struct Trouble {
    int code;
    ErrorKind kind;
    const char* what;
    const char* hint;
};
// The first row that has the whole code, or its last byte, decides: SQLITE_IOERR_NOMEM before SQLITE_IOERR.
constexpr Trouble troubles[] = {
    {SQLITE_IOERR_NOMEM, ErrorKind::temporary, "there is not enough memory", "end other programs, then try again"},
    {SQLITE_BUSY, ErrorKind::temporary, "another program is using the store", "try again later"},
    {SQLITE_LOCKED, ErrorKind::temporary, "another program is using the store", "try again later"},
    {SQLITE_NOMEM, ErrorKind::temporary, "there is not enough memory", "end other programs, then try again"},
    {SQLITE_TOOBIG, ErrorKind::refused, "this is larger than the store accepts", "send it in parts"},
    {SQLITE_FULL, ErrorKind::storage, "the disk is full", "free some space on the disk of the data folder"},
    {SQLITE_CANTOPEN, ErrorKind::storage, "the store cannot be opened",
     "check the owner and permissions of the data folder and its files"},
    {SQLITE_READONLY, ErrorKind::storage, "the store cannot be written",
     "check the owner and permissions of the data folder and its files"},
    {SQLITE_CORRUPT, ErrorKind::storage, "the store is damaged",
     "keep a copy of the data folder, then restore a backup"},
    {SQLITE_IOERR, ErrorKind::storage, "the disk failed", "check the system log, then start this program again"},
    {SQLITE_NOTADB, ErrorKind::storage, "store.sqlite is not a store",
     "keep a copy of the data folder, then restore a backup"},
};

// Throws because SQLite reports another value for an option than we asked for. Some builds lack options.
[[noreturn]] void refuse(const std::string& option) {
    throw Error(ErrorKind::storage, "SQLite does not support the option " + option,
                "install the SQLite that this program was built with");
}

struct Pragma {
    const char *name, *value;
    std::string_view reads_back;
};
constexpr Pragma pragmas[] = {
    {"page_size", "4096", "4096"},   // of a new file; leftovers.cpp relies on it
    {"journal_mode", "WAL", "wal"},  // readers do not wait for writers
    {"synchronous", "FULL", "2"},    // with less, a power cut loses what was acknowledged
    {"secure_delete", "ON", "1"},    // overwrites deleted rows with zeros
    {"foreign_keys", "ON", "1"},
    {"trusted_schema", "OFF", "0"},
    {"cell_size_check", "ON", "1"},                  // finds damage earlier
    {"mmap_size", "0", "0"},                         // with mmap an I/O error would be a signal, not an error code
    {"temp_store", "MEMORY", "2"},                   // temporary files would keep people's words on the disk
    {"journal_size_limit", "67108864", "67108864"},  // 64 MiB
};
constexpr Pragma pragmas_of_writers[] = {{"wal_autocheckpoint", "1000", "1000"}};  // pages: about 4 MB
constexpr Pragma pragmas_of_readers[] = {{"wal_autocheckpoint", "0", "0"}, {"query_only", "ON", "1"}};

struct Switch {
    int option, on;
    const char* name;
};
// Everything that a damaged or malicious file could misuse is off. DQS: "double-quoted" words are names, never strings.
// NO_CKPT_ON_CLOSE: see the head of this file.
constexpr Switch switches[] = {
    {SQLITE_DBCONFIG_DEFENSIVE, 1, "DEFENSIVE"},
    {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, "TRUSTED_SCHEMA"},
    {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, "ENABLE_LOAD_EXTENSION"},
    {SQLITE_DBCONFIG_DQS_DML, 0, "DQS_DML"},
    {SQLITE_DBCONFIG_DQS_DDL, 0, "DQS_DDL"},
    {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, "NO_CKPT_ON_CLOSE"},
};

struct Limit {
    int id, value;
};
constexpr Limit limits[] = {{SQLITE_LIMIT_ATTACHED, 0},
                            {SQLITE_LIMIT_LENGTH, 256 << 20},
                            {SQLITE_LIMIT_SQL_LENGTH, 100'000},
                            {SQLITE_LIMIT_EXPR_DEPTH, 50}};

/// NOMUTEX: one thread at a time uses a connection. NOFOLLOW: a link in place of the file is refused. EXRESCODE: result
/// codes say exactly what failed.
sqlite3* opened(const std::filesystem::path& file, bool writes) {
    int flags = (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW |
                SQLITE_OPEN_EXRESCODE;
    sqlite3* db = nullptr;
    int code = sqlite3_open_v2(file.c_str(), &db, flags, nullptr);
    if (code == SQLITE_OK) return db;
    sqlite3_close_v2(db);
    throw Error(ErrorKind::storage, "the store cannot be opened (SQLite " + std::to_string(code) + ")",
                "check the owner and permissions of the data folder and its files");
}

}  // namespace

// ---- Rows ----

Rows::~Rows() {
    if (!statement_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

bool Rows::next() {
    int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) connection_.fail(code);
    return false;
}

std::string Rows::text(int column) const {
    auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return bytes ? std::string(bytes, sqlite3_column_bytes(statement_, column)) : std::string();
}

void Rows::bind(int at, std::int64_t value) {
    int code = sqlite3_bind_int64(statement_, at, value);
    if (code != SQLITE_OK) connection_.fail(code);
}
void Rows::bind(int at, std::string_view value) {
    int code = sqlite3_bind_text64(statement_, at, value.data() ? value.data() : "", value.size(), SQLITE_TRANSIENT,
                                   SQLITE_UTF8);
    if (code != SQLITE_OK) connection_.fail(code);
}
void Rows::bind(int at, Blob value) {
    int code = sqlite3_bind_blob64(statement_, at, value.bytes.data() ? value.bytes.data() : "", value.bytes.size(),
                                   SQLITE_STATIC);
    if (code != SQLITE_OK) connection_.fail(code);
}

// ---- Connection ----

Connection::Connection(const std::filesystem::path& data_dir, bool writes)
    : data_dir_(data_dir), writes_(writes), db_(opened(data_dir / "store.sqlite", writes)) {
    set_options();
}

void Connection::set_options() {
    sqlite3_busy_timeout(db_.get(), busy_timeout_ms);
    for (const auto& s : switches) {
        int is = -1;
        if (sqlite3_db_config(db_.get(), s.option, s.on, &is) != SQLITE_OK || is != s.on) refuse(s.name);
    }
    for (const auto& p : pragmas) set(p.name, p.value, p.reads_back);
    if (writes_)
        for (const auto& p : pragmas_of_writers) set(p.name, p.value, p.reads_back);
    else
        for (const auto& p : pragmas_of_readers) set(p.name, p.value, p.reads_back);
    for (const auto& l : limits) sqlite3_limit(db_.get(), l.id, l.value);
    int keep = 1;
    check(sqlite3_file_control(db_.get(), "main", SQLITE_FCNTL_PERSIST_WAL, &keep));
}

void Connection::set(const char* pragma, const char* value, std::string_view reads_back) {
    const auto statement = std::string("PRAGMA ") + pragma;
    run_all(statement + "=" + value);
    if (run_all(statement) != reads_back) refuse(pragma);
}

std::string Connection::run_all(const std::string& sql) {
    std::string first;
    auto keep_first = [](void* out, int columns, char** values, char**) {
        auto& kept = *static_cast<std::string*>(out);
        if (columns > 0 && values[0] && kept.empty()) kept = values[0];
        return 0;
    };
    check(sqlite3_exec(db_.get(), sql.c_str(), keep_first, &first, nullptr));
    return first;
}

sqlite3_stmt* Connection::prepared(Sql sql) {
    auto& statement = statements_[sql.text()];
    if (!statement) {
        sqlite3_stmt* made = nullptr;
        check(sqlite3_prepare_v3(db_.get(), sql.text().data(), static_cast<int>(sql.text().size()),
                                 SQLITE_PREPARE_PERSISTENT, &made, nullptr));
        statement.reset(made);
    }
    assert(!sqlite3_stmt_busy(statement.get()));  // the same statement must not run within its own run
    // Alone it would commit without the writers' lock: see the head of this file.
    if (!sqlite3_stmt_readonly(statement.get()) && !in_change())
        throw Error(ErrorKind::usage, "a change of the store must stand in a transaction");
    return statement.get();
}

void Connection::fail(int code) {
    const int family = code & 0xff;
    if (code != SQLITE_IOERR_NOMEM && (family == SQLITE_IOERR || family == SQLITE_CORRUPT || family == SQLITE_NOTADB))
        disk_failed_ = true;
    const auto number = " (SQLite " + std::to_string(code) + ")";
    for (const auto& t : troubles)
        if (t.code == code || t.code == family) throw Error(t.kind, t.what + number, t.hint);
    throw Error(ErrorKind::storage, "the store failed" + number);
}

FileLock Connection::writers_turn() const {
    if (!writes_) throw Error(ErrorKind::usage, "this store was opened for reading only");
    auto turn = FileLock::take(data_dir_ / "write.lock", lock_timeout_ms);
    if (!turn)
        throw Error(ErrorKind::temporary, "another program has been writing to the store for half a minute",
                    "try again later");
    return std::move(*turn);
}

// After a failed write or sync nobody knows what is on the disk, and Linux may report success for a second try although
// the data is lost. So this connection writes no more; a new one reads the log again.
// The first change after a quiet time records in the file that it needs its log, in a commit of its own (log.cpp).
void Connection::begin() {
    if (disk_failed_) fail(SQLITE_IOERR);
    run_all("BEGIN IMMEDIATE");
    if (is_in_use()) return;
    note_in_use();
    run_all("BEGIN IMMEDIATE");
}

void Connection::commit() { run("COMMIT"); }

void Connection::roll_back() noexcept {
    // After some errors SQLite has rolled back by itself, and another ROLLBACK would be an error.
    if (!sqlite3_get_autocommit(db_.get())) sqlite3_exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

std::uint64_t Connection::state() {
    auto rows = ask("PRAGMA data_version");  // counts what other connections commit
    rows.next();
    return static_cast<std::uint64_t>(rows.number(0)) << 32 |
           static_cast<std::uint32_t>(sqlite3_total_changes(db_.get()));
}

bool Connection::empty_log() {
    int code = sqlite3_wal_checkpoint_v2(db_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if ((code & 0xff) == SQLITE_BUSY) return false;
    check(code);
    return true;
}

// ---- Transaction ----

Transaction::Transaction(Connection& c) : connection_(c), outermost_(!c.in_change()) {
    if (!outermost_) return;
    turn_ = c.writers_turn();
    connection_.begin();
}
Transaction::Transaction(Connection& c, const FileLock&) : connection_(c), outermost_(true) { connection_.begin(); }
Transaction::~Transaction() {
    if (outermost_) connection_.roll_back();
}
void Transaction::commit() {
    if (outermost_) connection_.commit();
}

}  // namespace tangible
