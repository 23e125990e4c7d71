// The parts of an index that are made already, in DATA/index/unfinished/, so that a rebuild can go on after an
// interruption.
//
// The file `plan` says for which edition the rebuild is, from which revision of the store, and which stories make each
// part. A part is complete when its folder exists, since the folder is written under another name, synced, and renamed
// at the end. For the holder of the rebuilder's lock.
//
//     Unfinished work(data_dir, store, edition, 1000);
//     for (std::size_t part = 0; part < work.parts(); ++part)
//         if (!work.made(part)) work.keep(part, builder.build(work.stories(part), work.begin(part), step));
#pragma once
#include "index/building/digest.h"
#include "schemas/store/store.h"
#include <span>

namespace tangible::index {

/// One rebuild, of which any number of parts may be made. Different threads may make different parts.
class Unfinished {
public:
    /// Takes up an earlier rebuild when it was begun for this edition and no story was withdrawn since; it then keeps
    /// the size of its own parts. Otherwise removes what is there and plans anew, with all stories of the store.
    Unfinished(const std::filesystem::path& data_dir, Store&, const std::string& edition,
               std::size_t stories_in_a_part);

    /// Returns the store's revision when the rebuild was begun. Later changes are not in the parts, and must be
    /// applied.
    Revision revision() const { return revision_; }
    /// Returns the number of parts, numbered from 0.
    std::size_t parts() const { return (ids_.size() + in_a_part_ - 1) / in_a_part_; }
    /// Returns the number of stories in all parts.
    std::size_t stories() const { return ids_.size(); }
    /// Returns the stories of one part.
    std::span<const StoryId> stories(std::size_t part) const;
    /// Returns the folder of a part, made or not.
    std::filesystem::path folder(std::size_t part) const;
    /// Whether the part is complete.
    bool made(std::size_t part) const;
    /// Makes an empty folder to build a part in, and returns it.
    std::filesystem::path begin(std::size_t part) const;
    /// Makes what was built in that folder a complete part, with the digests of its stories.
    void keep(std::size_t part, const std::vector<Digested>&) const;
    /// Returns the digests of a complete part.
    std::vector<Digested> digests(std::size_t part) const;
    /// Makes an empty folder for files that are needed on the way, and returns it.
    std::filesystem::path scratch() const;
    /// Removes the plan and all parts.
    void remove() const;

private:
    bool taken_up(Store&, const std::string& edition);
    void plan(const std::string& edition) const;

    std::filesystem::path data_dir_, root_;
    Revision revision_ = 0;
    std::size_t in_a_part_ = 1;  ///< stories in each part but the last
    std::vector<StoryId> ids_;
};

/// Removes an unfinished rebuild that is older than a day, or contains a story that was withdrawn since. Does nothing
/// while somebody works on it.
void forget_unfinished(const std::filesystem::path& data_dir, Store&);

}  // namespace tangible::index
