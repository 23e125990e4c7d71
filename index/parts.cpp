#include "index/parts.h"
#include "index/building.h"
#include "index/documents.h"
#include "index/parallel.h"
#include <algorithm>
#include <xapian.h>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t stories_in_a_slice = 100, slice_bytes = 1'000'000;  // of text
constexpr std::size_t slices_at_once = 16;
constexpr int for_a_while = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;  // synced when all is done

void compact_into(const fs::path& to, std::span<const fs::path> from) {
    Xapian::Database all;
    for (const auto& folder : from) all.add_database(Xapian::Database(folder.string()));
    all.compact(to.string());
}

}  // namespace

/// Databases that grow until they are large enough.
class PartBuilder::Slices {
public:
    explicit Slices(fs::path in) : in_(std::move(in)) {}
    void add(const Document& document, std::size_t bytes) {
        if (stories_ == 0) open();
        db_.add_document(xapian_of(document));
        bytes_ += bytes;
        if (++stories_ == stories_in_a_slice || bytes_ >= slice_bytes) close();
    }
    std::vector<fs::path> done() {
        if (stories_ > 0 || folders_.empty()) close();
        return std::move(folders_);
    }

private:
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

PartBuilder::PartBuilder(const fs::path& data_dir, const Cues& cues)
    : store_(data_dir, Store::Access::read), cues_(cues) {}

std::vector<Digested> PartBuilder::build(std::span<const StoryId> ids, const fs::path& to,
                                         const std::function<void()>& step) {
    if (analyser_->words() > Analyser::many_words) analyser_ = std::make_unique<Analyser>();
    std::vector<Digested> digests;
    Slices slices(to);
    for (const auto& id : ids) {
        if (const auto ready = prepared(store_, cues_, *analyser_, id)) {
            const auto document = document_of(ready->story, ready->analysis, *analyser_, ready->codings);
            digests.push_back({id, digest_of(document)});
            slices.add(document, ready->story.text.size());
        }
        step();
    }
    const auto folders = slices.done();
    merge(folders, to, to / "scratch", slices_at_once);
    for (const auto& folder : folders) fs::remove_all(folder);
    fs::remove_all(to / "scratch");
    return digests;
}

void merge(std::vector<fs::path> from, const fs::path& to, const fs::path& scratch, std::size_t at_once) {
    for (int round = 0; from.size() > at_once; ++round) {
        const auto folder = scratch / ("round" + std::to_string(round));
        std::vector<fs::path> next;
        for (const auto some : cut_up(std::span<const fs::path>(from), at_once)) {
            next.push_back(folder / std::to_string(next.size()));
            fs::create_directories(next.back());
            compact_into(next.back(), some);
        }
        if (round > 0) fs::remove_all(from.front().parent_path());
        from = std::move(next);
    }
    compact_into(to, from);
}

}  // namespace tangible::index
