// Unpacks a zip entry by entry, and gzip as one file whose name loses its ending. Skips files that operating systems
// leave in folders: nobody meant to send them.
#include "ingest/reading/archive.h"
#include "ingest/formats/gzip.h"
#include "ingest/formats/package.h"
#include <algorithm>
#include <array>

namespace tangible::ingest {
namespace {

/// Files that macOS and Windows leave in folders, and so in zips of folders.
constexpr std::array<std::string_view, 3> left_by_systems = {".DS_Store", "Thumbs.db", "desktop.ini"};

/// Decides whether a person meant to send this entry: not a folder ("notes/"), nor what a system added.
bool is_of_a_person(std::string_view name) {
    if (name.empty() || name.ends_with('/') || name.ends_with('\\') || name.starts_with("__MACOSX/")) return false;
    return std::ranges::find(left_by_systems, name.substr(name.find_last_of("/\\") + 1)) == left_by_systems.end();
}

/// Unpacks all entries. A damaged entry gets a rejection of its own; the others are still unpacked.
Unpacked from_zip(std::string_view bytes, std::size_t& bytes_left) {
    Package package(bytes, std::min(bytes_left, Package::max_inflated_bytes));
    const std::size_t before = package.bytes_left();
    Unpacked found{{}, package.trouble()};
    for (std::size_t i = 0; i < package.size(); ++i) {
        PackedFile file{package.name(i), {}, {}};
        if (!is_of_a_person(file.filename)) continue;
        auto entry = package.entry(i);
        if (auto* inflated = std::get_if<std::string>(&entry))
            file.bytes = std::move(*inflated);
        else
            file.rejection = std::get<Rejection>(entry);
        found.files.push_back(std::move(file));
    }
    bytes_left -= before - package.bytes_left();
    return found;
}

/// The name of the file in a gzip: "notes.txt" for "notes.txt.gz". The name inside the gzip header is optional and not
/// used.
std::string name_before(std::string_view filename) {
    if (filename.ends_with(".tgz")) return std::string(filename.substr(0, filename.size() - 4)) + ".tar";
    return std::string(filename.substr(0, filename.ends_with(".gz") ? filename.size() - 3 : filename.size()));
}

}  // namespace

Unpacked unpacked(std::string_view bytes, Kind kind, std::string_view filename, std::size_t& bytes_left) {
    if (kind == Kind::zip) return from_zip(bytes, bytes_left);
    auto inflated = from_gzip(bytes, bytes_left);
    if (auto* why = std::get_if<Rejection>(&inflated)) return {{}, *why};
    std::string inside = std::get<std::string>(std::move(inflated));
    bytes_left -= inside.size();
    return {{{name_before(filename), std::move(inside), {}}}, {}};
}

}  // namespace tangible::ingest
