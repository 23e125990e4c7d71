// Finds its way in a table of a database that another process may be writing to: as the table was at one revision.  The
// library writes no block over that its last two revisions hold; a block that is of a later revision was one of an
// older state, which is gone.
#pragma once
#include "index/glass/block.h"
#include "index/glass/version.h"
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tangible::index::glass {

/// What is thrown when the state that was being read is gone.
struct Overwritten {};

/// A table's file, and where its tree begins at one revision.
class Tree {
public:
    Tree(const std::filesystem::path& folder, Table);
    ~Tree();
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;
    void at(const Root& root, std::uint32_t revision) { root_ = root, revision_ = revision; }
    const Root& root() const { return root_; }
    /// Throws Overwritten, or Error{storage} for what cannot be.
    void read(std::uint32_t block, std::string& bytes) const;

private:
    void open() const;
    std::filesystem::path path_;
    mutable int descriptor_ = -1;
    Root root_;
    std::uint32_t revision_ = 0;
};

/// At an item of a table whose values are not compressed.  Throws what Tree::read throws.
class Cursor {
public:
    explicit Cursor(const Tree& tree) : tree_(tree), path_(tree.root().level + 1) {}
    /// To the first item at or after the key; false when there is none.
    bool seek(std::string_view key);
    /// To the last item at or before the key; false when there is none.
    bool seek_back(std::string_view key);
    /// To the next item; false when there is none.
    bool next();
    // Of this item, until the next call.
    std::string_view key() const { return key_; }
    std::string_view value() const { return value_; }

private:
    struct Step {
        std::optional<std::uint32_t> number;  ///< of the block that is read
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
    std::vector<Step> path_;               ///< by level: the leaf first
    std::string whole_key_, whole_value_;  ///< of an item in several parts
    std::string_view key_, value_;
};

}  // namespace tangible::index::glass
