// Records in store.sqlite whether the file is complete by itself.
//
// While somebody writes, commits go to the log beside the file (store.sqlite-wal) and are copied into the file from
// time to time. A copy of the file alone is then an older store, or an empty one, and nothing about it looks wrong. So
// the file itself says that it needs its log: PRAGMA application_id, the number at byte 68 of the file, is `in_use`
// from the first change on, until the last writer to close the store has copied everything. A file that says `in_use`
// and has no log beside it is refused. A process that is killed leaves its log behind, and nobody removes it.
#include "schemas/ground/error.h"
#include "schemas/store/sqlite/connection.h"
#include <array>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

namespace tangible {
namespace {

constexpr std::int64_t in_use = 0x54414e6f;  // "TANo": the store is open
// How long to wait for readers: less when the store is closed, which must not take long, than usual (connection.cpp).
constexpr int patience_ms = 500, usual_patience_ms = 5'000;
constexpr std::streamoff application_id_at = 68;  // https://sqlite.org/fileformat2.html, section 1.3

/// Returns the number at byte 68, big-endian, without SQLite.
std::int64_t application_id_in(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::array<char, 4> bytes{};
    if (!in.seekg(application_id_at).read(bytes.data(), bytes.size())) return 0;  // an empty file is a new store
    std::int64_t number = 0;
    for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

}  // namespace

// If there is a log, does not open the file: closing it again would drop all locks that this process has on it (POSIX,
// fcntl). Another process may open or close the store between the two checks, so only a log that stays missing for
// some 100 ms counts.
void refuse_without_log(const std::filesystem::path& data_dir) {
    const auto file = data_dir / "store.sqlite";
    for (int look = 0; look < 5; ++look) {
        if (std::filesystem::exists(file.string() + "-wal") || application_id_in(file) != in_use) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    throw Error(ErrorKind::storage,
                "store.sqlite-wal is missing: store.sqlite was copied while it was in use, and contains only part of "
                "what was stored",
                "copy both files together, or end the program before you copy store.sqlite");
}

bool Connection::is_in_use() {
    auto row = ask("PRAGMA application_id");
    return row.next() && row.number(0) == in_use;
}

// Commits the number, and tries to copy it into the file at once. If readers prevent that, it goes with the next
// checkpoint.
void Connection::note_in_use() {
    run_all("PRAGMA application_id = " + std::to_string(in_use));
    run("COMMIT");
    sqlite3_wal_checkpoint_v2(db_.get(), "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

void Connection::fold_log() {
    if (disk_failed_ || in_change() || !is_in_use()) return;
    const auto turn = FileLock::take(data_dir_ / "write.lock", 0);
    if (!turn) return;
    sqlite3_busy_timeout(db_.get(), patience_ms);
    // In this order: only when everything is copied may the file say that it is complete.
    if (empty_log()) {
        run_all("PRAGMA application_id = 0");
        empty_log();
    }
    sqlite3_busy_timeout(db_.get(), usual_patience_ms);
}

}  // namespace tangible
