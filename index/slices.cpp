#include "index/slices.h"
#include "index/documents.h"
#include "index/glass/inverter.h"
#include <fstream>
#include <iterator>
#include <xapian.h>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

/// Databases that grow until they are large enough.
class LibraryDatabases : public Slices {
public:
    explicit LibraryDatabases(fs::path in) : in_(std::move(in)) {}
    void add(const Document& document, std::size_t bytes) override {
        if (stories_ == 0) open();
        db_.add_document(xapian_of(document));
        bytes_ += bytes;
        if (++stories_ == most_stories || bytes_ >= most_bytes) close();
    }
    std::vector<fs::path> done() override {
        if (stories_ > 0 || folders_.empty()) close();
        return std::move(folders_);
    }

private:
    // Xapian adds to a small fresh database four times as fast as to a large one.
    static constexpr std::size_t most_stories = 100, most_bytes = 1'000'000;  // of text
    // Synced when all is done.
    static constexpr int for_a_while = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

    void open() {
        folders_.push_back(in_ / ("slice" + std::to_string(folders_.size())));
        db_ = Xapian::WritableDatabase(folders_.back().string(), for_a_while);
    }
    void close() {
        if (stories_ == 0) open();
        db_.commit();
        db_ = {};
        stories_ = bytes_ = 0;
    }

    fs::path in_;
    std::vector<fs::path> folders_;
    Xapian::WritableDatabase db_;
    std::size_t stories_ = 0, bytes_ = 0;
};

class Tables : public Slices {
public:
    explicit Tables(fs::path in) : in_(std::move(in)) {}
    void add(const Document& document, std::size_t) override {
        documents_.begin(static_cast<std::uint32_t>(documents_.documents() + 1));
        for (const auto& term : document.terms)
            documents_.add(documents_.number_of(term.text), term.occurrences, term.positions);
        for (const auto& [slot, value] : document.values) documents_.add_value(slot, Xapian::sortable_serialise(value));
        documents_.end(document.data);
        if (documents_.bytes() >= most_bytes) close();
    }
    std::vector<fs::path> done() override {
        if (documents_.documents() > 0 || folders_.empty()) close();
        return std::move(folders_);
    }

private:
    static constexpr std::size_t most_bytes = 32'000'000;  // of memory

    void close() {
        folders_.push_back(in_ / ("slice" + std::to_string(folders_.size())));
        fs::create_directories(folders_.back());
        documents_.write(folders_.back());
        documents_ = {};
    }

    fs::path in_;
    std::vector<fs::path> folders_;
    glass::Inverter documents_;
};

std::string empty_database(const fs::path& folder) {
    Xapian::WritableDatabase(folder.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC).close();
    std::ifstream in(folder / "iamglass", std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

std::unique_ptr<Slices> tables_in(const fs::path& in) { return std::make_unique<Tables>(in); }
std::unique_ptr<Slices> library_databases_in(const fs::path& in) { return std::make_unique<LibraryDatabases>(in); }

bool layout_is_known(const fs::path& scratch) {
    fs::create_directories(scratch);
    const auto bytes = empty_database(scratch);
    const auto version = glass::version_of(scratch);
    fs::remove_all(scratch);
    return Xapian::major_version() == 1 && Xapian::minor_version() == 4 && version &&
           bytes == glass::bytes_of(*version);
}

}  // namespace tangible::index
