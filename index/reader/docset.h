// A set of stories by the index's own numbers of them, from 1; a story has another number after a rebuild.
#pragma once
#include <cstdint>
#include <vector>

namespace tangible::index {

using DocId = std::uint32_t;

class DocSet {
public:
    DocSet() = default;
    explicit DocSet(std::vector<DocId> in_order);
    bool has(DocId d) const { return d < bits_.size() && bits_[d]; }
    const std::vector<DocId>& docs() const { return docs_; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(docs_.size()); }
    /// How many of `docs` are in here.
    std::uint32_t count(const std::vector<DocId>& docs) const;
    DocSet operator&(const DocSet&) const;

private:
    std::vector<DocId> docs_;
    std::vector<bool> bits_;
};

}  // namespace tangible::index
