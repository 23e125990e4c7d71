// The parts of an index that are made already, in DATA/index/unfinished/, so that a rebuild that was interrupted goes
// on where it was.  A file `plan` says for which edition, from which revision of the store on, and which stories make
// each part; a part is there when its folder is, since that is synced and renamed when all of it is written.
// Whoever makes one holds the rebuilder's lock.
#pragma once
#include "index/building/digest.h"
#include "schemas/store/store.h"
#include <span>

namespace tangible::index {

class Unfinished {
public:
    /// Takes up what is there when it was begun for this edition and none of its stories was withdrawn since;
    /// else begins anew with all stories of the store.
    Unfinished(const std::filesystem::path& data_dir, Store&, const std::string& edition,
               std::size_t stories_in_a_part);

    /// What changes in the store from here on is not in the parts.
    Revision revision() const { return revision_; }
    std::size_t parts() const { return (ids_.size() + in_a_part_ - 1) / in_a_part_; }
    std::size_t stories() const { return ids_.size(); }
    std::span<const StoryId> stories(std::size_t part) const;
    std::filesystem::path folder(std::size_t part) const;
    bool made(std::size_t part) const;
    /// An empty folder to make a part in.
    std::filesystem::path begin(std::size_t part) const;
    /// What was made there is a part from here on.
    void keep(std::size_t part, const std::vector<Digested>&) const;
    std::vector<Digested> digests(std::size_t part) const;
    /// A folder for what is needed on the way; empty.
    std::filesystem::path scratch() const;
    void remove() const;

private:
    bool taken_up(Store&, const std::string& edition);
    void plan(const std::string& edition) const;

    std::filesystem::path data_dir_, root_;
    Revision revision_ = 0;
    std::size_t in_a_part_ = 1;
    std::vector<StoryId> ids_;
};

/// Removes what is older than a day, or holds a story that was withdrawn since, unless somebody works on it.
void forget_unfinished(const std::filesystem::path& data_dir, Store&);

}  // namespace tangible::index
