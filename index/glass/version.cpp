// Roots and statistics each have a function that writes them (add) and one that reads them (take_root,
// take_statistics). bytes_of() and version_of() put these together for the whole file.
#include "index/glass/version.h"
#include "index/glass/file.h"
#include "index/glass/layout.h"
#include "index/glass/packing.h"
#include "schemas/system/own_file.h"
#include <algorithm>
#include <fstream>
#include <iterator>
#include <random>

namespace tangible::index::glass {
namespace {

// The mark of the format: its name, and its date as two bytes.
constexpr std::string_view known{"\x0f\x0dXapian Glass\x04\x6e", 16};
constexpr std::size_t uuid_bytes = 16, kib2_a_block = block_bytes / 2048;
// Bits beside a root's level; and more levels than a table of this block size can have, which bounds recursion.
constexpr unsigned in_order = 2, no_block = 1, most_levels = 10;
// Name of a table's file, and the size from which its values may be compressed (0: never).
struct Row {
    const char* name;
    std::uint32_t compressed_from;
};
constexpr Row rows[tables] = {{"postlist", 0}, {"docdata", 18},  {"termlist", 18},
                              {"position", 0}, {"spelling", 18}, {"synonym", 18}};

// A fresh table has no free blocks, so the list says only how many blocks there are.
std::string free_list(const Root& root, std::uint32_t revision) {
    std::string out;
    if (root.empty()) return out;
    add_number(out, revision);
    add_number(out, root.blocks);
    return out.append(4, '\0');
}

void add(std::string& to, const Root& root, std::uint32_t compressed_from, std::uint32_t revision) {
    add_number(to, root.block);
    add_number(to, root.level << 2 | (root.in_order ? in_order : 0) | (root.empty() ? no_block : 0));
    for (const std::uint64_t n : {root.items, std::uint64_t{kib2_a_block}, std::uint64_t{compressed_from}})
        add_number(to, n);
    add_string(to, free_list(root, revision));
}

/// nullopt when the blocks have another size.
std::optional<Root> take_root(std::string_view& from) {
    Root root;
    root.block = static_cast<std::uint32_t>(take_number(from));
    const auto shape = take_number(from);
    root.items = take_number(from);
    const auto size = take_number(from);
    take_number(from);  // from how many bytes on values are compressed
    auto free = take_string(from);
    root.level = static_cast<unsigned>(shape >> 2);
    root.in_order = shape & in_order;
    if (size != kib2_a_block || root.level > most_levels) return std::nullopt;
    if (shape & no_block) return root;
    take_number(free);  // the revision
    root.blocks = static_cast<std::uint32_t>(take_number(free));
    return root;
}

void add(std::string& to, const Statistics& s) {
    for (const std::uint64_t n :
         {std::uint64_t{s.documents}, std::uint64_t{s.last - s.documents}, std::uint64_t{s.least_length},
          std::uint64_t{s.most_occurrences}, std::uint64_t{s.most_length - s.most_occurrences}, std::uint64_t{0},
          s.all_lengths, std::uint64_t{0}})
        add_number(to, n);
}

Statistics take_statistics(std::string_view& from) {
    const auto next = [&] { return static_cast<std::uint32_t>(take_number(from)); };
    Statistics s;
    s.documents = next(), s.last = next() + s.documents, s.least_length = next();
    s.most_occurrences = next(), s.most_length = next() + s.most_occurrences;
    next();  // changesets are not kept
    s.all_lengths = take_number(from);
    return s;
}

}  // namespace

void Statistics::add(std::uint32_t docid, std::uint32_t length) {
    ++documents;
    last = std::max(last, docid);
    // 0 stands for "no length yet".
    if (length > 0) least_length = least_length == 0 ? length : std::min(least_length, length);
    most_length = std::max(most_length, length);
    all_lengths += length;
}

void Statistics::add(const Statistics& o) {
    documents += o.documents, last += o.last, all_lengths += o.all_lengths;
    if (o.least_length > 0) least_length = least_length == 0 ? o.least_length : std::min(least_length, o.least_length);
    most_length = std::max(most_length, o.most_length);
    most_occurrences = std::max(most_occurrences, o.most_occurrences);
}

std::string Version::new_uuid() {
    std::random_device random;
    std::string uuid(uuid_bytes, '\0');
    for (char& c : uuid) c = static_cast<char>(random());
    uuid[6] = static_cast<char>((uuid[6] & 0x0F) | 0x40);
    uuid[8] = static_cast<char>((uuid[8] & 0x3F) | 0x80);
    return uuid;
}

const char* name(Table table) { return rows[table].name; }
std::filesystem::path file(const std::filesystem::path& folder, Table table) {
    return folder / (std::string(name(table)) + ".glass");
}

std::string bytes_of(const Version& version) {
    std::string out = std::string(known) + version.uuid;
    add_number(out, version.revision);
    for (int t = 0; t < tables; ++t) add(out, version.roots[t], rows[t].compressed_from, version.revision);
    add(out, version.statistics);
    return out;
}

void write(const Version& version, const std::filesystem::path& folder) {
    OutFile out(folder / "iamglass");
    out.add(bytes_of(version));
    out.close();
}

std::optional<Version> version_of(const std::filesystem::path& folder) {
    const auto all = content_of(folder / "iamglass");
    if (!all.starts_with(known)) return std::nullopt;
    std::string_view rest(all);
    take_bytes(rest, known.size());
    Version version{std::string(take_bytes(rest, uuid_bytes)), 0, {}, {}};
    version.revision = static_cast<std::uint32_t>(take_number(rest));
    for (auto& root : version.roots) {
        const auto taken = take_root(rest);
        if (!taken) return std::nullopt;
        root = *taken;
    }
    if (!rest.empty()) version.statistics = take_statistics(rest);
    return version;
}

}  // namespace tangible::index::glass
