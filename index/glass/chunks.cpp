// begin() decides whether an entry goes on in the last chunk or starts a new one. The functions after it write finished
// chunks as items of the postlist table, with the keys and counts that each kind of list needs.
#include "index/glass/chunks.h"
#include "index/glass/layout.h"
#include "index/glass/packing.h"

namespace tangible::index::glass {
namespace {

// Chunks that are joined may grow a quarter beyond the usual size; larger ones stay apart. Small ones are joined
// because a list of many small chunks is slow to read.
constexpr std::size_t most_joined_bytes = chunk_bytes + chunk_bytes / 4;

// Writes the chunks of a list: the first under `key`, with `counts` before it, and each other one under `prefix` and
// its first document.
void write(TableWriter& table, std::string_view key, std::string prefix, std::string counts, const Chunks& chunks) {
    const auto beginning = prefix.size();
    std::string value = std::move(counts);
    for (const auto& chunk : chunks.all()) {
        const bool first = &chunk == &chunks.all().front(), last = &chunk == &chunks.all().back();
        value += last ? '1' : '0';
        add_number(value, chunk.last - chunk.first);
        value += chunk.bytes;
        if (!first) add_sortable(prefix, chunk.first);
        table.add(first ? key : prefix, value);
        prefix.resize(beginning);
        value.clear();
    }
}

}  // namespace

// `bytes` is the size of what is to be joined; 0 for a single entry, which always finishes the chunk it makes full.
std::string& Chunks::begin(std::uint32_t first, std::uint32_t last, std::size_t bytes) {
    const auto has = all_.empty() ? most_joined_bytes : all_.back().bytes.size();
    if (has >= chunk_bytes || has + bytes > most_joined_bytes)
        all_.push_back({first, last, {}});
    else
        add_number(all_.back().bytes, first - all_.back().last - 1);
    all_.back().last = last;
    return all_.back().bytes;
}

void Chunks::add(std::uint32_t docid, std::uint32_t number) { add_number(begin(docid, docid, 0), number); }
void Chunks::add(std::uint32_t docid, std::string_view text) { add_string(begin(docid, docid, 0), text); }
void Chunks::join(std::uint32_t first, std::uint32_t last, std::string_view bytes) {
    begin(first, last, bytes.size()) += bytes;
}

void write_postings(TableWriter& table, std::string_view term, const Postings& postings) {
    std::string counts;
    add_number(counts, postings.documents);
    add_number(counts, postings.occurrences);
    add_number(counts, postings.chunks.all().front().first - 1);
    write(table, term, std::string(term) + '\0', std::move(counts), postings.chunks);
}

void write_lengths(TableWriter& table, const Chunks& lengths) {
    if (lengths.empty()) return;
    std::string counts(2, '\0');
    add_number(counts, lengths.all().front().first - 1);
    write(table, lengths_key, std::string(lengths_key), std::move(counts), lengths);
}

std::string values_key_of(std::uint32_t slot) {
    std::string key(values_key);
    add_number(key, slot);
    return key;
}

void write_values(TableWriter& table, std::string_view key_of_slot, const Chunks& values) {
    for (const auto& chunk : values.all()) {
        std::string key(key_of_slot);
        add_sortable(key, chunk.first);
        table.add(key, chunk.bytes);
    }
}

}  // namespace tangible::index::glass
