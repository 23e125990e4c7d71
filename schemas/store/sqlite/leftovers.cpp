// Words that SQLite leaves behind.  With secure_delete it writes zeros over a deleted row, but not over copies of
// that row which lie in unused space: when pages are balanced, rows move to a neighbour, and what they leave in the
// middle of the old page stays.  In trials with thousands of short rows, one deleted row in a thousand could
// still be read.  So after an erasure that space is looked at, and the file made anew when words are there, whosever.
// The page layout is that of https://sqlite.org/fileformat2.html, section 1.6.
#include "schemas/store/sqlite/connection.h"
#include <algorithm>
#include <string>
#include <vector>

namespace tangible {
namespace {

constexpr std::size_t page_bytes = 4096, pages_at_once = 64;
constexpr unsigned char leaf_of_rows = 13;

std::size_t number_at(const unsigned char* p) { return static_cast<std::size_t>(p[0]) << 8 | p[1]; }

// Offsets within a page that are left over from its list of rows: their first bytes are below 16, so no two
// neighbours are above.  Text and files are soon otherwise.
bool is_no_part_of_an_offset(unsigned char c) { return c >= page_bytes >> 8; }

// Rows fill a page from its end, the list of where they begin from its head; unused space lies between.
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

// The file is read by SQLite's own handle: closing another one would drop the locks that this process has on it.
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

// The rows go through a file beside the store, which has lost its name before anything is in it, so that it is gone
// however this ends; what was deleted is not in it.  In memory it would take as much as the store is large, and so
// might a folder for temporary files.
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
