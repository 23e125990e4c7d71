// build() prepares each story, takes a digest of its contents and adds the contents to the slices, which are then
// merged into the part. merge() works in rounds, so that it never opens more databases at once than it is told to.
//
// The digest is taken before the contents are written. When it is compared later with what the files say, it thus
// covers everything from there on: the slices, every merge, and the disk.
#include "index/building/parts.h"
#include "index/building/building.h"
#include "index/building/rules.h"
#include "index/glass/layout.h"
#include "index/glass/make/merge.h"
#include "schemas/system/parallel.h"
#include <algorithm>
#include <xapian.h>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

// The largest part, 1,600 stories (rebuild.cpp), is as many slices of 100 (slices.cpp): one round is enough.
constexpr std::size_t slices_at_once = 16;

// By our own code where the layout is known, which several threads may share; otherwise by Xapian.
void merge_into(const fs::path& to, std::span<const fs::path> from, std::size_t threads) {
    if (glass::merge(from, to, threads)) return;
    Xapian::Database all;
    for (const auto& folder : from) all.add_database(Xapian::Database(folder.string()));
    all.compact(to.string(), 0, glass::block_bytes);
}

void move_into(const fs::path& to, const fs::path& from) {
    for (const auto& entry : fs::directory_iterator(from)) fs::rename(entry.path(), to / entry.path().filename());
}

}  // namespace

PartBuilder::PartBuilder(const fs::path& data_dir, const Cues& cues)
    : store_(data_dir, Store::Access::read), cues_(cues), demoted_(demoted_in(store_, cues.codebook())) {}

void PartBuilder::start_afresh() {
    // In this order: the slices refer to the numbers, and these to the analyser.
    slices_.reset();
    analyser_ = std::make_unique<Analyser>();
    numbers_ = std::make_unique<TermNumbers>(*analyser_);
}

std::vector<Digested> PartBuilder::build(std::span<const StoryId> ids, const fs::path& to,
                                         const std::function<void()>& step) {
    // Dictionaries only grow, so a long run starts new ones from time to time.
    if (analyser_->words() > Analyser::many_words || numbers_->terms().size() > Analyser::many_words) start_afresh();
    if (!slices_) slices_ = layout_is_known(to / "scratch") ? own_tables(*numbers_) : library_databases(*analyser_);
    slices_->begin(to);
    std::vector<Digested> digests;
    for (const auto& id : ids) {
        if (const auto ready = prepared(store_, cues_, demoted_, *analyser_, id)) {
            const auto contents = contents_of(ready->story, ready->analysis, *analyser_, ready->codings, ready->meant);
            const auto terms = numbers_->of(contents);
            digests.push_back({id, digest_of(contents, terms, *numbers_)});
            slices_->add(contents, terms, ready->story.text.size());
        }
        step();
    }
    // One folder for each slice; the part is what they are together.
    const auto folders = slices_->done();
    // A single slice is the part already, and need only be moved.
    if (folders.size() == 1)
        move_into(to, folders.front());
    else
        merge(folders, to, to / "scratch", slices_at_once, 1);
    for (const auto& folder : folders) fs::remove_all(folder);
    fs::remove_all(to / "scratch");
    return digests;
}

void merge(std::vector<fs::path> from, const fs::path& to, const fs::path& scratch, std::size_t at_once,
           std::size_t threads) {
    for (int round = 0; from.size() > at_once; ++round) {
        const auto folder = scratch / ("round" + std::to_string(round));
        std::vector<fs::path> next;
        for (const auto some : cut_up(std::span<const fs::path>(from), at_once)) {
            next.push_back(folder / std::to_string(next.size()));
            fs::create_directories(next.back());
            merge_into(next.back(), some, threads);
        }
        // From the second round on, `from` are our own files between, and no longer needed.
        if (round > 0) fs::remove_all(from.front().parent_path());
        from = std::move(next);
    }
    merge_into(to, from, threads);
}

}  // namespace tangible::index
