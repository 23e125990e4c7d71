// Plans and parts are written under names that end in `.new`, synced, and then renamed, so that anything under its
// final name is complete. The plan and the digests are text files with one record on each line.
#include "index/building/unfinished.h"
#include "index/reader/folders.h"
#include "schemas/ground/error.h"
#include <algorithm>
#include <chrono>
#include <fstream>

namespace tangible::index {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kept_hours{24};  // an older one would have most of its changes still to apply

fs::path root_of(const fs::path& data_dir) { return data_dir / "index/unfinished"; }

bool any_gone(Store& store, Revision since) {
    const auto changes = store.changes_since(since);
    return std::any_of(changes.begin(), changes.end(), [](const Change& c) { return c.gone; });
}

// The first lines of the plan, one for each member; the references of the stories follow, in order of the parts.
struct Head {
    std::string edition;
    Revision revision = 0;
    std::size_t in_a_part = 0;
};
/// False when the plan is missing or damaged.
bool read(std::ifstream& in, Head& head) {
    return static_cast<bool>(std::getline(in, head.edition) && in >> head.revision >> head.in_a_part) &&
           head.in_a_part > 0;
}

void written(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::trunc | std::ios::binary);
    out << text << std::flush;
    if (!out)
        throw Error(ErrorKind::storage, "the index folder cannot be written (" + file.filename().string() + ")",
                    "Check the free space on the disk and the owner of the folder.");
}

}  // namespace

Unfinished::Unfinished(const fs::path& data_dir, Store& store, const std::string& edition, std::size_t in_a_part)
    : data_dir_(data_dir), root_(root_of(data_dir)), in_a_part_(in_a_part) {
    if (taken_up(store, edition)) return;
    remove();
    // The revision is read before the list of stories. A change between the two is then applied once more by
    // catch_up(), which does no harm; in the other order it would be lost.
    revision_ = store.revision();
    ids_ = store.live();
    in_a_part_ = in_a_part;
    fs::create_directories(root_);
    plan(edition);
}

bool Unfinished::taken_up(Store& store, const std::string& edition) {
    std::ifstream in(root_ / "plan");
    Head head;
    if (!read(in, head) || head.edition != edition) return false;
    // A revision ahead of the store's means that an older copy of the store was put back. Words of a withdrawn story
    // may be in any part.
    if (head.revision > store.revision() || any_gone(store, head.revision)) return false;
    revision_ = head.revision;
    in_a_part_ = head.in_a_part;
    for (StoryId id; in >> id;) ids_.push_back(id);
    return true;
}

void Unfinished::plan(const std::string& edition) const {
    std::string text = edition + '\n' + std::to_string(revision_) + '\n' + std::to_string(in_a_part_) + '\n';
    for (const auto& id : ids_) text += id + '\n';
    written(root_ / "plan.new", text);
    sync_folder(root_);
    fs::rename(root_ / "plan.new", root_ / "plan");
}

std::span<const StoryId> Unfinished::stories(std::size_t part) const {
    // The last part may be smaller.
    const auto from = part * in_a_part_;
    return std::span(ids_).subspan(from, std::min(in_a_part_, ids_.size() - from));
}

fs::path Unfinished::folder(std::size_t part) const { return root_ / ("part" + std::to_string(part)); }
bool Unfinished::made(std::size_t part) const { return fs::exists(folder(part)); }

fs::path Unfinished::begin(std::size_t part) const {
    // What an interrupted attempt left there goes.
    const auto at = folder(part).string() + ".new";
    fs::remove_all(at);
    fs::create_directories(at);
    return at;
}

void Unfinished::keep(std::size_t part, const std::vector<Digested>& digests) const {
    const fs::path at = folder(part).string() + ".new";
    std::string text;
    for (const auto& [story, d] : digests)
        text += story + ' ' + std::to_string(d.document) + ' ' + std::to_string(d.postings) + ' ' +
                std::to_string(d.places) + ' ' + std::to_string(d.terms) + '\n';
    written(at / "digests", text);
    sync_folder(at);
    // The rename itself is not synced. If a power cut undoes it, this part is made once more.
    fs::rename(at, folder(part));
}

std::vector<Digested> Unfinished::digests(std::size_t part) const {
    std::vector<Digested> out;
    std::ifstream in(folder(part) / "digests");
    Digested one;
    while (in >> one.story >> one.digest.document >> one.digest.postings >> one.digest.places >> one.digest.terms)
        out.push_back(one);
    return out;
}

fs::path Unfinished::scratch() const {
    const auto at = root_ / "scratch";
    fs::remove_all(at);
    fs::create_directories(at);
    return at;
}

void Unfinished::remove() const { drop_unfinished(data_dir_); }

void forget_unfinished(const fs::path& data_dir, Store& store) {
    const auto root = root_of(data_dir);
    // The lock is kept until the end of this function, so that nobody takes the parts up while they are removed.
    const auto idle = free_rebuilder_lock(data_dir);
    if (!idle || !fs::exists(root)) return;
    std::ifstream in(root / "plan");
    Head head;
    if (read(in, head) && !any_gone(store, head.revision) &&
        fs::last_write_time(root / "plan") > fs::file_time_type::clock::now() - kept_hours)
        return;
    drop_unfinished(data_dir);
}

}  // namespace tangible::index
