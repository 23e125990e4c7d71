// A fixed number of metadata keys is used in turn, one for each commit. Every entry begins with the number of its
// commit, so that a reader notices when an entry was overwritten or left empty.
#include "index/reader/commits.h"
#include <charconv>
#include <sstream>
#include <xapian.h>

namespace tangible::index {
namespace {

constexpr std::uint64_t kept = 32;  // commits; a reader further behind works everything out anew
/// // stories of one commit; keeps an entry to some kilobytes.
constexpr std::size_t most_touched = 1000;
constexpr char count_key[] = "commits";

std::string key(std::uint64_t commit) { return "touched" + std::to_string(commit % kept); }

}  // namespace

std::uint64_t commits(const Xapian::Database& db) {
    const auto text = db.get_metadata(count_key);
    std::uint64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

// Writes an entry such as "17 3 9 12": commit 17 touched the stories 3, 9 and 12.
void note_commit(Xapian::WritableDatabase& db, const std::vector<DocId>& touched) {
    const auto commit = commits(db) + 1;
    std::string line = std::to_string(commit);
    for (auto doc : touched) line += " " + std::to_string(doc);
    // An empty entry has no number, so a reader finds nothing and works everything out anew.
    db.set_metadata(key(commit), touched.size() > most_touched ? std::string() : line);
    db.set_metadata(count_key, std::to_string(commit));
}

std::optional<std::vector<DocId>> touched_since(const Xapian::Database& db, std::uint64_t then) {
    const auto now = commits(db);
    if (now < then || now - then > kept) return std::nullopt;
    std::vector<DocId> touched;
    for (auto commit = then + 1; commit <= now; ++commit) {
        std::istringstream line(db.get_metadata(key(commit)));
        std::uint64_t number = 0;
        if (!(line >> number) || number != commit) return std::nullopt;
        for (DocId doc; line >> doc;) touched.push_back(doc);
    }
    return touched;
}

}  // namespace tangible::index
