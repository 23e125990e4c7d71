// LibraryDatabases adds documents to small Xapian databases; OwnTables gathers them in memory in a glass::Inverter.
// layout_is_known() compares the version file of an empty Xapian database with the bytes that we would write.
#include "index/building/slices.h"
#include "index/document/documents.h"
#include "index/glass/layout.h"
#include "index/glass/make/inverter.h"
#include "schemas/system/own_file.h"
#include <fstream>
#include <iterator>
#include <utility>
#include <xapian.h>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

/// Small databases that Xapian writes.
class LibraryDatabases : public Slices {
public:
    explicit LibraryDatabases(const Analyser& analyser) : analyser_(analyser) {}
    void begin(const fs::path& in) override { in_ = in; }
    void add(const Contents& contents, std::span<const std::uint32_t>, std::size_t bytes) override {
        if (stories_ == 0) open();
        db_.add_document(xapian_of(document_of(contents, analyser_)));
        bytes_ += bytes;
        if (++stories_ == most_stories || bytes_ >= most_bytes) close();
    }
    std::vector<fs::path> done() override {
        // At least one folder: a part without stories is an empty database, which merges like any other.
        if (stories_ > 0 || folders_.empty()) close();
        return std::exchange(folders_, {});
    }

private:
    // Xapian adds to a small fresh database four times as fast as to a large one. `most_bytes` counts text.
    static constexpr std::size_t most_stories = 100, most_bytes = 1'000'000;
    // Slices live for minutes, and a part is synced as a whole when it is done. So these need no syncs, and no copies
    // of blocks that a reader could still use.
    static constexpr int for_a_while = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

    void open() {
        folders_.push_back(in_ / ("slice" + std::to_string(folders_.size())));
        db_ = Xapian::WritableDatabase(folders_.back().string(), for_a_while, glass::block_bytes);
    }
    void close() {
        if (stories_ == 0) open();
        db_.commit();
        db_ = {};
        stories_ = bytes_ = 0;
    }

    fs::path in_;
    const Analyser& analyser_;
    std::vector<fs::path> folders_;
    Xapian::WritableDatabase db_;
    std::size_t stories_ = 0, bytes_ = 0;
};

/// Databases that we write ourselves, gathered in memory.
class OwnTables : public Slices {
public:
    explicit OwnTables(const TermNumbers& numbers) : numbers_(numbers) {}
    void begin(const fs::path& in) override { in_ = in; }
    void add(const Contents& contents, std::span<const std::uint32_t> terms, std::size_t) override {
        // Documents are numbered from 1 in each slice; merging numbers them anew.
        documents_.begin(static_cast<std::uint32_t>(documents_.documents() + 1));
        // The numbers come in the order of the contents: words, then stems, then others.
        auto term = terms.begin();
        for (const auto& word : contents.words) documents_.add(*term++, word.occurrences);
        for (const auto& stem : contents.stems) documents_.add(*term++, stem.occurrences, contents.places_of(stem));
        for (; term != terms.end(); ++term) documents_.add(*term, 0);
        for (const auto& [slot, value] : contents.values) documents_.add_value(slot, Xapian::sortable_serialise(value));
        documents_.end(contents.data);
        if (documents_.bytes() >= most_bytes) close();
    }
    std::vector<fs::path> done() override {
        if (documents_.documents() > 0 || folders_.empty()) close();
        return std::exchange(folders_, {});
    }

private:
    // Bytes of memory; together with the words of a thread within the 72 MiB that rebuild.cpp reckons with.
    static constexpr std::size_t most_bytes = 24'000'000;

    void close() {
        folders_.push_back(in_ / ("slice" + std::to_string(folders_.size())));
        fs::create_directories(folders_.back());
        documents_.write(folders_.back(), numbers_.terms());
        documents_.clear();
    }

    fs::path in_;
    const TermNumbers& numbers_;
    std::vector<fs::path> folders_;
    glass::Inverter documents_;
};

// Has Xapian write an empty database, and returns the file that names the roots of its tables.
std::string empty_database(const fs::path& folder) {
    Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC, glass::block_bytes).close();
    return content_of(folder / "iamglass");
}

}  // namespace

std::unique_ptr<Slices> own_tables(const TermNumbers& numbers) { return std::make_unique<OwnTables>(numbers); }
std::unique_ptr<Slices> library_databases(const Analyser& analyser) {
    return std::make_unique<LibraryDatabases>(analyser);
}

bool layout_is_known(const fs::path& scratch) {
    fs::create_directories(scratch);
    const auto bytes = empty_database(scratch);
    const auto version = glass::version_of(scratch);
    fs::remove_all(scratch);
    return Xapian::major_version() == 1 && Xapian::minor_version() == 4 && version &&
           bytes == glass::bytes_of(*version);
}

}  // namespace tangible::index
