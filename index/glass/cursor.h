// Finds items of a table in a database that another process may be writing to, as the table was at one revision.  The
// library never overwrites blocks that its last two revisions use.  A block of a later revision therefore shows that
// the state which is being read is gone.
//
//     Tree tree(folder, postlist);
//     tree.at(version.roots[postlist], version.revision);
//     Cursor cursor(tree);
//     if (cursor.seek(key)) use(cursor.key(), cursor.value());
//
// One thread for each Tree and its cursors.
#pragma once
#include "index/glass/block.h"
#include "index/glass/version.h"
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// Thrown when the state that was being read is gone: take the roots of the new version and begin again.
struct Overwritten {};

/// A table's file, and where its tree begins at one revision.
class Tree {
public:
    /// Opens the file at once, since the folder may be removed later.  A file that is not there is no error: a table
    /// without items may have none.
    Tree(const std::filesystem::path& folder, Table);
    ~Tree();
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;
    /// Sets the revision that is read.  Cursors from before must not be used any more.
    void at(const Root& root, std::uint32_t revision) { root_ = root, revision_ = revision; }
    const Root& root() const { return root_; }
    /// Reads a block.  Throws Overwritten when it is of a later revision or the file is not there, and Error{storage}
    /// when the file ends before it or cannot be read.
    void read(std::uint32_t block, std::string& bytes) const;

private:
    void open() const;
    std::filesystem::path path_;
    mutable int descriptor_ = -1;
    Root root_;
    std::uint32_t revision_ = 0;
};

/// A place at an item of a table whose values are not compressed (postlist, position).  Every call may throw what
/// Tree::read() throws, and Error{storage} for bytes that make no sense.  Such bytes may also come from a block that
/// was half overwritten, so see whether the revision is still the same before you call the table damaged.
class Cursor {
public:
    explicit Cursor(const Tree& tree) : tree_(tree), path_(tree.root().level + 1) {}
    /// Moves to the first item at or after the key; returns false when there is none.
    bool seek(std::string_view key);
    /// Moves to the last item at or before the key; returns false when there is none.
    bool seek_back(std::string_view key);
    /// Moves to the next item; returns false when there is none.
    bool next();
    /// Key and whole value of this item.  The views stay valid until the next call.
    std::string_view key() const { return key_; }
    std::string_view value() const { return value_; }

private:
    /// A block on the way from the root, and the item in it that the way goes through.
    struct Step {
        std::optional<std::uint32_t> number;  ///< of the block in `bytes`; nullopt before one is read
        std::string bytes;
        std::size_t item = 0;
        Block block() const { return Block(bytes); }
    };
    Step& leaf() { return path_.front(); }
    bool near(std::string_view key);
    void descend(std::string_view key);
    void load(std::size_t level, std::uint32_t number);
    bool step_on(), step_back();
    bool take(), take(Part);

    const Tree& tree_;
    std::vector<Step> path_;               ///< by level: the leaf is first
    std::string whole_key_, whole_value_;  ///< of an item in several parts
    std::string_view key_, value_;
};

}  // namespace tangible::index::glass
