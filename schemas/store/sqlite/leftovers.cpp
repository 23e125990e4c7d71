// Finds and removes words that SQLite leaves behind in unused space of the file.
//
// With secure_delete, SQLite overwrites a deleted row with zeros, but not copies of that row in unused space: when
// pages are balanced, rows move to a neighbour page, and their bytes in the middle of the old page stay. In trials with
// thousands of short rows, one deleted row in a thousand could still be read. So after an erasure we search that space,
// and write the file anew if there are words in it, whosoever they are. The page layout is that of
// https://sqlite.org/fileformat2.html, section 1.6. O(size of the file).
#include "schemas/store/sqlite/connection.h"
#include <algorithm>
#include <string>
#include <vector>

namespace tangible {
namespace {

constexpr std::size_t page_bytes = 4096, pages_at_once = 64;
constexpr unsigned char leaf_of_rows = 13;  // type of the pages that contain the rows of tables

/// Returns a big-endian number of two bytes.
std::size_t number_at(const unsigned char* p) { return static_cast<std::size_t>(p[0]) << 8 | p[1]; }

// Unused space may also contain old offsets of rows, which are no words. An offset within a page of 4096 bytes has two
// bytes, of which the first is below 16. So among offsets no two neighbours are 16 or above; in text or files two soon
// are.
bool is_no_part_of_an_offset(unsigned char c) { return c >= page_bytes >> 8; }

// Returns whether unused space of this page contains more than zeros and old offsets. Rows fill a page from its end,
// the list of their offsets follows its header, and unused space lies between. Byte 3 of the header has the number of
// rows, byte 5 the begin of the rows. `header` is 100 on the first page, after the header of the file, and 0 on others.
// Numbers that make no sense count as words, so that the file is written anew.
bool has_stale_words(const unsigned char* page, std::size_t header) {
    if (page[header] != leaf_of_rows) return false;
    const std::size_t begin = header + 8 + 2 * number_at(page + header + 3), end = number_at(page + header + 5);
    if (begin > end || end > page_bytes) return true;
    return std::adjacent_find(page + begin, page + end, [](auto a, auto b) {
               return is_no_part_of_an_offset(a) && is_no_part_of_an_offset(b);
           }) != page + end;
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
    return out + "'";
}

}  // namespace

// Reads the file through SQLite's own handle: closing another one would drop the locks that this process has on it.
bool Connection::has_stale_words() {
    sqlite3_file* file = nullptr;
    check(sqlite3_file_control(db_.get(), "main", SQLITE_FCNTL_FILE_POINTER, &file));
    sqlite3_int64 size = 0;
    check(file->pMethods->xFileSize(file, &size));
    std::vector<unsigned char> pages(page_bytes * pages_at_once);
    for (sqlite3_int64 at = 0; at < size; at += static_cast<sqlite3_int64>(pages.size())) {
        const auto bytes = std::min(static_cast<std::size_t>(size - at), pages.size());
        check(file->pMethods->xRead(file, pages.data(), static_cast<int>(bytes), at));
        for (std::size_t page = 0; page + page_bytes <= bytes; page += page_bytes)
            if (tangible::has_stale_words(&pages[page], at == 0 && page == 0 ? 100 : 0)) return true;
    }
    return false;
}

// VACUUM copies all rows to a temporary file and back. That file is put beside the store: in memory it would take as
// much as the store is large, and a folder for temporary files may be in memory too. SQLite removes the file's name
// before it writes to it, so the file is gone however this ends; deleted rows are not in it.
void Connection::rewrite() {
    run_all("PRAGMA temp_store_directory=" + quoted(data_dir_.string()));
    set("temp_store", "FILE", "1");
    sqlite3_limit(db_.get(), SQLITE_LIMIT_ATTACHED, 1);  // VACUUM attaches that file
    const auto back = [&] {
        sqlite3_limit(db_.get(), SQLITE_LIMIT_ATTACHED, 0);
        set("temp_store", "MEMORY", "2");
    };
    try {
        run_all("VACUUM");
    } catch (...) {
        back();
        throw;
    }
    back();
}

}  // namespace tangible
