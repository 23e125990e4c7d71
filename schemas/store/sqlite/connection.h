// One connection to SQLite, opened in the only way this program opens one, and the two shapes
// its use takes: Rows (one run of one statement) and Transaction (one change, all or nothing).
// Private to schemas/store.  Errors name SQLite's code, never a value.
#pragma once
#include "schemas/system/lock.h"
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace tangible {

class Connection;

struct Blob {
    std::string_view bytes;
};

/// The text of one statement, a string literal.  Statements are prepared once and kept under their text, which must
/// therefore never go away or change.  A string made while the program runs does not compile: `run_all` takes those.
class Sql {
public:
    template <std::size_t size> consteval Sql(const char (&literal)[size]) : text_(literal, size - 1) {}
    std::string_view text() const { return text_; }

private:
    std::string_view text_;
};

/// One run of a prepared statement; a reader's snapshot ends with it.
class Rows {
public:
    Rows(Connection& connection, sqlite3_stmt* statement) : connection_(connection), statement_(statement) {}
    Rows(Rows&& o) noexcept : connection_(o.connection_), statement_(std::exchange(o.statement_, nullptr)) {}
    ~Rows();
    bool next();
    std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
    std::string text(int column) const;  ///< of text or blob; "" of null

    void bind(int at, std::int64_t value);
    void bind(int at, std::string_view value);
    void bind(int at, Blob value);  ///< not copied: must live as long as the run

private:
    Connection& connection_;
    sqlite3_stmt* statement_;
};

class Connection {
public:
    /// `data_dir` must be without symbolic links.
    Connection(const std::filesystem::path& data_dir, bool writes);

    /// A run of the statement with its values bound in order.  Throws Error{usage} for a statement that changes
    /// something, outside a Transaction.
    template <class... Values> Rows ask(Sql sql, const Values&... values) {
        Rows rows(*this, prepared(sql));
        [[maybe_unused]] int at = 0;
        (rows.bind(++at, values), ...);
        return rows;
    }
    template <class... Values> void run(Sql sql, const Values&... values) {
        for (auto rows = ask(sql, values...); rows.next();) {
        }
    }
    /// Runs each statement of `sql`; the first value that comes of them, or "".
    std::string run_all(const std::string& sql);
    /// Another number after any change to the file, by this connection or another.
    std::uint64_t state();
    std::size_t statements() const { return statements_.size(); }  ///< prepared so far, and kept
    std::int64_t last_number() const { return sqlite3_last_insert_rowid(db_.get()); }

    /// The writers' lock, waited for up to 30 s.  Throws Error{temporary}; {usage} when opened for reading.
    FileLock writers_turn() const;
    /// Carries the log over into the file and empties it; false when readers were in the way for some seconds.
    /// In a writer's turn.
    bool empty_log();
    /// For whoever writes last: carries the log over, and notes in the file that it holds everything by itself.  Does
    /// nothing when others are in the way.
    void fold_log();
    /// Whether unused space of the file holds copies of what rows held.  In a writer's turn, the log being empty.
    bool has_stale_words();
    /// Makes the file anew from its rows.  In a writer's turn; takes as much room on the disk as the file is large,
    /// twice.
    void rewrite();

    /// Throws the Error for a result code of SQLite.
    [[noreturn]] void fail(int code);

    // For Transaction.
    void begin();
    void commit();
    void roll_back() noexcept;
    bool in_change() const { return !sqlite3_get_autocommit(db_.get()); }

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
    };

    void set_options();
    /// The file says from here on that it needs the log beside it.  Within a change, and ends it.
    void note_in_use();
    bool is_in_use();
    void set(const char* pragma, const char* value, std::string_view reads_back);
    void check(int code) {
        if (code != SQLITE_OK) fail(code);
    }
    sqlite3_stmt* prepared(Sql sql);

    std::filesystem::path data_dir_;
    bool writes_;
    bool disk_failed_ = false;
    std::unique_ptr<sqlite3, Close> db_;
    std::unordered_map<std::string_view, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

/// Throws Error{storage} when the file was copied, or put back, without the log that it needs.  Call before the file
/// is opened.
void refuse_without_log(const std::filesystem::path& data_dir);

/// One change of the store.  Rolled back unless `commit` returned.  Within another it is a part of that one, which
/// alone commits.
class Transaction {
public:
    explicit Transaction(Connection&);
    /// In a turn that the caller holds already.
    Transaction(Connection&, const FileLock& turn);
    Transaction(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    std::optional<FileLock> turn_;  // first, so that it is given back last: after the commit and its checkpoint
    Connection& connection_;
    bool outermost_;
};

}  // namespace tangible
